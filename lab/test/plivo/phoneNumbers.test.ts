import { PhoneLab } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

interface Found {
	number: string;
	type: string;
	sub_type: string;
	city: string | null;
	voice_enabled: boolean;
	sms_enabled: boolean;
	restriction: string | null;
}

async function search(query: string): Promise<Found[]> {
	const all: Found[] = [];
	for (;;) {
		const answer = await lab.api('GET', `/PhoneNumber/?${query}&offset=${all.length}`);
		expect(answer.status).toBe(200);
		const objects = answer.body.objects as Found[];
		all.push(...objects);
		if (objects.length < 20) return all;
	}
}

describe('searching /PhoneNumber/ (plivo.md §3.4)', () => {
	it('wants a country', async () => {
		lab = await PhoneLab.start();
		expect(await lab.api('GET', '/PhoneNumber/')).toMatchObject({
			status: 400,
			body: { error: 'country_iso parameter is missing' },
		});
		expect((await lab.api('GET', '/PhoneNumber/?country_iso=USA')).status).toBe(400);
		expect(await search('country_iso=FR')).toEqual([]);
	});

	it('shows every field, and has several pages', async () => {
		lab = await PhoneLab.start();
		const { body } = await lab.api('GET', '/PhoneNumber/?country_iso=US');
		expect((body.objects as object[])[0]).toEqual({
			number: '14152000001',
			prefix: '415',
			city: 'SAN FRANCISCO',
			country: 'UNITED STATES',
			region: 'California',
			rate_center: 'SNFC CNTRL',
			lata: 722,
			type: 'fixed',
			sub_type: 'local',
			setup_rate: '0.00000',
			monthly_rental_rate: '0.80000',
			voice_enabled: true,
			voice_rate: '0.00550',
			sms_enabled: true,
			sms_rate: '0.00000',
			mms_enabled: true,
			mms_rate: '0.00000',
			restriction: null,
			restriction_text: null,
			ha_enabled: true,
			fallback_number: null,
			resource_uri: '/v1/Account/MALABPHONE0000000000/PhoneNumber/14152000001/',
		});
		expect(body.meta).toMatchObject({ limit: 20, offset: 0, total_count: 100 });
		const numbers = (await search('country_iso=us')).map(({ number }) => number);
		expect(new Set(numbers).size).toBe(100);
	});

	it.each([
		['US', 'type=tollfree', { sub_type: 'tollfree' }, 25],
		['US', 'type=local', { sub_type: 'local' }, 75],
		['GB', 'type=fixed', { type: 'fixed' }, 50],
		['GB', 'type=national', { sub_type: 'national' }, 25],
		['GB', 'type=mobile', { type: 'mobile' }, 25],
		['US', 'pattern=415300', { city: 'SAUSALITO' }, 25],
		['US', 'npanxx=212400', { city: 'NEW YORK' }, 25],
		['US', 'npanxx=415200', { city: 'SAN FRANCISCO' }, 25],
		['US', 'npanxx=415200&local_calling_area=true', { prefix: '415' }, 50],
		['US', 'region=new%20york', { city: 'NEW YORK' }, 25],
		['US', 'city=Sausalito', { city: 'SAUSALITO' }, 25],
		['US', 'services=mms', { mms_enabled: true }, 50],
		['CA', 'services=voice,sms', { city: 'TORONTO' }, 25],
		['US', 'lata=132', { city: 'NEW YORK' }, 25],
		['US', 'rate_center=SAUSALITO', { city: 'SAUSALITO' }, 25],
		['US', 'eligible=true', { restriction: null }, 100],
		['DE', 'eligible=true', {}, 0],
		['DE', 'eligible=false', { restriction: 'compliance' }, 25],
	])('filters %s by %s', async (country, filter, facts, count) => {
		lab = await PhoneLab.start();
		const found = await search(`country_iso=${country}&${filter}`);
		expect(found).toHaveLength(count);
		for (const number of found) expect(number).toMatchObject(facts);
	});

	it.each([
		'type=satellite',
		'pattern=41%2A',
		'npanxx=415',
		'services=fax',
		'lata=x',
		'eligible=perhaps',
		'local_calling_area=true',
		'limit=21',
	])('refuses %s', async (filter) => {
		lab = await PhoneLab.start();
		expect((await lab.api('GET', `/PhoneNumber/?country_iso=US&${filter}`)).status).toBe(400);
	});
});

describe('buying a number (plivo.md §3.4)', () => {
	it('moves it from the stock to the account, and it can be called', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const bought = await lab.api('POST', '/PhoneNumber/14152000003/', {
			app_id: lab.application.app_id,
			cnam_lookup: 'enabled',
		});
		expect(bought).toEqual({
			status: 201,
			body: {
				api_id: expect.any(String) as string,
				message: 'created',
				status: 'fulfilled',
				numbers: [{ number: '14152000003', status: 'Success' }],
			},
		});
		expect((await search('country_iso=US&city=san')).map(({ number }) => number)).not.toContain(
			'14152000003',
		);
		expect((await lab.api('GET', '/Number/14152000003/')).body).toMatchObject({
			application: `/v1/Account/MALABPHONE0000000000/Application/${lab.application.app_id}/`,
			active: true,
			city: 'SAN FRANCISCO',
			cnam_lookup: 'enabled',
			mms_enabled: true,
			number_type: 'local',
			region: 'California, UNITED STATES',
		});
		expect((await lab.api('GET', '/')).body.cash_credits).toBe('24.20000');
		const call = lab.call({ to: '14152000003' });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4000 });
		expect((await lab.api('POST', '/PhoneNumber/14152000003/', {})).status).toBe(404);
	});

	it('attaches it to the default application, or to a trunk', async () => {
		lab = await PhoneLab.start({}, { default_number_app: true });
		const trunk = lab.plivo.account.zentrunk.addTrunk();
		await lab.api('POST', '/PhoneNumber/14152000001/');
		await lab.api('POST', '/PhoneNumber/14152000002/', { app_id: trunk.trunk_id });
		const { numbers } = lab.plivo.account;
		expect(numbers.get('14152000001')?.app_id).toBe(lab.application.app_id);
		expect(numbers.get('14152000002')?.app_id).toBe(trunk.trunk_id);
	});

	it.each(['pending', 'Pending', 'under-review'] as const)(
		'a regulated number is %s in that variant, and cannot be called',
		async (status) => {
			lab = await PhoneLab.start({ regulatedNumberStatus: status });
			const bought = await lab.api('POST', '/PhoneNumber/493022000001/', {
				app_id: lab.application.app_id,
				compliance_application_id: '7b1c',
			});
			expect(bought).toMatchObject({
				status: 201,
				body: { status, numbers: [{ number: '493022000001', status }] },
			});
			expect((await lab.api('GET', '/Number/493022000001/')).body).toMatchObject({
				active: false,
				compliance_status: status,
				compliance_application_id: '7b1c',
				country: 'Germany',
			});
			const call = lab.call({ to: '493022000001' });
			expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 5020 });
		},
	);

	it('buys a second one for high availability where there is one', async () => {
		lab = await PhoneLab.start();
		const bought = await lab.api('POST', '/PhoneNumber/14152000001/', { ha_enable: true });
		expect(bought.body).toMatchObject({ status: 'fulfilled', fallback_number: '14152000025' });
		expect(lab.plivo.account.numbers.has('14152000025')).toBe(true);
		expect((await lab.api('POST', '/PhoneNumber/61480000001/', { ha_enable: true })).status).toBe(
			400,
		);
	});

	it.each([404, 400] as const)('answers %d for a number that is not for sale', async (status) => {
		lab = await PhoneLab.start({ missingPhoneNumberStatus: status });
		for (const number of ['14155550123', '+14152000001', '999']) {
			expect((await lab.api('POST', `/PhoneNumber/${number}/`, {})).status).toBe(status);
		}
	});

	it('refuses without credits, and a wrong app_id, and keeps the number', async () => {
		lab = await PhoneLab.start();
		const path = '/PhoneNumber/14152000001/';
		expect((await lab.api('POST', path, { app_id: '1' })).status).toBe(400);
		lab.plivo.account.cashCredits = '0.79000';
		expect(await lab.api('POST', path, {})).toMatchObject({
			status: 400,
			body: { error: 'insufficient credits' },
		});
		expect(lab.plivo.account.cashCredits).toBe('0.79000');
		expect(lab.plivo.account.numbers.has('14152000001')).toBe(false);
		expect(await search('country_iso=US')).toHaveLength(100);
	});
});
