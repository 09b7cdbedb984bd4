import type { Socket } from 'node:net';
import type { AgentLoss } from '../../../nodes/shared/bridgeResume';
import { loopOf } from '../../src/sound/loops';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';
import type { AgentConnection } from '../fakes/fakeAgent';
import { TestBench, type BenchCall } from '../testBench';
import { agentHears, hears, liveCall, nextAgent, resumable, settled } from './support';

const FILLER = loopOf('filler', 16_000);
const MUSIC = loopOf('music', 16_000);

const LOSSES: Array<[string, (agent: AgentConnection) => void, string, AgentLoss]> = [
	['breaks', (agent) => agent.socket.terminate(), '1006', 'closed'],
	['closes with 1011', (agent) => agent.socket.close(1011), '1011', 'closed'],
	[
		'breaks the protocol',
		({ socket }) =>
			(socket as unknown as { _socket: Socket })._socket.write(Buffer.from([0xff, 0])),
		'1002',
		'broken',
	],
	['closes with 4000', (agent) => agent.socket.close(4000), '4000', 'closed'],
	[
		'closes with 1001, which may mean either',
		(agent) => agent.socket.close(1001),
		'1001',
		'closed',
	],
	[
		'closes without a code, which may mean either',
		(agent) => agent.socket.close(),
		'1005',
		'closed',
	],
];

describe('an agent that is lost', () => {
	let bench: TestBench;
	const start = async (limits: object = {}) => {
		bench = await TestBench.start({ limits: { resumeMs: 60_000, ...limits } });
		resumable(bench);
	};
	afterEach(async () => await bench.close());

	const call = async () => await bench.call({ resume: true });
	/** The request is made, and its answer does not come. */
	const neverAnswered = () => {
		bench.sink.onResume = () => undefined;
	};
	const asked = async () =>
		await eventually('n8n is asked', () => bench.sink.resumeRequests.length === 1);
	const over = async () => {
		await eventually('no call is left', () => bench.bridge.callCount === 0);
		return await bench.sink.report();
	};

	it.each(LOSSES)('because it %s: another one goes on', async (_how, lose, reason, loss) => {
		await start();
		const lost = await call();
		lose(lost.agent);
		const agent = await nextAgent(bench);
		const speech = distinctBytes(640);
		agent.speak(speech);
		await hears(lost.plivo, speech);
		const words = distinctBytes(640, 2);
		lost.plivo.media(words);
		await agentHears(agent, words);
		expect(bench.sink.resumeRequests.map((request) => request.loss)).toEqual([loss]);
		expect((await bench.sink.event('resumed')).data).toEqual({
			reason,
			priorCallId: lost.claims.callId,
			callId: 'resumed-1',
		});
		const live = liveCall(bench, lost);
		expect(live.status()).toMatchObject({ connected: true, resumes: 1 });
		expect(bench.bridge.find('resumed-1')).toBe(live);
		lost.plivo.socket.close(1000);
		expect(await over()).toMatchObject({ resumes: 1, reason: 'caller-hangup' });
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
	});

	it('lets the caller hear a filler, which the next one ends', async () => {
		await start();
		const lost = await call();
		const { plivo, agent } = lost;
		let answer: () => void = () => undefined;
		const { onResume } = bench.sink;
		bench.sink.onResume = (...all) => void (answer = () => onResume(...all));
		agent.socket.terminate();
		await asked();
		await eventually('the filler plays', () => plivo.heard.length > 0);
		expect(liveCall(bench, lost).status().aheadMs).toBeLessThanOrEqual(400);
		await eventually('the filler goes on', () => plivo.heard.length > 32_000);
		const filler = plivo.heard;
		expect(filler.equals(Buffer.concat([FILLER, FILLER]).subarray(0, filler.length))).toBe(true);
		answer();
		const next = await nextAgent(bench);
		const speech = distinctBytes(640);
		next.speak(speech);
		await hears(plivo, speech);
		const [before, after] = plivo.events.map(({ event }) => event).slice(-2);
		expect([before, after]).toEqual(['clearAudio', 'playAudio']);
	});

	it('is heard to the end of what it had said, before the filler', async () => {
		await start();
		neverAnswered();
		const { plivo, agent } = await call();
		const sentence = distinctBytes(640 * 50);
		agent.speak(sentence);
		await eventually('it arrives', () => plivo.heard.length === sentence.length);
		agent.socket.terminate();
		await eventually('the filler plays', () => plivo.heard.length > sentence.length);
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
		expect(plivo.heard.subarray(0, sentence.length).equals(sentence)).toBe(true);
	});

	it('and whose successor comes before that has been heard: nothing of it is cut', async () => {
		await start();
		let answer: () => void = () => undefined;
		const { onResume } = bench.sink;
		bench.sink.onResume = (...all) => void (answer = () => onResume(...all));
		const { plivo, agent } = await call();
		// The filler would not have begun by then even on a machine that stands still.
		const sentence = distinctBytes(32_000 * 15);
		agent.speak(sentence);
		await eventually('it arrives', () => plivo.heard.length === sentence.length);
		agent.socket.terminate();
		await asked();
		answer();
		const next = await nextAgent(bench);
		const speech = distinctBytes(640, 2);
		next.speak(speech);
		await hears(plivo, speech);
		expect(plivo.heard.equals(Buffer.concat([sentence, speech]))).toBe(true);
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
	});

	it('and not replaced is still heard to the end', async () => {
		await start();
		bench.sink.onResume = (_request, response) => response.writeHead(409).end();
		const { plivo, agent } = await call();
		const sentence = distinctBytes(32_000 * 15);
		agent.speak(sentence);
		agent.socket.close(1011);
		const { name } = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(sentence)).toBe(true);
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
		plivo.send({ event: 'playedStream', name });
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
	});

	it.each(['own', 'ws'] as const)(
		'because it closes and leaves TCP open: another one is asked for at once, frame path %s',
		async (path) => {
			bench = await TestBench.start({
				limits: { resumeMs: 60_000, closeTimeoutMs: 600_000 },
				frames: { path },
			});
			resumable(bench);
			const lost = await call();
			const { _socket: network } = lost.agent.socket as unknown as { _socket: Socket };
			network.end = () => network;
			lost.agent.socket.close(1011);
			const next = await nextAgent(bench);
			lost.plivo.press('1#');
			await eventually('the digit arrives', () => next.messages.length === 1);
			expect(lost.agent.messages).toEqual([]);
		},
	);

	it('leaves the words of the caller to the next one, the latest of them', async () => {
		await start({ callerQueueMs: 200 });
		let answer: () => void = () => undefined;
		const { onResume } = bench.sink;
		bench.sink.onResume = (...all) => void (answer = () => onResume(...all));
		const lost = await call();
		lost.agent.socket.terminate();
		await asked();
		const words = distinctBytes(640 * 15);
		for (let start = 0; start < words.length; start += 640) {
			lost.plivo.media(words.subarray(start, start + 640));
		}
		lost.plivo.press('5#');
		await eventually('all of it arrived', () => liveCall(bench, lost).status().digitCount === 2);
		answer();
		const next = await nextAgent(bench);
		await eventually('the words arrive', () => next.heard.length > 0);
		expect(next.heard.equals(words.subarray(5 * 640))).toBe(true);
		await eventually('the digits arrive', () => next.messages.length === 1);
		expect(liveCall(bench, lost).status().droppedFrames).toBe(5);
	});

	it('leaves a bounded number of messages to the next one, and counts the others', async () => {
		await start();
		let answer: () => void = () => undefined;
		const { onResume } = bench.sink;
		bench.sink.onResume = (...all) => void (answer = () => onResume(...all));
		const lost = await call();
		lost.agent.socket.terminate();
		await asked();
		lost.plivo.press('#'.repeat(40));
		await eventually('all keys arrived', () => liveCall(bench, lost).status().digitCount === 40);
		answer();
		const next = await nextAgent(bench);
		await eventually('the messages arrive', () => next.messages.length === 32);
		lost.plivo.socket.close(1000);
		await over();
		expect(bench.logLines.join('')).toContain('"droppedTexts":8');
	});

	it('has its lines before those of the next one', async () => {
		await start();
		const { plivo, agent } = await call();
		const say = (from: AgentConnection, text: string, ordinal: number) =>
			from.tell({ type: 'transcript', role: 'agent', text, final: true, ordinal });
		say(agent, 'one', 0);
		say(agent, 'two', 1);
		await eventually('both are told', () => bench.sink.accepted.length === 3);
		agent.socket.terminate();
		const next = await nextAgent(bench);
		say(next, 'three', 0);
		await eventually('it is told', () => bench.sink.accepted.at(-1)?.data.text === 'three');
		plivo.socket.close(1000);
		expect((await bench.sink.event('ended')).data.transcript).toEqual([
			{ role: 'agent', text: 'one', ordinal: 0 },
			{ role: 'agent', text: 'two', ordinal: 1 },
			{ role: 'agent', text: 'three', ordinal: 2 },
		]);
	});

	it('asks for the call that was lost last, and not more often than allowed', async () => {
		await start({ resumesPerCall: 2 });
		const lost = await call();
		lost.agent.socket.terminate();
		(await nextAgent(bench, 1)).socket.terminate();
		(await nextAgent(bench, 2)).socket.terminate();
		expect(await lost.plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
		expect(bench.sink.resumeRequests.map(({ callId }) => callId)).toEqual([
			lost.claims.callId,
			'resumed-1',
		]);
		expect(await over()).toMatchObject({ resumes: 2, reason: 'agent-lost', endedBy: 'agent' });
	});

	it('ends the stream when it is not replaced, so that the XML goes on', async () => {
		await start();
		bench.sink.onResume = (_request, response) => response.writeHead(409).end();
		const { plivo, agent } = await call();
		agent.socket.terminate();
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
		expect(await over()).toMatchObject({ resumes: 0, reason: 'agent-lost' });
		expect(bench.sink.resumeRequests).toHaveLength(1);
	});

	it('ends the stream when n8n does not answer in time', async () => {
		await start({ resumeMs: 50 });
		neverAnswered();
		const { plivo, agent } = await call();
		agent.socket.terminate();
		expect((await plivo.isClosed()).reason).toBe('agent-lost');
		expect(bench.agent.connections).toHaveLength(1);
		await over();
	});

	it.each([
		['refused', () => (bench.agent.refuseWith = 404), {}],
		['never answered', () => (bench.agent.hang = true), { agentConnectTimeoutMs: 100 }],
	])('ends the stream when the next one is %s', async (_how, prepare, limits) => {
		await start(limits);
		const { plivo, agent } = await call();
		prepare();
		agent.socket.terminate();
		expect((await plivo.isClosed()).reason).toBe('agent-lost');
		expect(bench.sink.resumeRequests).toHaveLength(1);
		await over();
	});

	it.each<[string, number, (agent: AgentConnection) => void]>([
		['its close may say so, and n8n does not', 409, (agent) => agent.socket.close(1001)],
		['n8n says so', 410, (agent) => agent.socket.close(1011)],
	])('had ended the call after all, %s: its farewell is heard', async (_who, status, end) => {
		await start();
		bench.sink.onResume = (_request, response) => response.writeHead(status).end();
		const { plivo, agent } = await call();
		const farewell = distinctBytes(32_000);
		agent.speak(farewell);
		end(agent);
		const checkpoint = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(farewell)).toBe(true);
		plivo.send({ event: 'playedStream', name: checkpoint.name });
		expect((await plivo.isClosed()).code).toBe(1000);
		expect((await over()).reason).toBe('agent-ended');
	});

	it.each([
		['ended the call', (agent: AgentConnection) => agent.socket.close(1000), 'agent-ended'],
		['was lost, in a call that nobody resumes', undefined, 'agent-lost'],
	])('is not replaced when it %s', async (_what, end, reason) => {
		await start();
		const { plivo, agent } = await bench.call({ resume: end !== undefined });
		if (end) end(agent);
		else agent.socket.terminate();
		await plivo.isClosed();
		expect((await over()).reason).toBe(reason);
		expect(bench.sink.resumeRequests).toEqual([]);
	});

	it('is not replaced when it never was there', async () => {
		await start();
		bench.agent.refuseWith = 503;
		const claims = bench.claims({ resume: true });
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		expect((await plivo.isClosed()).reason).toBe('agent-refused');
		expect(bench.sink.resumeRequests).toEqual([]);
	});

	describe('while another one is sought', () => {
		const ENDS: Array<[string, (call: BenchCall) => void, string]> = [
			['the caller hangs up', ({ plivo }) => plivo.socket.close(1000), 'caller-hangup'],
			['Plivo is lost', ({ plivo }) => plivo.socket.terminate(), 'stream-lost'],
			['the call is hung up', (lost) => liveCall(bench, lost).hangUp(), 'hung-up'],
			['the bridge stops', () => void bench.bridge.close({ now: true }), 'bridge-shutdown'],
		];

		it.each(ENDS)('and %s: no other is dialled', async (_what, end, reason) => {
			await start();
			let answer: () => void = () => undefined;
			const { onResume } = bench.sink;
			bench.sink.onResume = (...all) => void (answer = () => onResume(...all));
			const lost = await call();
			lost.agent.socket.terminate();
			await asked();
			end(lost);
			expect((await over()).reason).toBe(reason);
			answer();
			await lost.plivo.isClosed();
			expect(bench.agent.connections).toHaveLength(1);
		});

		it.each(ENDS)('and dialled, and %s: it is not left alive', async (_what, end, reason) => {
			await start();
			const lost = await call();
			let dialled = false;
			bench.agent.onConnection = ({ socket }) => {
				dialled = true;
				end(lost);
				socket.on('error', () => undefined);
			};
			lost.agent.socket.terminate();
			await eventually('another one is dialled', () => dialled);
			expect((await over()).reason).toBe(reason);
			const next = await bench.agent.connected(1);
			await eventually('its connection is gone', () => next.closeCode !== undefined);
		});

		it('a hold plays music instead of the filler, and stays when another one is there', async () => {
			await start();
			let answer: () => void = () => undefined;
			const { onResume } = bench.sink;
			bench.sink.onResume = (...all) => void (answer = () => onResume(...all));
			const lost = await call();
			lost.agent.socket.terminate();
			await asked();
			await eventually('the filler plays', () => lost.plivo.heard.length > 0);
			liveCall(bench, lost).hold(true);
			await lost.plivo.hasEvent('clearAudio');
			await eventually('music plays', () => lost.plivo.heard.includes(MUSIC.subarray(0, 10_000)));
			answer();
			const next = await nextAgent(bench);
			const held = distinctBytes(640, 7);
			next.speak(held);
			await settled({ ...lost, agent: next });
			expect(lost.plivo.heard.includes(held)).toBe(false);
			liveCall(bench, lost).hold(false);
			const speech = distinctBytes(640, 8);
			next.speak(speech);
			await hears(lost.plivo, speech);
		});

		it('a hold that ends leaves the filler', async () => {
			await start();
			neverAnswered();
			const lost = await call();
			const live = liveCall(bench, lost);
			live.hold(true);
			lost.agent.socket.terminate();
			await asked();
			live.hold(false);
			await eventually('the filler plays', () =>
				lost.plivo.heard.includes(FILLER.subarray(0, 10_000)),
			);
			expect(live.status()).toMatchObject({ held: false, connected: false });
		});

		it('a Plivo that takes nothing changes nothing for the next one', async () => {
			await start();
			const lost = await call();
			lost.plivo.socket.pause();
			lost.agent.socket.terminate();
			const next = await nextAgent(bench);
			const speech = distinctBytes(640);
			next.speak(speech);
			lost.plivo.socket.resume();
			await hears(lost.plivo, speech);
		});
	});
});
