import { parseContentType } from '../../nodes/shared/audioFormat';
import { Playback } from '../src/plivo/playback';
import type { PlaybackLeg } from '../src/plivo/playbackOptions';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import { readWire } from './frames/support/wire';

/** Plivo's side with a socket that takes nothing until it is told to. */
class StubLeg implements PlaybackLeg {
	readonly sent: string[] = [];
	readonly connection = {
		bufferedAmount: 0,
		sendFrame: (frame: Buffer): boolean => {
			for (const { payload } of readWire(Buffer.from(frame))) this.send(payload.toString());
			return false;
		},
	};
	onDrain: () => void = () => undefined;

	get bufferedBytes(): number {
		return this.connection.bufferedAmount;
	}

	send(text: string): void {
		this.sent.push(text);
		this.connection.bufferedAmount += text.length;
	}

	sendClearAudio(): void {
		this.send('clear');
	}

	sendCheckpoint(name: string): void {
		this.send(`checkpoint ${name}`);
	}

	/** The kernel takes everything that waits. */
	drain(): void {
		this.connection.bufferedAmount = 0;
		this.onDrain();
	}

	get audio(): Buffer {
		return Buffer.concat(
			this.sent
				.filter((text) => text.startsWith('{'))
				.map((text) => JSON.parse(text) as { media: { payload: string } })
				.map(({ media }) => Buffer.from(media.payload, 'base64')),
		);
	}
}

function playbackOn(leg: StubLeg, queueMs = 30_000) {
	const calls: string[] = [];
	const playback = new Playback(leg, {
		guard: (work) => work,
		format: parseContentType('audio/x-l16;rate=16000'),
		queueMs,
		stallMs: 5,
		onFull: () => calls.push('full'),
		onDrained: () => calls.push('drained'),
		onStalled: () => calls.push('stalled'),
		latency: { note: () => undefined },
	});
	leg.onDrain = () => playback.sendQueued();
	return { playback, calls };
}

describe('playback while Plivo does not keep up', () => {
	it('holds audio back and sends it in order once the socket drains', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		const pcm = distinctBytes(300_000);
		playback.write(pcm, false);
		expect(leg.audio.length).toBeLessThan(80_000);
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.equals(pcm)).toBe(true);
		expect(playback.bytes).toBe(pcm.length);
	});

	it('never sends after a barge-in what it held back before', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		playback.write(distinctBytes(300_000, 1), false);
		const sentBefore = leg.audio.length;
		playback.clear();
		const after = distinctBytes(640, 2);
		playback.write(after, false);
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.subarray(sentBefore).equals(after)).toBe(true);
		expect(leg.sent.indexOf('clear')).toBe(leg.sent.length - 2);
	});

	it('never sends after a barge-in what arrived together with it and before it', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		playback.write(distinctBytes(640, 1), true);
		playback.write(distinctBytes(640, 2), true);
		playback.clear();
		const after = distinctBytes(640, 3);
		playback.write(after, true);
		playback.flush();
		expect(leg.sent[0]).toBe('clear');
		expect(leg.audio.equals(after)).toBe(true);
		expect(playback.bytes).toBe(after.length);
	});

	it('sends what arrived together in one message, and before the checkpoint', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		const pcm = distinctBytes(3_200);
		for (let start = 0; start < pcm.length; start += 640) {
			playback.write(pcm.subarray(start, start + 640), true);
		}
		expect(leg.sent).toEqual([]);
		playback.finish('end');
		expect(leg.sent).toHaveLength(2);
		expect(leg.audio.equals(pcm)).toBe(true);
		expect(leg.sent[1]).toBe('checkpoint end.0');
	});

	it('sets the checkpoint behind the last audio', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		playback.write(distinctBytes(300_000), false);
		playback.finish('end');
		expect(leg.sent).not.toContain('checkpoint end.0');
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.length).toBe(300_000);
		expect(leg.sent.at(-1)).toBe('checkpoint end.0');
	});

	it('stops the agent when the queue is full, and lets it go on at half', () => {
		const leg = new StubLeg();
		const { playback, calls } = playbackOn(leg, 1_000);
		playback.write(distinctBytes(150_000), false);
		expect(calls).toEqual(['full']);
		while (leg.bufferedBytes > 0) leg.drain();
		expect(calls).toEqual(['full', 'drained']);
	});

	it('gives Plivo up when the queue stays full', async () => {
		const { playback, calls } = playbackOn(new StubLeg(), 1_000);
		playback.write(distinctBytes(150_000), false);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(calls).toEqual(['full', 'stalled']);
		playback.stop();
	});

	it('gives Plivo up when the socket takes nothing, also when nothing waits', async () => {
		const leg = new StubLeg();
		const { playback, calls } = playbackOn(leg);
		while (leg.bufferedBytes < 65_536) playback.write(distinctBytes(8_000), false);
		playback.clear();
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(calls).toEqual(['stalled']);
	});

	it('does not give up a socket that took some of it meanwhile, and sends on', async () => {
		const leg = new StubLeg();
		const { playback, calls } = playbackOn(leg);
		const pcm = distinctBytes(60_000);
		playback.write(pcm, false);
		expect(leg.audio.length).toBeLessThan(pcm.length);
		leg.connection.bufferedAmount = 30_000;
		await eventually('the rest is sent', () => leg.audio.length === pcm.length);
		await new Promise((resolve) => setTimeout(resolve, 20));
		expect(calls).toEqual([]);
		playback.stop();
	});

	it('never has more than one clear before it', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		for (let round = 0; round < 1_000; round++) {
			playback.write(distinctBytes(8_000, round), false);
			playback.clear();
		}
		const clears = leg.sent.filter((text) => text === 'clear').length;
		expect(leg.bufferedBytes).toBeLessThan(100_000);
		leg.drain();
		for (let round = 0; round < 5; round++) playback.clear();
		expect(leg.sent.filter((text) => text === 'clear')).toHaveLength(clears);
		playback.write(distinctBytes(640), false);
		playback.clear();
		expect(leg.sent.at(-1)).toBe('clear');
		playback.stop();
	});

	it('knows how much play time is outstanding, and that a clear leaves none', () => {
		const { playback } = playbackOn(new StubLeg());
		expect(playback.endsInMs).toBe(Number.NEGATIVE_INFINITY);
		playback.write(Buffer.alloc(32_000 * 60), false);
		expect(playback.outstandingMs).toBeGreaterThan(50_000);
		expect(playback.outstandingMs).toBeLessThanOrEqual(60_000);
		expect(playback.endsInMs).toBeGreaterThan(50_000);
		playback.clear();
		expect(playback.outstandingMs).toBe(0);
		expect(playback.endsInMs).toBe(Number.NEGATIVE_INFINITY);
		playback.stop();
	});
});

describe('playback of an agent that sends far ahead', () => {
	/** Takes everything at once and plays in real time what it was given. */
	class PlayingLeg extends StubLeg {
		override send(text: string): void {
			super.send(text);
			this.connection.bufferedAmount = 0;
		}
	}

	const BYTES_PER_MS = 32;
	const sentMs = (leg: StubLeg) => leg.audio.length / BYTES_PER_MS;
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => jest.useRealTimers());

	it('keeps less than 20 s at Plivo, and plays everything without a pause and in order', () => {
		const leg = new PlayingLeg();
		const { playback } = playbackOn(leg, 120_000);
		const pcm = distinctBytes(60_000 * BYTES_PER_MS);
		playback.write(pcm, false);
		for (let playedMs = 0; playedMs <= 60_000; playedMs += 250) {
			expect(sentMs(leg) - playedMs).toBeLessThan(20_000);
			expect(sentMs(leg)).toBeGreaterThan(Math.min(playedMs, 59_999));
			expect(playback.outstandingMs).toBeCloseTo(60_000 - playedMs, 3);
			jest.advanceTimersByTime(250);
		}
		expect(leg.audio.equals(pcm)).toBe(true);
		expect(playback.outstandingMs).toBe(0);
		jest.advanceTimersByTime(500);
		expect(playback.endsInMs).toBeCloseTo(-750, 3);
	});

	it('stops the agent when the queue is full too, without taking Plivo for stalled', () => {
		const leg = new PlayingLeg();
		const { playback, calls } = playbackOn(leg, 30_000);
		playback.write(Buffer.alloc(60_000 * BYTES_PER_MS), false);
		expect(calls).toEqual(['full']);
		jest.advanceTimersByTime(20_000);
		expect(calls).toEqual(['full']);
		jest.advanceTimersByTime(10_000);
		expect(calls).toEqual(['full', 'drained']);
		playback.stop();
	});

	it('never sends after a barge-in what it held back, and tells how much was never heard', () => {
		const leg = new PlayingLeg();
		const { playback } = playbackOn(leg, 120_000);
		playback.write(distinctBytes(50_000 * BYTES_PER_MS), false);
		jest.advanceTimersByTime(10_000);
		const before = leg.audio.length;
		expect(playback.clear()).toBeCloseTo(40_000, 3);
		const after = distinctBytes(640, 2);
		playback.write(after, false);
		jest.advanceTimersByTime(60_000);
		expect(leg.audio.subarray(before).equals(after)).toBe(true);
		expect(leg.sent.at(-2)).toBe('clear');
	});

	it('sets the checkpoint behind what it held back', () => {
		const leg = new PlayingLeg();
		const { playback } = playbackOn(leg, 120_000);
		playback.write(Buffer.alloc(30_000 * BYTES_PER_MS), false);
		playback.finish('end');
		jest.advanceTimersByTime(5_000);
		expect(leg.sent).not.toContain('checkpoint end.0');
		jest.advanceTimersByTime(10_000);
		expect(sentMs(leg)).toBe(30_000);
		expect(leg.sent.at(-1)).toBe('checkpoint end.0');
	});

	it('tells a tap when each piece is heard', () => {
		const { playback } = playbackOn(new PlayingLeg(), 120_000);
		const heard: Array<[number, number]> = [];
		playback.tap = (pcm, playsAt) => heard.push([playsAt, pcm.length]);
		const beganAt = performance.now();
		playback.write(Buffer.alloc(40_000 * BYTES_PER_MS), false);
		jest.advanceTimersByTime(40_000);
		let endsAt = beganAt;
		for (const [at, bytes] of heard) {
			expect(at).toBeCloseTo(endsAt, 3);
			endsAt = at + bytes / BYTES_PER_MS;
		}
		expect(endsAt).toBeCloseTo(beganAt + 40_000, 3);
	});
});

describe('checkpoints', () => {
	it.each([
		['its own', 'end.1', true],
		['one without a name', undefined, true],
		['one from before the last clear', 'end.0', false],
		['one of another name', 'begin.1', false],
		['a foreign one', '', false],
	])('are reached by a report of %s: %s', (_whose, name, reached) => {
		const { playback } = playbackOn(new StubLeg());
		playback.finish('end');
		playback.clear();
		playback.write(Buffer.alloc(640), false);
		playback.finish('end');
		expect(playback.isReached(name)).toBe(reached);
	});

	it('are not reached before they were asked for, nor after a clear', () => {
		const { playback } = playbackOn(new StubLeg());
		expect(playback.isReached(undefined)).toBe(false);
		playback.write(Buffer.alloc(640), false);
		playback.finish('end');
		playback.clear();
		expect(playback.isReached(undefined)).toBe(false);
		expect(playback.isReached('end.0')).toBe(false);
	});
});

describe('whole samples', () => {
	it('are kept when audio is dropped, and sounds of our own come between', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		const speech = distinctBytes(30);
		const sound = Buffer.alloc(10, 7);
		playback.write(speech.subarray(0, 11), false);
		playback.play(sound, false);
		playback.skip(speech.subarray(11, 20));
		playback.write(speech.subarray(20), false);
		const expected = Buffer.concat([speech.subarray(0, 10), sound, speech.subarray(20)]);
		expect(leg.audio.equals(expected)).toBe(true);
	});

	it('begin anew when the agent does', () => {
		const leg = new StubLeg();
		const { playback } = playbackOn(leg);
		const speech = distinctBytes(10);
		playback.write(Buffer.alloc(1), false);
		playback.beginAnew();
		playback.write(speech, false);
		expect(leg.audio.equals(speech)).toBe(true);
	});
});
