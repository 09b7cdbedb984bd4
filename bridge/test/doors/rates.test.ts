import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { sealToken } from '../../../nodes/shared/streamToken';
import { controlAuthorization } from '../../../nodes/shared/bridgeControl';
import type { BridgeSettings } from '../../src/config/config';
import { documentRoutes } from '../../src/doors/documentRoutes';
import { Refusal } from '../../src/doors/refusal';
import { statusRoutes } from '../../src/doors/statusRoutes';
import { CONTROL_KEY, DoorsBench, echoRoute, idle, SECRET } from './support/doorsBench';

const sign = () => controlAuthorization(SECRET, { method: 'GET', target: '/control' });

const upgradeHeaders = {
	connection: 'Upgrade',
	upgrade: 'websocket',
	'sec-websocket-version': '13',
	'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
};

describe('the rate of one address', () => {
	let bench: DoorsBench;
	afterEach(async () => await bench.close());

	/** Practically nothing comes back during a test. */
	const start = async (doors: BridgeSettings['doors']) => {
		bench = await DoorsBench.start({
			settings: { doors: { requestsPerMinute: 1, ...doors } },
			routes: [
				echoRoute(),
				echoRoute({ path: /^\/(control)$/, access: 'control' }),
				echoRoute({
					method: 'POST',
					path: /^\/login$/,
					login: true,
					handle: ({ body }, response) => {
						if (body.toString() !== 'password') throw new Refusal(401, 'Wrong.');
						response.end('welcome');
					},
				}),
				...documentRoutes(SECRET),
				...statusRoutes(idle, { calls: 1, waitingStreams: 1 }),
			],
		});
	};
	const statusOf = async (path: string, options: RequestInit = {}) =>
		(await fetch(bench.url + path, options)).status;
	const token = (claims: object, audience: 'stream' | 'fallback') =>
		sealToken(claims, { secret: SECRET, audience, expiresAt: new Date(Date.now() + 60_000) });
	const exhaust = async () => {
		for (let requests = 0; requests < 100; requests++) {
			if ((await statusOf('/nothing')) === 429) return;
		}
		throw new Error('the rate has no end');
	};

	it('is limited, and the answer says when to come again', async () => {
		await start({ requestBurst: 3 });
		await exhaust();
		const response = await fetch(`${bench.url}/echo/a`);
		expect([response.status, await response.text()]).toEqual([429, 'Too many requests.\n']);
		expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
		expect(bench.metrics.requestsRefused.get(429)).toBe(2);
	});

	it('is the same for upgrades, before the token is judged', async () => {
		await start({ requestBurst: 3 });
		await exhaust();
		const client = await rawUpgrade(bench, '/stream/not-a-token');
		expect(client).toBe(429);
		expect(bench.refused).toEqual([[429, 'too-many-requests']]);
	});

	it('costs nothing who has a genuine token or key', async () => {
		await start({ requestBurst: 3 });
		const fallback = `/fallback/${token({ xml: '<Response/>' }, 'fallback')}`;
		for (let requests = 0; requests < 10; requests++) {
			expect(await statusOf(fallback)).toBe(200);
			const authorization = requests % 2 ? `Bearer ${CONTROL_KEY}` : sign();
			expect(await statusOf('/control', { headers: { authorization } })).toBe(200);
		}
		expect(await statusOf('/echo/a')).toBe(200);
	});

	it('does not keep out who is genuine once a stranger has used it up', async () => {
		await start({ requestBurst: 3 });
		await exhaust();
		expect(await statusOf(`/fallback/${token({ xml: '<Response/>' }, 'fallback')}`)).toBe(200);
		expect(await statusOf('/fallback/not-a-token')).toBe(429);
		const claims = {
			callUuid: 'u',
			callId: 'c',
			joinUrl: 'wss://x.example',
			contentType: 'audio/x-l16;rate=16000',
			eventsUrl: 'https://x.example',
		};
		expect(await rawUpgrade(bench, `/stream/${token(claims, 'stream')}`)).toBe(101);
		const authorization = sign();
		expect(await statusOf('/control', { headers: { authorization } })).toBe(200);
		expect(await statusOf('/control')).toBe(429);
	});

	it('does not count for those who watch over the process, and not because of them', async () => {
		await start({ requestBurst: 3 });
		for (let requests = 0; requests < 10; requests++) {
			expect(await statusOf('/healthz')).toBe(200);
			expect(await statusOf('/readyz')).toBe(200);
		}
		expect(await statusOf('/echo/a')).toBe(200);
		await exhaust();
		expect(await statusOf('/echo/a')).toBe(429);
		expect(await statusOf('/healthz')).toBe(200);
		expect(await statusOf('/readyz')).toBe(200);
	});

	it('ends no connection of a proxy that nobody has named: it has requests of others too', async () => {
		await start({ requestBurst: 3 });
		const agent = new Agent({ keepAlive: true, maxSockets: 1 });
		const ask = async (path: string, headers = {}) => {
			const asked = get(bench.url + path, { agent, headers });
			const [response] = (await once(asked, 'response')) as [IncomingMessage];
			response.resume();
			await once(response, 'end');
			return [response.statusCode, response.headers.connection];
		};
		const forwarded = { 'x-forwarded-for': '192.0.2.1' };
		try {
			expect(await ask('/nothing', forwarded)).toEqual([404, 'keep-alive']);
			const answers: unknown[] = [];
			for (let requests = 0; requests < 5; requests++)
				answers.push(await ask('/nothing', forwarded));
			expect(answers).toEqual([404, 404, 429, 429, 429].map((status) => [status, 'keep-alive']));
			expect(await ask('/healthz', forwarded)).toEqual([200, 'keep-alive']);
			// Nobody else's requests are in a connection of his own.
			expect(await ask('/nothing')).toEqual([429, 'close']);
		} finally {
			agent.destroy();
		}
	});

	it('does not keep out the right key because others have tried wrong ones', async () => {
		await start({ failedLoginsPerMinute: 1, requestBurst: 20 });
		const withKey = async (key: string) =>
			await statusOf('/control', { headers: { authorization: `Bearer ${key}` } });
		for (let guesses = 0; guesses < 10; guesses++) expect(await withKey('guess')).toBe(401);
		expect(await withKey(CONTROL_KEY)).toBe(200);
		await exhaust();
		expect(await withKey('guess')).toBe(429);
		expect(await withKey(CONTROL_KEY)).toBe(200);
		expect(bench.metrics.requestsRefused.get(401)).toBe(10);
		const said = bench.logLines.filter((line) => line.includes('wrong key'));
		expect(said.length).toBeGreaterThanOrEqual(1);
		expect(said.length).toBeLessThan(10);
		expect(said.join('')).not.toContain('guess');
	});

	it('of wrong passwords is lower, and then not even the right one is compared', async () => {
		await start({ failedLoginsPerMinute: 2 });
		const login = async (body: string) => await statusOf('/login', { method: 'POST', body });
		expect(await login('password')).toBe(200);
		expect(await login('password')).toBe(200);
		expect(await login('password')).toBe(200);
		expect(await login('guess')).toBe(401);
		// A wrong key is no wrong password.
		expect(await statusOf('/control', { headers: { authorization: 'Bearer guess' } })).toBe(401);
		expect(await login('guess')).toBe(401);
		expect(await login('password')).toBe(429);
		// A key or signature cannot be guessed, so who has one is never shut out.
		for (const authorization of [`Bearer ${CONTROL_KEY}`, sign()]) {
			expect(await statusOf('/control', { headers: { authorization } })).toBe(200);
		}
		expect(await statusOf('/echo/a')).toBe(200);
	});

	it('of wrong passwords holds for attempts at the same time', async () => {
		await start({ failedLoginsPerMinute: 2 });
		const attempts = Array.from({ length: 8 }, () =>
			statusOf('/login', { method: 'POST', body: 'guess' }),
		);
		const statuses = await Promise.all(attempts);
		expect(statuses.filter((status) => status === 401)).toHaveLength(2);
		expect(statuses.filter((status) => status === 429)).toHaveLength(6);
	});

	it('is that of the client behind a trusted proxy', async () => {
		await start({ requestBurst: 2, trustedProxies: ['127.0.0.0/8', '::1'] });
		const as = async (client: string) =>
			await statusOf('/echo/a', { headers: { 'x-forwarded-for': `9.9.9.9, ${client}` } });
		const many = await Promise.all(Array.from({ length: 6 }, () => as('192.0.2.1')));
		expect(many).toContain(429);
		expect(await as('192.0.2.2')).toBe(200);
		expect(bench.logLines.join('')).not.toContain('BRIDGE_TRUSTED_PROXIES');
	});

	it('is that of a proxy which is not trusted, and the log says so once', async () => {
		await start({ requestBurst: 2 });
		const statuses: number[] = [];
		for (let client = 1; client <= 6; client++) {
			const headers = { 'x-forwarded-for': `192.0.2.${client}` };
			statuses.push(await statusOf('/echo/a', { headers }));
		}
		expect(statuses).toContain(429);
		const lines = bench.logLines.filter((line) => line.includes('BRIDGE_TRUSTED_PROXIES'));
		expect(lines).toHaveLength(1);
	});
});

async function rawUpgrade(bench: DoorsBench, path: string): Promise<number | undefined> {
	const { request } = await import('node:http');
	return await new Promise((resolve, reject) => {
		const asking = request(bench.url + path, { headers: upgradeHeaders });
		asking.on('upgrade', (response, socket) => {
			socket.destroy();
			resolve(response.statusCode);
		});
		asking.on('response', (response) => {
			response.resume();
			resolve(response.statusCode);
		});
		asking.on('error', reject);
		asking.end();
	});
}
