import { PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

async function ask(): Promise<Response> {
	const { apiUrl, account } = lab.plivo;
	const token = Buffer.from(`${account.authId}:${account.authToken}`).toString('base64');
	return await fetch(`${apiUrl}/v1/Account/${account.authId}/`, {
		headers: { authorization: `Basic ${token}` },
	});
}

describe('the limit of requests (plivo.md §1.3)', () => {
	it('is 300 in five seconds', async () => {
		lab = await PhoneLab.start();
		expect(lab.plivo.account.limits.requestsPer5Seconds).toBe(300);
	});

	it('answers one too many with 429 and the time to wait, and forgets', async () => {
		lab = await PhoneLab.start();
		lab.plivo.account.limits.requestsPer5Seconds = 3;
		for (let i = 0; i < 3; i++) expect((await ask()).status).toBe(200);
		const refused = await ask();
		expect(refused.status).toBe(429);
		expect(await refused.json()).toEqual({
			api_id: expect.any(String) as string,
			error: 'Too many requests',
		});
		const seconds = Number(refused.headers.get('retry-after'));
		expect(seconds).toBeGreaterThanOrEqual(1);
		expect(seconds).toBeLessThanOrEqual(5);
		await until(async () => (await ask()).status === 200);
	});

	it('says nothing about when, in that variant', async () => {
		lab = await PhoneLab.start({ retryAfterHeader: 'absent' });
		lab.plivo.account.limits.requestsPer5Seconds = 0;
		const refused = await ask();
		expect(refused.status).toBe(429);
		expect(refused.headers.get('retry-after')).toBeNull();
	});

	it('counts nobody who has no password', async () => {
		lab = await PhoneLab.start();
		lab.plivo.account.limits.requestsPer5Seconds = 1;
		for (let i = 0; i < 3; i++) {
			expect((await lab.api('GET', '/', undefined, 'Basic eDp5')).status).toBe(401);
		}
		expect((await ask()).status).toBe(200);
	});
});
