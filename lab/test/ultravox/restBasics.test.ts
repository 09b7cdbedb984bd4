import type { LabUnderTest } from './support/labUnderTest';
import { eventually, startLabUltravox } from './support/labUnderTest';
import { loadOpenApi } from '../../src/ultravox/openApiDocument';
import { apiRoutes } from '../../src/ultravox/routes/apiRoutes';
import { LAB_ULTRAVOX_API_KEY } from '../../src/ultravox/ultravoxState';

let lab: LabUnderTest;

beforeAll(async () => {
	lab = await startLabUltravox();
});

afterAll(async () => {
	await lab.close();
});

describe('the REST host', () => {
	test("plays only operations of the vendor's document", () => {
		const known = loadOpenApi().operations.map(
			({ method, path }) => `${method.toUpperCase()} ${path}`,
		);
		expect(known).toHaveLength(114);
		expect(known).toEqual(expect.arrayContaining(Object.keys(apiRoutes)));
	});

	test('the account shows what is going on', async () => {
		const { status, body } = await lab.api('GET', '/api/accounts/me');
		expect(status).toBe(200);
		expect(body).toMatchObject({ activeCalls: 0, allowedConcurrentCalls: null });
	});

	test.each([undefined, 'LABKEY00.wrong', `${LAB_ULTRAVOX_API_KEY}x`])(
		'without the right key nothing is answered (%s)',
		async (key) => {
			const headers: Record<string, string> = key === undefined ? {} : { 'x-api-key': key };
			lab.ultravox.variants.badKeyStatus = 403;
			const forbidden = await lab.api('GET', '/api/accounts/me', undefined, headers);
			lab.ultravox.variants.badKeyStatus = 401;
			const unauthorized = await lab.api('GET', '/api/accounts/me', undefined, headers);
			expect([forbidden.status, unauthorized.status]).toEqual([403, 401]);
			expect(unauthorized.body).toEqual({ detail: expect.any(String) as string });
		},
	);

	test('the header of browsers works too, and the document needs no key', async () => {
		const other = { 'x-unsafe-api-key': LAB_ULTRAVOX_API_KEY };
		expect((await lab.api('GET', '/api/accounts/me', undefined, other)).status).toBe(200);
		const yaml = await lab.api<string>('GET', '/api/schema/', undefined, {});
		expect(yaml.body).toContain('openapi: 3.0.3');
		const json = await lab.api('GET', '/api/schema/?format=json', undefined, {});
		expect(json.body.openapi).toBe('3.0.3');
	});

	test.each([
		['GET', '/api/nothing', 404],
		['GET', '/api/calls/', 404],
		['GET', '/api/agents/00000000-0000-4000-8000-000000000000', 404],
		['PUT', '/api/calls', 405],
		['PUT', '/api/telephony_configs/plivo', 405],
		['GET', '/api/sip/nothing', 404],
	])('%s %s -> %i with a detail', async (method, path, status) => {
		const answer = await lab.api(method, path);
		expect(answer.status).toBe(status);
		expect(answer.body).toEqual({ detail: expect.any(String) as string });
	});

	test('a body that is no JSON is refused', async () => {
		const response = await fetch(`${lab.ultravox.apiUrl}/api/agents`, {
			method: 'POST',
			headers: { 'x-api-key': LAB_ULTRAVOX_API_KEY, 'content-type': 'application/json' },
			body: '{"name":',
		});
		expect(response.status).toBe(400);
		expect(await response.json()).toEqual({ detail: 'JSON parse error.' });
	});

	test('requests are kept, the key is not', async () => {
		await lab.api('POST', '/api/agents?x=1', { name: 'Kept' });
		expect(lab.ultravox.requests.at(-1)).toMatchObject({
			host: 'api',
			method: 'POST',
			path: '/api/agents',
			query: { x: '1' },
			body: { name: 'Kept' },
		});
		expect(JSON.stringify(lab.ultravox.requests)).not.toContain('labultravoxkey');
		expect(JSON.stringify(lab.log.entries)).not.toContain('labultravoxkey');
	});

	test('voices and models are listed, and filtered', async () => {
		const { body } = await lab.api<{ results: { voiceId: string; name: string }[] }>(
			'GET',
			'/api/voices?search=german&ownership=public',
		);
		expect(body.results.map(({ name }) => name)).toEqual(['Lab-German']);
		const one = await lab.api('GET', `/api/voices/${body.results[0]?.voiceId ?? ''}`);
		expect(one.body.name).toBe('Lab-German');
		const models = await lab.api<{ results: unknown[] }>('GET', '/api/models');
		expect(models.body.results).toContainEqual({ name: 'ultravox-v0.7' });
	});
});

describe('faults', () => {
	const ACCOUNT = '/api/accounts/me';

	test('an answer can be replaced, so many times', async () => {
		const fault = lab.ultravox.faults.add({
			match: 'GET /api/accounts',
			times: 2,
			status: 429,
			headers: { 'retry-after': '7' },
			body: { detail: 'Slow down.' },
		});
		const first = await lab.api('GET', ACCOUNT);
		expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
		expect(first.body).toEqual({ detail: 'Slow down.' });
		expect((await lab.api('GET', ACCOUNT)).status).toBe(429);
		expect((await lab.api('GET', ACCOUNT)).status).toBe(200);
		expect(fault.hits).toBe(2);
	});

	test('only what matches is hit', async () => {
		const fault = lab.ultravox.faults.add({
			match: ({ method, body }) => method === 'POST' && JSON.stringify(body).includes('Broken'),
			status: 503,
		});
		expect((await lab.api('POST', '/api/agents', { name: 'Fine' })).status).toBe(201);
		expect((await lab.api('POST', '/api/agents', { name: 'Broken' })).status).toBe(503);
		expect(fault.hits).toBe(1);
	});

	test('a connection can be cut, before or after the effect', async () => {
		const named = (name: string) => [...lab.ultravox.agents.values()].some((a) => a.name === name);
		lab.ultravox.faults.add({ match: /POST \/api\/agents$/, drop: true });
		await expect(lab.api('POST', '/api/agents', { name: 'Lost' })).rejects.toThrow();
		expect(named('Lost')).toBe(false);
		lab.ultravox.faults.add({ match: /POST \/api\/agents$/, drop: true, afterEffect: true });
		await expect(lab.api('POST', '/api/agents', { name: 'Made' })).rejects.toThrow();
		expect(named('Made')).toBe(true);
	});

	test('an answer can be late, when the effect was there at once', async () => {
		lab.ultravox.faults.add({ match: /POST \/api\/agents$/, delayMs: 500, afterEffect: true });
		let answered = false;
		const answer = lab.api('POST', '/api/agents', { name: 'Late' }).finally(() => {
			answered = true;
		});
		await eventually(
			() => [...lab.ultravox.agents.values()].some(({ name }) => name === 'Late') || undefined,
			'the agent',
		);
		expect(answered).toBe(false);
		expect((await answer).status).toBe(201);
	});

	test('a request can hang until the lab is closed', async () => {
		const own = await startLabUltravox();
		own.ultravox.faults.add({ match: 'GET', delayMs: Infinity });
		const hanging = own.api('GET', ACCOUNT).then(
			() => 'answered',
			() => 'cut',
		);
		expect((await own.api('GET', ACCOUNT)).status).toBe(200);
		await own.close();
		expect(await hanging).toBe('cut');
	});
});

describe('unknown fields', () => {
	test('are dropped silently and noted', async () => {
		const since = lab.log.entries.length;
		const { status, body } = await lab.api('POST', '/api/agents', {
			name: 'Lax',
			systemPrompt: 'at the wrong level',
			agentId: '00000000-0000-4000-8000-000000000000',
			callTemplate: { systemPrompt: 'Be nice.', medium: { plivo: {} }, speed: 3 },
		});
		expect(status).toBe(201);
		expect(body.agentId).not.toBe('00000000-0000-4000-8000-000000000000');
		expect(body.callTemplate).toMatchObject({ systemPrompt: 'Be nice.' });
		expect(body.callTemplate).not.toHaveProperty('speed');
		expect(
			lab.log.entries
				.slice(since)
				.filter(({ kind }) => kind === 'unknown-field')
				.map(({ detail }) => detail),
		).toEqual([{ field: 'systemPrompt' }, { field: 'agentId' }, { field: 'callTemplate.speed' }]);
	});

	test('unknown query parameters are noted as well', async () => {
		const since = lab.log.entries.length;
		await lab.api('GET', '/api/calls?limit=5&pageSize=5&metadata.caller=x');
		expect(
			lab.log.entries.slice(since).filter(({ kind }) => kind === 'unknown-field'),
		).toMatchObject([{ detail: { query: 'limit' } }]);
	});
});
