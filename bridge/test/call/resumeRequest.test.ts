import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { verifyBridgeEvent } from '../../../nodes/shared/bridgeEvents';
import { sealResume, type ResumeClaims } from '../../../nodes/shared/bridgeResume';
import { sealToken } from '../../../nodes/shared/sealedToken';
import { requestResume, type ResumeOptions } from '../../src/call/resumeRequest';
import { KeptConnections } from '../../src/events/keptConnections';
import { eventually } from '../eventually';
import { EventSink } from '../fakes/eventSink';

type Connect = (options: object, done?: (error: null, socket: Socket) => void) => Socket | void;

const SECRET = 'a shared secret of sixteen characters';
const CLAIMS: ResumeClaims = {
	callUuid: 'plivo-1',
	callId: 'ultravox-2',
	joinUrl: 'wss://join.example.com/secret-join',
};

describe('the request for a call that goes on', () => {
	let sink: EventSink;
	let connections: KeptConnections;
	beforeEach(async () => {
		sink = await EventSink.start();
		connections = new KeptConnections();
	});
	afterEach(async () => {
		connections.close();
		await sink.close();
	});

	const ask = async (options: Partial<ResumeOptions> = {}) =>
		await requestResume({
			callUuid: 'plivo-1',
			callId: 'ultravox-1',
			loss: 'closed',
			connections,
			url: sink.url,
			secret: SECRET,
			timeoutMs: 20_000,
			signal: new AbortController().signal,
			...options,
		});

	const answering = (answer: (response: ServerResponse) => void) => {
		sink.onResume = (_request, response) => answer(response);
	};
	const answeringText = (text: string, status = 200) =>
		answering((response) => response.writeHead(status, { location: sink.url }).end(text));

	it('is signed like an event, and its answer opened', async () => {
		const genuine: boolean[] = [];
		sink.onResume = ({ headers }, response, body) => {
			genuine.push(
				verifyBridgeEvent({
					rawBody: JSON.stringify(body),
					timestamp: headers['x-bridge-timestamp'] as string,
					signature: headers['x-bridge-signature'] as string,
					secret: SECRET,
				}),
			);
			response.end(JSON.stringify(sealResume(CLAIMS, SECRET)));
		};
		expect(await ask()).toEqual({ result: 'resumed', claims: CLAIMS });
		expect(genuine).toEqual([true]);
		expect(sink.resumeRequests).toEqual([
			{
				version: 1,
				type: 'resume',
				requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
				at: expect.stringMatching(/^\d{4}-.*Z$/),
				callUuid: 'plivo-1',
				callId: 'ultravox-1',
				loss: 'closed',
				answerWithinMs: expect.any(Number),
			},
		]);
	});

	it('says how much of its time is left when there is a connection at last', async () => {
		answeringText(JSON.stringify(sealResume(CLAIMS, SECRET)));
		const agent = connections.agentFor(new URL(sink.url)) as unknown as {
			createConnection: Connect;
		};
		const connect = agent.createConnection.bind(agent);
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		try {
			Object.assign(agent, {
				createConnection: ((options, done) => {
					setTimeout(() => done?.(null, connect(options) as Socket), 375);
				}) satisfies Connect,
			});
			const asked = ask({ timeoutMs: 2_000 });
			await jest.advanceTimersByTimeAsync(375);
			expect(await asked).toMatchObject({ result: 'resumed' });
			expect(sink.resumeRequests).toMatchObject([{ answerWithinMs: 1_625 }]);
		} finally {
			jest.useRealTimers();
		}
	});

	it.each([201, 204, 302, 307, 401, 404, 409, 500, 503])(
		'is refused by the status %d, and not made again',
		async (status) => {
			answeringText(JSON.stringify(sealResume(CLAIMS, SECRET)), status);
			expect(await ask()).toEqual({ result: 'refused', detail: status });
			expect(sink.resumeRequests).toHaveLength(1);
		},
	);

	const expired = sealResume(CLAIMS, SECRET, new Date(Date.now() - 3_600_000)).token;
	const otherAudience = sealToken(CLAIMS, {
		secret: SECRET,
		audience: 'stream',
		expiresAt: new Date(Date.now() + 60_000),
	});
	const withoutUrl = sealResume({ ...CLAIMS, joinUrl: 'http://example.com' }, SECRET).token;
	it.each([
		['is not JSON', 'no', 'malformed answer'],
		['is null', 'null', 'malformed answer'],
		['has no token', '{}', 'malformed answer'],
		['has a token that is none', '{"token":"-"}', 'token: malformed'],
		[
			'is sealed with another secret',
			JSON.stringify(sealResume(CLAIMS, `${SECRET}!`)),
			'token: authentication',
		],
		['is sealed for something else', JSON.stringify({ token: otherAudience }), 'token: audience'],
		['has expired', JSON.stringify({ token: expired }), 'token: expired'],
		['has no WebSocket address', JSON.stringify({ token: withoutUrl }), 'malformed answer'],
		[
			'is of another call',
			JSON.stringify(sealResume({ ...CLAIMS, callUuid: 'x' }, SECRET)),
			'another call',
		],
		['is endless', 'x'.repeat(20_000), 'RangeError'],
	])('fails when the answer %s', async (_what, text, detail) => {
		answeringText(text);
		expect(await ask()).toEqual({ result: 'failed', detail });
		expect(sink.resumeRequests).toHaveLength(1);
	});

	it('does not read an answer without an end to its end', async () => {
		let broken = false;
		answering((response) => {
			response.on('close', () => (broken = true));
			const more = () => response.write('x'.repeat(10_000), () => setImmediate(more));
			more();
		});
		expect(await ask()).toEqual({ result: 'failed', detail: 'RangeError' });
		await eventually('it is broken off', () => broken);
	});

	it('is not made again when the connection breaks before the answer or within it', async () => {
		answering((response) => response.socket?.destroy());
		expect(await ask()).toEqual({ result: 'failed', detail: 'ECONNRESET' });
		answering((response) => {
			response.writeHead(200, { 'content-length': 1_000 });
			response.write('{', () => response.socket?.destroy());
		});
		expect(await ask()).toEqual({ result: 'failed', detail: 'ECONNRESET' });
		expect(sink.resumeRequests).toHaveLength(2);
	});

	it('goes over a connection that is kept, and over another one when that was just being closed', async () => {
		const sockets = new Set<Socket>();
		const answer = (response: ServerResponse) => {
			if (response.socket) sockets.add(response.socket);
			response.end(JSON.stringify(sealResume(CLAIMS, SECRET)));
		};
		answering(answer);
		for (let count = 0; count < 3; count++) expect((await ask()).result).toBe('resumed');
		expect(sockets.size).toBe(1);
		answering((response) => {
			answering(answer);
			response.socket?.resetAndDestroy();
		});
		expect(await ask()).toEqual({ result: 'resumed', claims: CLAIMS });
		expect(sockets.size).toBe(2);
		const [first, second] = sink.resumeRequests.slice(-2);
		expect(second).toEqual({ ...first, answerWithinMs: expect.any(Number) });
	});

	it('has one limit for all of it: the handshakes are not on top', async () => {
		answeringText(JSON.stringify(sealResume(CLAIMS, SECRET)));
		const agent = connections.agentFor(new URL(sink.url));
		// A network in which no connection ever comes about.
		Object.assign(agent, { createConnection: (() => undefined) satisfies Connect });
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		try {
			const asked = ask({ timeoutMs: 2_000 });
			await jest.advanceTimersByTimeAsync(2_000);
			expect(await asked).toEqual({ result: 'timeout', detail: 2_000 });
		} finally {
			jest.useRealTimers();
		}
		expect(sink.resumeRequests).toEqual([]);
	});

	it.each([
		['at all', () => undefined],
		['to the end', (response: ServerResponse) => response.writeHead(200).write('{')],
	])('is given up in time when nobody answers %s', async (_how, answer) => {
		answering(answer);
		expect(await ask({ timeoutMs: 200 })).toEqual({ result: 'timeout', detail: 200 });
		expect(sink.resumeRequests.length).toBeLessThanOrEqual(1);
	});

	it('is broken off when nobody needs the answer any more', async () => {
		const controller = new AbortController();
		let broken = false;
		answering((response) => {
			response.on('close', () => (broken = true));
			controller.abort();
		});
		expect(await ask({ signal: controller.signal })).toMatchObject({ result: 'failed' });
		await eventually('it is broken off', () => broken);
	});

	it('fails where nobody is', async () => {
		const result = await ask({ url: 'http://127.0.0.1:1/' });
		expect(result).toEqual({ result: 'failed', detail: 'ECONNREFUSED' });
		expect(await ask({ url: 'nowhere' })).toMatchObject({ result: 'failed' });
	});
});
