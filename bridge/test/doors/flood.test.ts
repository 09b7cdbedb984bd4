import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { AccessControl } from '../../src/doors/access';
import { doorsSchema } from '../../src/doors/doorsSettings';
import { createHttpDoor } from '../../src/doors/httpDoor';
import { statusRoutes } from '../../src/doors/statusRoutes';
import { Visitors } from '../../src/doors/visitors';
import { idle, SECRET } from './support/doorsBench';
import { RawClient } from './support/rawClient';

describe('a stranger who asks over an open connection without end', () => {
	let server: Server;
	let address: string;
	let taken = 0;
	let floods = 0;
	const refused: number[] = [];
	beforeEach(async () => {
		taken = 0;
		floods = 0;
		refused.length = 0;
		const log = pino({ enabled: false });
		// Practically nothing comes back during a test.
		const settings = doorsSchema.parse({ requestBurst: 5, requestsPerMinute: 1 });
		const door = createHttpDoor({
			routes: statusRoutes(idle, { calls: 1, waitingStreams: 1 }),
			prefix: '',
			access: new AccessControl({
				secret: SECRET,
				controlKey: undefined,
				publicUrl: undefined,
				sessionAccess: () => false,
				ledger: { claim: () => true },
			}),
			visitors: new Visitors(settings, log),
			idleResponseMs: 60_000,
			onRefused: (status) => refused.push(status),
			onFlood: () => (floods += 1),
			watchSession: () => () => undefined,
			log,
		});
		server = createServer((request, response) => {
			taken += 1;
			Object.defineProperty(request.socket, 'remoteAddress', { value: address });
			door(request, response);
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	});
	afterEach(async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	});
	const ask = async (path: string, times: number, head = '') => {
		const client = await RawClient.connect((server.address() as AddressInfo).port);
		client.send(`GET ${path} HTTP/1.1\r\nHost: b\r\n${head}\r\n`.repeat(times));
		return client;
	};

	it.each(['/healthz', '/readyz', '/nothing'])('loses it, and is not read on: %s', async (path) => {
		address = '192.0.2.1';
		const client = await ask(path, 1_000);
		await client.end();
		expect(floods).toBe(1);
		// Twice the burst, and what Node.js had begun with.
		expect(taken).toBeLessThanOrEqual(12);
	});

	it('loses it also when it says that it passes requests on', async () => {
		address = '192.0.2.1';
		const client = await ask('/nothing', 1_000, 'X-Forwarded-For: x\r\n');
		await client.end();
		expect(floods).toBe(1);
		// Eleven times the burst, and what Node.js had begun with.
		expect(taken).toBeLessThanOrEqual(80);
	});

	it('is told so where others share the address, and nothing after that', async () => {
		address = '10.0.0.1';
		const client = await ask('/healthz', 1_000);
		const answers = (await client.end()).match(/HTTP\/1\.1 \d{3}/g) ?? [];
		expect(answers).toHaveLength(52);
		expect(answers.slice(0, 51).every((answer) => answer.endsWith('200'))).toBe(true);
		expect(answers.at(-1)).toContain('429');
		expect(client.answer.toLowerCase()).toContain('connection: close');
		expect(refused).toEqual([429]);
		expect(floods).toBe(0);
	});
});
