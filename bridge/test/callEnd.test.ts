import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import type { FakePlivo } from './fakes/fakePlivo';
import { TestBench } from './testBench';

/** Masked, with an opcode that is reserved (RFC 6455 §5.2). */
const RESERVED_FRAME = Buffer.of(0x83, 0x80, 0, 0, 0, 0);

const LONGEST_OF_PLIVO = 65_536;
const LONGEST_OF_AGENT = 4 * 1024 * 1024;

const networkOf = (socket: WebSocket): Socket => (socket as unknown as { _socket: Socket })._socket;

describe('the end of a call', () => {
	let bench: TestBench;
	const startBench = async (limits: Parameters<typeof TestBench.start>[0] = {}) => {
		bench = await TestBench.start(limits);
		return bench;
	};
	afterEach(async () => await bench.close());

	const noCallLeft = async () =>
		await eventually('no call is left', () => bench.bridge.callCount === 0 || undefined);

	it('agent says goodbye: the farewell is played out before the stream is closed', async () => {
		await startBench();
		const { plivo, agent } = await bench.call();
		const farewell = distinctBytes(30_000);
		agent.speak(farewell);
		agent.socket.close(1000);
		const checkpoint = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(farewell)).toBe(true);
		expect(plivo.events.at(-1)).toBe(checkpoint);
		expect(checkpoint).toEqual({ event: 'checkpoint', streamId: 'stream-1', name: 'farewell.0' });
		await eventually('the bridge knows the agent is gone', () => agent.closeCode);
		expect(plivo.closed).toBeUndefined();
		plivo.send({ event: 'playedStream', streamId: 'stream-1', name: 'farewell.0' });
		expect((await plivo.isClosed()).code).toBe(1000);
		expect(await bench.sink.report()).toMatchObject({
			endedBy: 'agent',
			reason: 'agent-ended',
			framesToCaller: 46,
			firstAgentAudioMs: expect.any(Number),
		});
		await noCallLeft();
	});

	it.each([{ event: 'played', name: 'farewell.0' }, { event: 'playedStream' }])(
		'farewell reported as %j',
		async (report) => {
			await startBench();
			const { plivo, agent } = await bench.call();
			agent.speak(distinctBytes(640));
			agent.socket.close(1000);
			await plivo.hasEvent('checkpoint');
			plivo.send(report);
			expect((await plivo.isClosed()).code).toBe(1000);
		},
	);

	it('a report of something else does not cut the farewell', async () => {
		await startBench();
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		agent.socket.close(1000);
		await plivo.hasEvent('checkpoint');
		plivo.send({ event: 'playedStream', name: 'something-else' });
		const pong = new Promise((resolve) => plivo.socket.once('pong', resolve));
		plivo.socket.ping();
		await pong;
		expect(plivo.closed).toBeUndefined();
	});

	it('farewell never reported: closes when it must have been played', async () => {
		await startBench({ limits: { farewellGraceMs: 10 } });
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		agent.socket.close(1000);
		expect((await plivo.isClosed()).code).toBe(1000);
		expect((await bench.sink.report()).reason).toBe('agent-ended');
	});

	it('agent ends with nothing left to play: closes without waiting', async () => {
		await startBench();
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		agent.tell({ type: 'playback_clear_buffer' });
		agent.socket.close(1000);
		expect((await plivo.isClosed()).code).toBe(1000);
		expect(plivo.eventsOf('checkpoint')).toEqual([]);
	});

	it('caller hangs up during the farewell', async () => {
		await startBench();
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		agent.socket.close(1000);
		await plivo.hasEvent('checkpoint');
		plivo.socket.close(1000);
		expect((await bench.sink.report()).reason).toBe('agent-ended');
		await noCallLeft();
	});

	it.each([
		['connection breaks', (socket: { terminate(): void }) => socket.terminate()],
		['closes with 1011', (socket: { close(code: number): void }) => socket.close(1011)],
	])('agent %s: what it had said is heard, then the XML goes on', async (_how, lose) => {
		await startBench();
		const { plivo, agent } = await bench.call();
		const words = distinctBytes(32_000);
		agent.speak(words);
		await plivo.hasEvent('playAudio');
		lose(agent.socket);
		const { name } = await plivo.hasEvent('checkpoint');
		expect(plivo.heard.equals(words)).toBe(true);
		expect(plivo.closed).toBeUndefined();
		plivo.send({ event: 'playedStream', name });
		expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
		expect(plivo.eventsOf('clearAudio')).toEqual([]);
		expect(await bench.sink.report()).toMatchObject({ endedBy: 'agent', reason: 'agent-lost' });
		await noCallLeft();
	});

	it('agent is lost when everything has long been heard: the stream is closed at once', async () => {
		await startBench({ limits: { farewellGraceMs: 1 } });
		const { plivo, agent } = await bench.call();
		agent.speak(distinctBytes(640));
		await plivo.hasEvent('playAudio');
		await new Promise((resolve) => setTimeout(resolve, 50));
		agent.socket.terminate();
		expect((await plivo.isClosed()).reason).toBe('agent-lost');
		expect(plivo.eventsOf('checkpoint')).toEqual([]);
	});

	it.each([404, 429, 503])(
		'agent refuses with %d: the stream is closed at once',
		async (status) => {
			await startBench();
			bench.agent.refuseWith = status;
			const claims = bench.claims();
			const plivo = await bench.connect(claims);
			plivo.start({ callId: claims.callUuid });
			expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-refused' });
			expect(await bench.sink.report()).toMatchObject({
				endedBy: 'agent',
				reason: 'agent-refused',
			});
			expect(bench.logLines.join('')).toContain(`"detail":"${status}"`);
		},
	);

	it('agent is not there at all', async () => {
		await startBench();
		const claims = bench.claims({ joinUrl: 'ws://127.0.0.1:1/calls/secret-join' });
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		expect((await plivo.isClosed()).reason).toBe('agent-refused');
		expect(bench.logLines.join('')).toContain('ECONNREFUSED');
		expect(bench.logLines.join('')).not.toContain('secret-join');
	});

	it('agent address cannot be dialled at all', async () => {
		await startBench();
		const claims = bench.claims({ joinUrl: 'ws://127.0.0.1:1/secret-join#fragment' });
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		expect((await plivo.isClosed()).reason).toBe('agent-refused');
		expect((await bench.sink.report()).reason).toBe('agent-refused');
		expect(bench.logLines.join('')).not.toContain('secret-join');
	});

	it('agent never answers', async () => {
		await startBench({ limits: { agentConnectTimeoutMs: 30 } });
		bench.agent.hang = true;
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		expect((await plivo.isClosed()).reason).toBe('agent-refused');
		await noCallLeft();
	});

	it.each([
		['hangs up', (plivo: { socket: { close(code: number): void } }) => plivo.socket.close(1000)],
		['sends stop', (plivo: { send(message: object): void }) => plivo.send({ event: 'stop' })],
	])('Plivo %s: the agent is closed with 1000', async (_how, end) => {
		await startBench();
		const { plivo, agent } = await bench.call();
		const audio = distinctBytes(640);
		plivo.media(audio);
		await eventually('audio arrives', () => agent.heard.equals(audio));
		end(plivo);
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
		expect(await bench.sink.report()).toMatchObject({
			endedBy: 'caller',
			reason: 'caller-hangup',
			framesFromCaller: 1,
			firstAgentAudioMs: null,
		});
		await plivo.isClosed();
		await noCallLeft();
	});

	it.each<[string, (plivo: FakePlivo) => void, string]>([
		['breaks', ({ socket }) => socket.terminate(), '1006'],
		['is reset', ({ socket }) => networkOf(socket).resetAndDestroy(), '"ECONNRESET"'],
		['breaks the protocol', ({ socket }) => networkOf(socket).write(RESERVED_FRAME), '1002'],
		['closes with 1011', ({ socket }) => socket.close(1011), '1011'],
		['goes away', ({ socket }) => socket.close(1001), '1001'],
	])(
		"Plivo's socket %s: that is no hang-up, and the agent is closed",
		async (_how, lose, detail) => {
			await startBench();
			const { plivo, agent } = await bench.call();
			lose(plivo);
			expect(await bench.sink.report()).toMatchObject({
				endedBy: 'bridge',
				reason: 'stream-lost',
			});
			expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
			expect(bench.logLines.find((line) => line.includes('stream lost'))).toContain(
				`"detail":${detail}`,
			);
		},
	);

	it.each(['own', 'ws'] as const)(
		'Plivo sends a message of more than 64 KB, frames by %s: closed with 1009, and no hang-up',
		async (path) => {
			await startBench({ frames: { path } });
			const { plivo, agent } = await bench.call();
			plivo.socket.send(' '.repeat(LONGEST_OF_PLIVO));
			const words = distinctBytes(640);
			plivo.media(words);
			await eventually('the call goes on', () => agent.heard.equals(words));
			plivo.socket.send(' '.repeat(LONGEST_OF_PLIVO + 1));
			expect((await plivo.isClosed()).code).toBe(1009);
			expect(await bench.sink.report()).toMatchObject({
				endedBy: 'bridge',
				reason: 'stream-lost',
			});
			expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
			expect(bench.logLines.find((line) => line.includes('stream lost'))).toContain(
				'"detail":1009',
			);
		},
	);

	it.each(['own', 'ws'] as const)(
		'agent sends a message of more than 4 MB, frames by %s: it is closed with 1009, and lost',
		async (path) => {
			await startBench({ frames: { path } });
			const { plivo, agent } = await bench.call();
			agent.socket.send(' '.repeat(LONGEST_OF_AGENT));
			const words = distinctBytes(640);
			plivo.media(words);
			agent.speak(words);
			await eventually('the call goes on', () => plivo.heard.equals(words));
			agent.socket.send(' '.repeat(LONGEST_OF_AGENT + 1));
			expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1009);
			const { name } = await plivo.hasEvent('checkpoint');
			plivo.send({ event: 'playedStream', name });
			expect(await plivo.isClosed()).toEqual({ code: 1000, reason: 'agent-lost' });
			expect(await bench.sink.report()).toMatchObject({ endedBy: 'agent', reason: 'agent-lost' });
			expect(bench.logLines.find((line) => line.includes('agent gone'))).toContain('"detail":1009');
		},
	);

	it.each([
		['breaks', ({ socket }: FakePlivo) => socket.terminate()],
		['goes away', ({ socket }: FakePlivo) => socket.close(1001)],
	])('Plivo says stop before its socket %s: a hang-up', async (_how, lose) => {
		await startBench();
		const { plivo } = await bench.call();
		plivo.send({ event: 'stop' });
		lose(plivo);
		expect((await bench.sink.report()).reason).toBe('caller-hangup');
	});

	it('caller hangs up while the agent is dialled', async () => {
		await startBench();
		bench.agent.hang = true;
		const claims = bench.claims();
		const plivo = await bench.connect(claims);
		plivo.start({ callId: claims.callUuid });
		await bench.sink.event('started');
		plivo.socket.close(1000);
		expect((await bench.sink.report()).reason).toBe('caller-hangup');
		await noCallLeft();
	});

	it('words that come after the hang-up are still in the transcript', async () => {
		await startBench();
		const { plivo, agent } = await bench.call();
		const words = { type: 'transcript', role: 'user', text: 'Bye.', final: true, ordinal: 0 };
		agent.socket.pause();
		plivo.socket.close(1000);
		await plivo.isClosed();
		agent.tell(words);
		agent.socket.resume();
		const { data } = await bench.sink.event('ended');
		expect(data.transcript).toEqual([{ role: 'user', text: 'Bye.', ordinal: 0 }]);
	});

	it('an agent that answers nothing any more is found out by its own heartbeat', async () => {
		await startBench({ limits: { heartbeatMs: 600_000, agentHeartbeatMs: 150 } });
		const { plivo, agent } = await bench.call();
		agent.socket.pause();
		expect((await plivo.isClosed()).reason).toBe('agent-lost');
	});

	it('a Plivo that answers nothing any more is found out by its own heartbeat', async () => {
		await startBench({ limits: { heartbeatMs: 150, agentHeartbeatMs: 600_000 } });
		const { plivo, agent } = await bench.call();
		plivo.socket.pause();
		expect(await eventually('the agent is closed', () => agent.closeCode)).toBe(1000);
		expect((await bench.sink.report()).reason).toBe('stream-lost');
	});

	it('a quiet call that answers pings is left alone', async () => {
		await startBench({ limits: { heartbeatMs: 100, agentHeartbeatMs: 100 } });
		const { plivo, agent } = await bench.call();
		let pings = 0;
		agent.socket.on('ping', () => (pings += 1));
		await eventually('many heartbeats pass', () => pings > 4);
		expect(plivo.closed).toBeUndefined();
		expect(agent.closeCode).toBeUndefined();
	});
});
