import { mkdtempSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import { SpentCalls } from '../../src/call/spentCalls';
import { CONTROL_KEY, DoorsBench, echoRoute, SECRET } from './support/doorsBench';

const PUBLIC_URL = 'wss://bridge.example.com/voice';
const sign = (
	request: Partial<Parameters<typeof controlAuthorization>[1]> = {},
	secret = SECRET,
	now = new Date(),
) => controlAuthorization(secret, { method: 'GET', target: '/control', ...request }, now);

describe('access', () => {
	let bench: DoorsBench;
	beforeEach(async () => {
		bench = await DoorsBench.start({
			settings: { publicUrl: PUBLIC_URL },
			sessionAccess: (request) => request.headers.cookie === 'session=good',
			routes: [
				echoRoute({ path: /^\/(control)$/, access: 'control' }),
				echoRoute({ path: /^\/(control)$/, access: 'control', method: 'POST' }),
				echoRoute({ path: /^\/(page)$/, access: 'page' }),
				echoRoute({ path: /^\/(page)$/, access: 'page', method: 'POST' }),
				echoRoute({ path: /^\/(page)$/, access: 'page', method: 'DELETE' }),
			],
		});
	});
	afterEach(async () => await bench.close());

	const statusOf = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
		(await fetch(bench.url + path, { method, headers })).status;
	const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
	const session = { cookie: 'session=good' };

	it('to the control API is for the key and for the signature of n8n', async () => {
		expect(await statusOf('/control', bearer(CONTROL_KEY))).toBe(200);
		expect(await statusOf('/control', { authorization: `bearer  ${CONTROL_KEY}` })).toBe(200);
		expect(await statusOf('/control', { authorization: sign() })).toBe(200);
	});

	describe('with the signature of n8n', () => {
		const order = async (path: string, authorization: string, body?: string) => {
			const response = await fetch(bench.url + path, {
				method: 'POST',
				body,
				headers: { authorization },
			});
			return [response.status, await response.text()];
		};
		const signOrder = (body?: string, target = '/control') =>
			sign({ method: 'POST', target, body });

		it('is for the request that was signed: its method, address, query and body', async () => {
			expect(await order('/control', signOrder('a body'), 'a body')).toEqual([
				200,
				'control||a body',
			]);
			expect((await order('/control', sign()))[0]).toBe(401);
			expect((await order('/control?a=1', signOrder()))[0]).toBe(401);
			expect((await order('/control?a=1', signOrder('', '/control?a=1')))[0]).toBe(200);
			expect(await order('/control', signOrder('a body'), 'another')).toEqual([
				401,
				'The body is not the one that was signed.\n',
			]);
			expect(await statusOf('/control', { authorization: signOrder() })).toBe(401);
			expect(await statusOf('/control', { authorization: sign() }, 'HEAD')).toBe(401);
		});

		it('is signed below the path of the bridge, whether a proxy takes that off or not', async () => {
			expect((await order('/voice/control', signOrder()))[0]).toBe(200);
			expect((await order('/control', signOrder('', '/voice/control')))[0]).toBe(401);
		});

		it('changes something once only, and may be read again', async () => {
			const authorization = signOrder();
			expect((await order('/control', authorization))[0]).toBe(200);
			expect(await order('/control', authorization)).toEqual([
				401,
				'This very request was made before.\n',
			]);
			expect((await order('/control', signOrder()))[0]).toBe(200);
			const again = { authorization: sign() };
			expect(await statusOf('/control', again)).toBe(200);
			expect(await statusOf('/control', again)).toBe(200);
		});

		it('changes nothing when it was made before the bridge was there: it may have been used', async () => {
			const before = new Date(Date.now() - 10_000);
			const order = sign({ method: 'POST' }, SECRET, before);
			const response = await fetch(`${bench.url}/control`, {
				method: 'POST',
				headers: { authorization: order },
			});
			expect([response.status, await response.text()]).toEqual([
				401,
				'This request was signed before the bridge started.\n',
			]);
			const question = { authorization: sign({}, SECRET, before) };
			expect(await statusOf('/control', question)).toBe(200);
		});

		it('changes something also when the clock of n8n is behind, once, where a data folder remembers what was used', async () => {
			const dataFolder = mkdtempSync(join(tmpdir(), 'orders-'));
			const opened: SpentCalls[] = [];
			const start = async () => {
				const spent = new SpentCalls(dataFolder, pino({ enabled: false }));
				opened.push(spent);
				const route = echoRoute({ path: /^\/(control)$/, access: 'control', method: 'POST' });
				return await DoorsBench.start({ spent, routes: [route] });
			};
			const ask = async ({ url }: DoorsBench, authorization: string) => {
				const response = await fetch(`${url}/control`, {
					method: 'POST',
					headers: { authorization },
				});
				return response.status === 200 ? 200 : await response.text();
			};
			const before = new Date(Date.now() - 120_000);
			const signed = () => sign({ method: 'POST' }, SECRET, before);
			const first = await start();
			const next = await start();
			try {
				// Nobody knows what was used before there was such a folder.
				expect(await ask(first, signed())).toContain('signed before the bridge started');
				const longAgo = new Date(Date.now() - 600_000);
				utimesSync(join(dataFolder, 'spent', 'orders-since'), longAgo, longAgo);
				const used = signed();
				expect(await ask(first, used)).toBe(200);
				expect(await ask(first, used)).toContain('made before');
				expect(await ask(next, used)).toContain('made before');
				expect(await ask(next, signed())).toBe(200);
			} finally {
				for (const spent of opened) spent.close();
				await first.close();
				await next.close();
				rmSync(dataFolder, { recursive: true, force: true });
			}
		});

		it('is once only at the page too', async () => {
			const authorization = signOrder('', '/page');
			expect((await order('/page', authorization))[0]).toBe(200);
			expect((await order('/page', authorization))[0]).toBe(401);
		});

		it('is known to all processes once it was used', async () => {
			const claims: string[][] = [];
			const elsewhere = await DoorsBench.start({
				ledger: {
					connect: () => undefined,
					spend: () => true,
					disown: () => undefined,
					claim: async (...claim) => await Promise.resolve(claims.push(claim) < 2),
				},
				routes: [echoRoute({ path: /^\/(control)$/, access: 'control', method: 'POST' })],
			});
			try {
				const statuses: number[] = [];
				for (let time = 0; time < 2; time++) {
					const headers = { authorization: signOrder() };
					const response = await fetch(`${elsewhere.url}/control`, { method: 'POST', headers });
					statuses.push(response.status);
				}
				expect(statuses).toEqual([200, 401]);
				expect(new Set(claims.flat()).size).toBe(4);
			} finally {
				await elsewhere.close();
			}
		});
	});

	it.each([
		['nothing', undefined, 'The authorization is missing.'],
		['another key', `Bearer ${CONTROL_KEY}x`, 'The key is not'],
		['an empty key', 'Bearer ', 'The key is not'],
		['the key in another scheme', `Basic ${CONTROL_KEY}`, 'The key is not'],
		['the shared secret itself', `Bearer ${SECRET}`, 'The key is not'],
		['a signature with another secret', sign({}, 'of somebody else'), 'another shared'],
		['an old signature', sign({}, SECRET, new Date(Date.now() - 3_600_000)), 'too long ago'],
	])('to the control API is not for who has %s', async (_what, authorization, sentence) => {
		const headers: Record<string, string> = authorization ? { authorization } : {};
		const response = await fetch(`${bench.url}/control`, { headers });
		expect(response.status).toBe(401);
		expect(response.headers.get('www-authenticate')).toBe('Bearer');
		const text = await response.text();
		expect(text).toMatch(/^[A-Z].*\.\n$/);
		expect(text).toContain(sentence);
	});

	it('to the control API is not for who is logged in at the page', async () => {
		expect(await statusOf('/control', session)).toBe(401);
	});

	it('with the key is for nobody when the bridge has none', async () => {
		const keyless = await DoorsBench.start({
			settings: { doors: { controlKey: undefined } },
			routes: [echoRoute({ path: /^\/(control)$/, access: 'control' })],
		});
		try {
			for (const key of ['undefined', 'null', '', SECRET]) {
				const { status } = await fetch(`${keyless.url}/control`, { headers: bearer(key) });
				expect(status).toBe(401);
			}
		} finally {
			await keyless.close();
		}
	});

	it('to the page is for who is logged in, and for the key', async () => {
		expect(await statusOf('/page')).toBe(401);
		expect(await statusOf('/page', { cookie: 'session=bad' })).toBe(401);
		expect(await statusOf('/page', session)).toBe(200);
		expect(await statusOf('/page', bearer(CONTROL_KEY))).toBe(200);
		// A proxy with a login of its own in front of the page.
		expect(await statusOf('/page', { ...session, authorization: 'Basic YTpi' })).toBe(200);
	});

	it.each(['POST', 'DELETE'])('%s to the page is not for other sites', async (method) => {
		const host = `127.0.0.1:${bench.port}`;
		const from = async (headers: Record<string, string>) =>
			await statusOf('/page', { ...session, ...headers }, method);
		expect(await from({ origin: `http://${host}` })).toBe(200);
		expect(await from({ origin: 'https://bridge.example.com' })).toBe(200);
		expect(await from({})).toBe(403);
		expect(await from({ origin: 'null' })).toBe(403);
		expect(await from({ origin: 'https://evil.example.com' })).toBe(403);
		expect(await from({ origin: `http://${host}.evil.example.com` })).toBe(403);
		// The key is no cookie: no browser sends it by itself.
		expect(await statusOf('/page', bearer(CONTROL_KEY), method)).toBe(200);
	});
});
