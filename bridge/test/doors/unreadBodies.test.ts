import { sealToken } from '../../../nodes/shared/streamToken';
import { CallLedger } from '../../src/call/callLedger';
import { answerRoutes } from '../../src/doors/answerRoutes';
import { documentRoutes } from '../../src/doors/documentRoutes';
import { CONTROL_KEY, DoorsBench, echoRoute, SECRET } from './support/doorsBench';
import { RawClient } from './support/rawClient';

const seal = (claims: object, audience: 'answer' | 'fallback') =>
	sealToken(claims, { secret: SECRET, audience, expiresAt: new Date(Date.now() + 60_000) });

describe('the body of a request', () => {
	let bench: DoorsBench;
	const clients: RawClient[] = [];
	beforeEach(async () => {
		const ledger = new CallLedger({ connectsPerCall: 3, rememberedCalls: 10 });
		bench = await DoorsBench.start({
			// Whoever waits for a body that never comes would wait for longer than a test may take.
			settings: { doors: { requestTimeoutMs: 600_000, controlKey: CONTROL_KEY } },
			routes: [
				echoRoute(),
				echoRoute({ method: 'POST', path: /^\/(control)$/, access: 'control' }),
				...documentRoutes(SECRET),
				...answerRoutes({
					secret: SECRET,
					ledger,
					answeredCalls: { add: () => undefined },
					plivoAuthTokens: [],
					limits: { callMs: 60_000 },
				}),
			],
		});
	});
	afterEach(async () => {
		for (const { socket } of clients.splice(0)) socket.destroy();
		await bench.close();
	});

	/** Sends a request that says how long its body is, and only the beginning of that. */
	const begin = async (line: string, length: number, ...headers: string[]) => {
		const client = await RawClient.connect(bench.port);
		clients.push(client);
		client.send(`${line} HTTP/1.1`, 'Host: b', `Content-Length: ${length}`, ...headers, '', 'x=');
		return client;
	};

	it.each([
		['a token that is none', 'POST /answer/not-a-token', 401],
		['a token that is none', 'POST /fallback/not-a-token', 401],
		['no key', 'POST /control', 401],
	])('is not waited for from who has %s: %s', async (_what, line, status) => {
		const client = await begin(line, 1_000);
		await client.receives(`HTTP/1.1 ${status} `);
	});

	it('is not waited for by the fallback, nor by anything that is only read', async () => {
		const token = seal({ xml: '<Response/>' }, 'fallback');
		for (const line of [`POST /fallback/${token}`, `GET /fallback/${token}`, 'GET /echo/a']) {
			const client = await begin(line, 1_000);
			await client.receives('HTTP/1.1 200 OK');
		}
	});

	it('goes by when nobody reads it, and the connection is good for the next request', async () => {
		const path = `/fallback/${seal({ xml: '<Response/>' }, 'fallback')}`;
		const client = await begin(`POST ${path}`, 12_000);
		await client.receives('<Response/>');
		client.socket.write('x'.repeat(11_998));
		client.send('GET /echo/next HTTP/1.1', 'Host: b', 'Connection: close', '', '');
		const answer = await client.end();
		expect(answer).toContain('next||');
		expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
	});

	it('ends the connection, once it has its answer, when it is too long to go by', async () => {
		const path = `/fallback/${seal({ xml: '<Response/>' }, 'fallback')}`;
		const client = await begin(`POST ${path}`, 1_000_000);
		await client.receives('<Response/>');
		client.socket.write('x'.repeat(20_000));
		await client.end();
		expect(client.statuses).toEqual([200]);
	});

	it('is not asked for with 100 Continue when nobody reads it', async () => {
		const path = `/fallback/${seal({ xml: '<Response/>' }, 'fallback')}`;
		const client = await begin(`POST ${path}`, 1_000, 'Expect: 100-continue');
		const answer = await client.end();
		expect(client.statuses).toEqual([200]);
		expect(answer.toLowerCase()).toContain('connection: close');
	});

	it('has 16 KB at most at /answer, and elsewhere 64', async () => {
		const path = `/answer/${seal({ xml: '<Response/>' }, 'answer')}`;
		const post = async (address: string, bytes: number) => {
			const response = await fetch(bench.url + address, {
				method: 'POST',
				body: `CallUUID=u&x=${'x'.repeat(bytes - 13)}`,
				headers: { authorization: `Bearer ${CONTROL_KEY}` },
			});
			await response.arrayBuffer();
			return response.status;
		};
		expect(await post(path, 16_384)).toBe(200);
		expect(await post(path, 16_385)).toBe(413);
		expect(await post('/control', 65_536)).toBe(200);
		expect(await post('/control', 65_537)).toBe(413);
	});
});
