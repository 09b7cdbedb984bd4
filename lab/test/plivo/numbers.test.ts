import { PhoneLab } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

describe('/Number/ (plivo.md §3)', () => {
	it('shows a number with the URI of what it is attached to', async () => {
		lab = await PhoneLab.start();
		const { account } = lab.plivo;
		expect((await lab.api('GET', '/Number/14155550123/')).body).toMatchObject({
			number: '14155550123',
			application: `/v1/Account/MALABPHONE0000000000/Application/${lab.application.app_id}/`,
			number_type: 'local',
			voice_enabled: true,
			resource_uri: '/v1/Account/MALABPHONE0000000000/Number/14155550123/',
		});
		const trunk = account.zentrunk.addTrunk();
		account.addNumber('+442071838750', { app_id: trunk.trunk_id });
		account.addNumber('+442071838751');
		expect((await lab.api('GET', '/Number/442071838750/')).body.application).toBe(
			`/v1/Account/MALABPHONE0000000000/Zentrunk/Trunk/${trunk.trunk_id}/`,
		);
		expect((await lab.api('GET', '/Number/442071838751/')).body.application).toBeNull();
	});

	it.each(['+14155550123', '%2B14155550123', '14155559999', '1 415 555 0123'])(
		'does not find %s',
		async (number) => {
			lab = await PhoneLab.start();
			expect((await lab.api('GET', `/Number/${number}/`)).status).toBe(404);
			expect((await lab.api('POST', `/Number/${number}/`, { alias: 'x' })).status).toBe(404);
		},
	);

	it('attaches to an application or a trunk, an outbound one too', async () => {
		lab = await PhoneLab.start();
		const { account } = lab.plivo;
		const other = account.addApplication({ answer_url: 'https://x.example/' });
		const trunk = account.zentrunk.addTrunk({ trunk_direction: 'outbound' });
		for (const id of [other.app_id, trunk.trunk_id]) {
			expect(await lab.api('POST', '/Number/14155550123/', { app_id: id })).toEqual({
				status: 202,
				body: { api_id: expect.any(String) as string, message: 'changed' },
			});
			expect(account.numbers.get('14155550123')?.app_id).toBe(id);
		}
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4080 });
	});

	it('refuses an unknown id, and a number that lost its last digits', async () => {
		lab = await PhoneLab.start();
		const path = '/Number/14155550123/';
		for (const id of ['99999999999999991', Number(lab.application.app_id)]) {
			expect(await lab.api('POST', path, { app_id: id })).toMatchObject({
				status: 400,
				body: { error: 'app_id is invalid' },
			});
		}
		expect(lab.plivo.account.numbers.get('14155550123')?.app_id).toBe(lab.application.app_id);
	});

	it.each([
		['refused', 400, true],
		['detaches', 202, false],
		['ignored', 202, true],
	] as const)('an empty app_id is %s in that variant', async (emptyAppId, status, attached) => {
		for (const id of ['', null]) {
			lab = await PhoneLab.start({ emptyAppId });
			expect((await lab.api('POST', '/Number/14155550123/', { app_id: id })).status).toBe(status);
			const number = lab.plivo.account.numbers.get('14155550123');
			expect(number?.app_id).toBe(attached ? lab.application.app_id : null);
			if (id === '') await lab.stop();
		}
	});

	it('filters its list, and drops filters it does not know', async () => {
		lab = await PhoneLab.start();
		const { account } = lab.plivo;
		account.addNumber('442071838750', { number_type: 'tollfree', alias: 'desk' });
		account.addNumber('442071838751', { sms_enabled: false });
		const numbers = async (query: string) => {
			const { objects } = (await lab.api('GET', `/Number/?${query}`)).body;
			return (objects as { number: string }[]).map(({ number }) => number);
		};
		expect(await numbers('type=tollfree')).toEqual(['442071838750']);
		expect(await numbers('alias=desk')).toEqual(['442071838750']);
		expect(await numbers('number_startswith=44')).toEqual(['442071838750', '442071838751']);
		expect(await numbers('services=voice,sms')).toEqual(['14155550123', '442071838750']);
		expect(lab.unknownFields()).toEqual([]);
		expect(await numbers('number_type=tollfree')).toHaveLength(3);
		expect(lab.unknownFields()).toEqual([expect.stringContaining('number_type')]);
		expect((await lab.api('GET', '/Number/?type=satellite')).status).toBe(400);
	});

	it('pages by 20', async () => {
		lab = await PhoneLab.start();
		for (let i = 0; i < 24; i++) lab.plivo.account.addNumber(`1415555${1000 + i}`);
		const { body } = await lab.api('GET', '/Number/?offset=20');
		expect(body.objects).toHaveLength(5);
		expect(body.meta).toMatchObject({ limit: 20, offset: 20, total_count: 25, next: null });
	});

	it('gives a number up', async () => {
		lab = await PhoneLab.start();
		expect((await lab.api('DELETE', '/Number/14155550123/')).status).toBe(204);
		expect((await lab.api('GET', '/Number/14155550123/')).status).toBe(404);
		expect(await lab.call().waitForEnd()).toMatchObject({ hangupCauseCode: 5020 });
	});
});

describe('more of /Number/ (plivo.md §3.1, §3.3)', () => {
	it('shows every field', async () => {
		lab = await PhoneLab.start();
		expect((await lab.api('GET', '/Number/14155550123/')).body).toEqual({
			active: true,
			added_on: '2024-10-01',
			alias: '',
			api_id: expect.any(String) as string,
			application: expect.any(String) as string,
			caller_reputation_status: null,
			carrier: 'Plivo',
			city: 'SAN FRANCISCO',
			cnam: null,
			cnam_lookup: 'disabled',
			compliance_application_id: null,
			compliance_status: null,
			country: 'United States',
			mms_enabled: false,
			mms_rate: null,
			monthly_rental_rate: '0.80000',
			number: '14155550123',
			number_type: 'local',
			profile_uuid: null,
			region: 'California, UNITED STATES',
			renewal_date: '2030-01-01',
			resource_uri: '/v1/Account/MALABPHONE0000000000/Number/14155550123/',
			sms_enabled: true,
			sms_rate: '0.00000',
			sub_account: null,
			sub_account_name: null,
			tendlc_campaign_id: null,
			tendlc_registration_status: null,
			toll_free_sms_verification: null,
			toll_free_sms_verification_order_status: null,
			voice_enabled: true,
			voice_rate: '0.00550',
		});
	});

	it('stores what an update says', async () => {
		lab = await PhoneLab.start();
		const path = '/Number/14155550123/';
		const changes = {
			alias: 'desk',
			cnam: 'ACME',
			cnam_lookup: 'enabled',
			compliance_application_id: 'c-1',
			profile_uuid: 'p-1',
		};
		const updated = await lab.api('POST', path, {
			...changes,
			subaccount: 'SA00000000000000LAB1',
			caller_reputation: 'enabled',
			cnam_callback_url: 'https://x.example/cnam',
			cnam_callback_method: 'GET',
			caller_reputation_callback_url: 'https://x.example/reputation',
			caller_reputation_callback_method: 'POST',
		});
		expect(updated.status).toBe(202);
		expect((await lab.api('GET', path)).body).toMatchObject({
			...changes,
			sub_account: 'SA00000000000000LAB1',
			caller_reputation_status: 'enabled',
		});
		expect(lab.unknownFields()).toEqual([]);
		for (const wrong of [
			{ cnam_lookup: 'yes' },
			{ subaccount: 'MALABPHONE0000000000' },
			{ cnam_callback_url: 'x' },
			{ cnam_callback_method: 'PUT' },
			{ alias: 7 },
		]) {
			expect((await lab.api('POST', path, wrong)).status).toBe(400);
		}
		expect((await lab.api('GET', path)).body.alias).toBe('desk');
	});

	it('filters by everything else, too', async () => {
		lab = await PhoneLab.start();
		lab.plivo.account.addNumber('442071838750', {
			cnam_lookup: 'enabled',
			mms_enabled: true,
			renewal_date: '2026-02-01',
			sub_account: 'SA00000000000000LAB1',
			tendlc_campaign_id: 'C1',
			tendlc_registration_status: 'COMPLETED',
			toll_free_sms_verification: 'verified',
			toll_free_sms_verification_order_status: 'PENDING',
		});
		const numbers = async (query: string) => {
			const { objects } = (await lab.api('GET', `/Number/?${query}`)).body;
			return (objects as { number: string }[]).map(({ number }) => number);
		};
		for (const query of [
			'cnam_lookup=enabled',
			'services=mms',
			'services=voice,mms',
			'subaccount=SA00000000000000LAB1',
			'tendlc_campaign_id=C1',
			'tendlc_registration_status=COMPLETED',
			'toll_free_sms_verification=verified',
			'toll_free_sms_verification_order_status=PENDING',
			'renewal_date=2026-02-01',
			'renewal_date__lt=2026-02-02',
			'renewal_date__gte=2026-02-01&renewal_date__lte=2026-02-01',
		]) {
			expect([query, await numbers(query)]).toEqual([query, ['442071838750']]);
		}
		expect(await numbers('renewal_date__gt=2026-02-01')).toEqual(['14155550123']);
		expect(lab.unknownFields()).toEqual([]);
		expect((await lab.api('GET', '/Number/?renewal_date__gt=soon')).status).toBe(400);
		expect((await lab.api('GET', '/Number/?services=fax')).status).toBe(400);
	});

	it('registers numbers of another carrier', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Hangup/>');
		const registered = await lab.api('POST', '/Number/', {
			numbers: '+442071838750,442071838751',
			carrier: 'Other',
			region: 'London, UNITED KINGDOM',
			number_type: 'mobile',
			app_id: lab.application.app_id,
		});
		expect(registered).toMatchObject({ status: 201, body: { message: 'changed' } });
		expect((await lab.api('GET', '/Number/442071838751/')).body).toMatchObject({
			carrier: 'Other',
			country: 'United Kingdom',
			number_type: 'mobile',
			region: 'London, UNITED KINGDOM',
		});
		const call = lab.call({ to: '442071838750' });
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 4000 });
		for (const wrong of [
			{ carrier: 'Other', region: 'x' },
			{ numbers: '442071838752', region: 'x' },
			{ numbers: '442071838752', carrier: 'Other' },
			{ numbers: 'x', carrier: 'Other', region: 'x' },
			{ numbers: '442071838752', carrier: 'Other', region: 'x', app_id: '1' },
		]) {
			expect((await lab.api('POST', '/Number/', wrong)).status).toBe(400);
		}
		expect(lab.plivo.account.numbers.has('442071838752')).toBe(false);
	});
});
