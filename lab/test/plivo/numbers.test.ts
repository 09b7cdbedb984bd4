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
		const trunk = account.addTrunk();
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
		const trunk = account.addTrunk({ trunk_direction: 'outbound' });
		for (const id of [other.app_id, trunk.trunk_id]) {
			expect(await lab.api('POST', '/Number/14155550123/', { app_id: id })).toEqual({
				status: 202,
				body: { api_id: expect.any(String) as string, message: 'changed' },
			});
			expect(account.numbers.get('14155550123')?.app_id).toBe(id);
		}
		const call = lab.call();
		expect(await call.waitForEnd()).toMatchObject({ hangupCauseCode: 5020 });
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
