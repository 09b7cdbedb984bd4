import { signV3 } from '../../../nodes/shared/plivoSignature';
import { sealToken, type StreamClaims } from '../../../nodes/shared/streamToken';
import type { ConnectRefusal } from '../../src/call/callLedger';
import { eventually } from '../eventually';
import { wire } from '../frames/support/wire';
import { DoorsBench, idle, SECRET } from './support/doorsBench';
import { RawClient } from './support/rawClient';

const CLAIMS: StreamClaims = {
	callUuid: 'plivo',
	callId: 'ultravox',
	joinUrl: 'wss://voice.example.com/calls/x',
	contentType: 'audio/x-l16;rate=16000',
	eventsUrl: 'https://n8n.example.com/webhook/x',
};
const AUTH_TOKEN = 'lab-plivo-auth-token-0000000000000000000';

const pathOf = (claims: object = CLAIMS) =>
	`/stream/${sealToken(claims, {
		secret: SECRET,
		audience: 'stream',
		expiresAt: new Date(Date.now() + 60_000),
	})}`;

async function upgrade(bench: DoorsBench, path: string, ...more: string[]): Promise<RawClient> {
	const client = await RawClient.connect(bench.port);
	const head = [
		'Host: b',
		'Connection: Upgrade',
		'Upgrade: websocket',
		'Sec-WebSocket-Version: 13',
	];
	const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
	client.send(`GET ${path} HTTP/1.1`, ...head, key, ...more, '', '');
	return client;
}

describe('what keeps a stream out, in this order', () => {
	let bench: DoorsBench;
	afterEach(async () => await bench.close());

	it('another address, a stop, too many calls, the token, the signature', async () => {
		const state = idle();
		state.draining = true;
		const settings = {
			publicUrl: 'wss://b.example',
			plivoAuthTokens: [AUTH_TOKEN],
			limits: { calls: 5, waitingStreams: 2, connectsPerCall: 1 },
		};
		bench = await DoorsBench.start({ settings, state: () => state });
		const statusOf = async (path: string, ...more: string[]) => {
			const client = await upgrade(bench, path, ...more);
			await eventually('an answer', () => client.statuses.length > 0);
			client.socket.destroy();
			return client.statuses[0];
		};
		const path = pathOf();
		const nonce = '1';
		const url = `wss://b.example${path}`;
		const signature = signV3({ method: 'GET', url, nonce, authToken: AUTH_TOKEN });
		const signed = [`X-Plivo-Signature-V3: ${signature}`, `X-Plivo-Signature-V3-Nonce: ${nonce}`];
		expect(await statusOf('/streams/x')).toBe(404);
		expect(await statusOf('/stream/forged')).toBe(503);
		expect(bench.turnedAway).toEqual([]);
		expect(await statusOf(pathOf({ ...CLAIMS, callId: 'while it stops' }))).toBe(503);
		state.draining = false;
		state.calls = 5;
		expect(await statusOf('/stream/forged')).toBe(503);
		Object.assign(state, { calls: 0, waitingStreams: 2 });
		expect(await statusOf('/stream/forged')).toBe(503);
		state.waitingStreams = 0;
		state.problem = 'overloaded';
		expect(await statusOf(pathOf({ ...CLAIMS, callId: 'while overloaded' }))).toBe(503);
		state.problem = undefined;
		expect(await statusOf('/stream/forged')).toBe(401);
		expect(await statusOf(path)).toBe(403);
		// The unsigned one did not count as a connect of the call.
		expect(await statusOf(path, ...signed)).toBe(101);
		expect(await statusOf(path, ...signed)).toBe(401);
		expect(bench.refused).toEqual([
			[404, 'no-stream-here'],
			[503, 'shutting-down'],
			[503, 'shutting-down'],
			[503, 'too-many-calls'],
			[503, 'too-many-waiting'],
			[503, 'overloaded'],
			[401, 'token'],
			[403, 'plivo-signature'],
			[401, 'too-many-connects'],
		]);
		// Whoever is called by them may be there; the forged tokens are nobody's.
		expect(bench.turnedAway).toEqual(['while it stops', 'while overloaded', CLAIMS.callId]);
	});
});

describe('while another process is asked about a call', () => {
	let bench: DoorsBench;
	let answer: (refusal: ConnectRefusal | undefined) => void;
	let asked: number;
	let streams: number;
	const texts: string[] = [];
	const state = idle();
	beforeEach(async () => {
		asked = 0;
		streams = 0;
		state.draining = false;
		bench = await DoorsBench.start({
			state: () => state,
			ledger: {
				connect: async () =>
					await new Promise((resolve) => {
						asked += 1;
						answer = resolve;
					}),
				spend: () => true,
				disown: () => undefined,
				claim: () => true,
			},
			onStream: (connection) => {
				streams += 1;
				connection.start({
					onText: (text) => void texts.push(text.toString()),
					onBinary: () => undefined,
					onClose: () => undefined,
				});
			},
		});
	});
	afterEach(async () => await bench.close());

	const waiting = async () => {
		const client = await upgrade(bench, pathOf());
		await eventually('the ledger is asked', () => asked === 1);
		return client;
	};

	it('the stream waits, and is taken', async () => {
		const client = await waiting();
		expect(client.answer).toBe('');
		answer(undefined);
		await client.receives('101 Switching Protocols');
		expect(streams).toBe(1);
		client.socket.destroy();
	});

	it('the stream waits, and is refused', async () => {
		const client = await waiting();
		answer('spent');
		await client.end();
		expect(client.statuses).toEqual([401]);
		expect(bench.refused).toEqual([[401, 'spent']]);
	});

	it('a bridge that begins to stop refuses it', async () => {
		const client = await waiting();
		state.draining = true;
		answer(undefined);
		await client.end();
		expect(client.statuses).toEqual([503]);
	});

	it('a client that breaks off harms nobody', async () => {
		const client = await waiting();
		client.socket.resetAndDestroy();
		await client.end();
		// What came later is answered, so the reset has been seen by now.
		expect((await fetch(`${bench.url}/`)).status).toBe(404);
		answer(undefined);
		const next = await upgrade(bench, '/stream/forged');
		await next.end();
		expect(next.statuses).toEqual([401]);
		expect(streams).toBe(0);
	});

	it('nothing that the client sends meanwhile is lost', async () => {
		const client = await waiting();
		client.socket.write(wire({ opcode: 1, payload: 'early', masked: true }));
		answer(undefined);
		await eventually('it is heard', () => texts.includes('early'));
		client.socket.destroy();
	});
});
