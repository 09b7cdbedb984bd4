import { PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const AN_API_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;

describe('the API (plivo.md §1)', () => {
	it('shows the account to who has its id and token', async () => {
		lab = await PhoneLab.start();
		expect(await lab.api('GET', '/')).toEqual({
			status: 200,
			body: expect.objectContaining({
				api_id: AN_API_ID,
				auth_id: 'MALABPHONE0000000000',
				account_type: 'standard',
				cash_credits: '25.00000',
				timezone: 'Asia/Kolkata',
				resource_uri: '/v1/Account/MALABPHONE0000000000/',
			}) as unknown,
		});
	});

	it.each([
		['no credentials', ''],
		['a wrong token', `Basic ${btoa('MALABPHONE0000000000:wrong')}`],
		[
			'a wrong id',
			`Basic ${btoa('MAXXXXXXXXXXXXXXXXXX:lab-plivo-auth-token-0000000000000000000')}`,
		],
		['another scheme', 'Bearer lab-plivo-auth-token-0000000000000000000'],
	])('refuses %s', async (_what, authorization) => {
		lab = await PhoneLab.start();
		for (const path of ['/', '/Number/', '/nonsense']) {
			expect(await lab.api('GET', path, undefined, authorization)).toEqual({
				status: 401,
				body: { api_id: AN_API_ID, error: 'Authentication failed' },
			});
		}
	});

	it.each([
		['GET', ''],
		['GET', '/Application'],
		['POST', '/Application'],
		['GET', '/Number/14155550123'],
		['POST', '/Call'],
		['DELETE', '/Call/7d5a3a1e-0000-4000-8000-000000000000'],
	])('does not find %s "%s" without its last slash', async (method, path) => {
		lab = await PhoneLab.start();
		const body = method === 'POST' ? {} : undefined;
		expect(await lab.api(method, path, body)).toEqual({
			status: 404,
			body: { api_id: AN_API_ID, error: 'not found' },
		});
	});

	it.each([
		['PUT', '/Application/'],
		['DELETE', '/Call/'],
		['POST', '/Recording/7d5a3a1e-0000-4000-8000-000000000000/'],
		['PATCH', '/Zentrunk/Trunk/1/'],
	])('knows %s "%s" by another method only', async (method, path) => {
		lab = await PhoneLab.start();
		expect(await lab.api(method, path)).toEqual({
			status: 405,
			body: { api_id: AN_API_ID, error: 'method not allowed' },
		});
	});

	it('refuses bodies that are not JSON objects', async () => {
		lab = await PhoneLab.start();
		const send = async (body: string, type: string) => {
			const response = await fetch(
				`${lab.plivo.apiUrl}/v1/Account/MALABPHONE0000000000/Application/`,
				{
					method: 'POST',
					body,
					headers: {
						authorization: `Basic ${btoa('MALABPHONE0000000000:lab-plivo-auth-token-0000000000000000000')}`,
						'content-type': type,
					},
				},
			);
			return response.status;
		};
		expect(await send('{"app_name":', 'application/json')).toBe(400);
		expect(await send('[1]', 'application/json')).toBe(400);
		expect(await send('app_name=x', 'application/x-www-form-urlencoded')).toBe(400);
	});

	it('keeps every request, without its headers', async () => {
		lab = await PhoneLab.start();
		await lab.api('GET', '/Number/?limit=5');
		await lab.api('POST', '/Application/', { app_name: 'x' });
		expect(lab.plivo.requests).toEqual([
			{
				method: 'GET',
				path: '/v1/Account/MALABPHONE0000000000/Number/',
				query: { limit: '5' },
				body: undefined,
				at: expect.any(Number) as number,
			},
			expect.objectContaining({ method: 'POST', body: { app_name: 'x' } }) as unknown,
		]);
		expect(JSON.stringify([lab.plivo.requests, lab.log.entries])).not.toContain('lab-plivo-auth');
	});

	it.each([
		['string', { api_id: AN_API_ID, error: 'app_name parameter is missing' }],
		['object', { api_id: AN_API_ID, error: { message: 'app_name parameter is missing' } }],
		['message', { api_id: AN_API_ID, message: 'app_name parameter is missing' }],
	] as const)('writes an error as %s in that variant', async (errorBody, body) => {
		lab = await PhoneLab.start({ errorBody });
		expect(await lab.api('POST', '/Application/', {})).toEqual({ status: 400, body });
	});

	it('answers a 404 with {} in that variant', async () => {
		lab = await PhoneLab.start({ notFoundBody: 'empty' });
		expect(await lab.api('GET', '/Application/1/')).toEqual({ status: 404, body: {} });
		expect(await lab.api('GET', '/nonsense/')).toEqual({ status: 404, body: {} });
	});
});

describe('faults', () => {
	it('hit as many requests as they are told', async () => {
		lab = await PhoneLab.start();
		const fault = lab.plivo.faults.add({
			match: 'GET /v1/Account/MALABPHONE0000000000/Number/',
			times: 2,
			status: 503,
		});
		const statuses: number[] = [];
		for (const path of ['/Number/', '/', '/Number/', '/Number/']) {
			statuses.push((await lab.api('GET', path)).status);
		}
		expect(statuses).toEqual([503, 200, 503, 200]);
		expect(fault.hits).toBe(2);
	});

	it('answer what they are told, with headers', async () => {
		lab = await PhoneLab.start();
		lab.plivo.faults.add({
			match: ({ method, body }) => method === 'POST' && JSON.stringify(body).includes('slow'),
			status: 429,
			body: { error: 'slow down' },
			headers: { 'retry-after': '3' },
		});
		expect(await lab.api('POST', '/Application/', { app_name: 'slow' })).toEqual({
			status: 429,
			body: { error: 'slow down' },
		});
		expect(lab.plivo.account.applications.size).toBe(1);
	});

	it('cut the connection, before or after the request was carried out', async () => {
		lab = await PhoneLab.start();
		const application = { app_name: 'twice', answer_url: 'https://example.com/' };
		lab.plivo.faults.add({ match: /POST .*Application/, drop: true });
		await expect(lab.api('POST', '/Application/', application)).rejects.toThrow();
		expect(lab.plivo.account.applications.size).toBe(1);
		lab.plivo.faults.add({ match: /POST .*Application/, drop: true, afterEffect: true });
		await expect(lab.api('POST', '/Application/', application)).rejects.toThrow();
		expect(lab.plivo.account.applications.size).toBe(2);
	});

	it('answer late what was carried out at once', async () => {
		lab = await PhoneLab.start();
		const application = { app_name: 'late', answer_url: 'https://example.com/' };
		lab.plivo.faults.add({ match: /POST .*Application/, delayMs: 500, afterEffect: true });
		let answered = false;
		const answer = lab.api('POST', '/Application/', application).finally(() => {
			answered = true;
		});
		await until(() => lab.plivo.account.applications.size === 2);
		expect(answered).toBe(false);
		expect((await answer).status).toBe(201);
	});

	it('keep a request waiting for ever', async () => {
		lab = await PhoneLab.start();
		lab.plivo.faults.add({ match: 'GET', delayMs: Infinity });
		await expect(
			fetch(`${lab.plivo.apiUrl}/v1/Account/x/`, { signal: AbortSignal.timeout(100) }),
		).rejects.toThrow('timeout');
	});
});
