import { parseContentType } from '../../nodes/shared/audioFormat';
import { CallerAudio, type CallerAudioLeg } from '../src/call/callerAudio';
import { ArrivalJitter } from '../src/metrics/arrivalJitter';
import { LatencyHistogram } from '../src/metrics/latencyHistogram';
import { distinctBytes, framesOf } from './audioSamples';
import { readWire } from './frames/support/wire';

/** The agent's side with a socket that takes nothing until it is told to. */
class StubLeg implements CallerAudioLeg {
	readonly sent: Buffer[] = [];
	onDrain: () => void = () => undefined;
	readonly connection = {
		open: false,
		bufferedAmount: 0,
		sendBinary: (pcm: Buffer): void => {
			this.sent.push(pcm);
			this.connection.bufferedAmount += pcm.length;
		},
		sendFrame: (frame: Buffer): boolean => {
			for (const { payload } of readWire(frame)) this.connection.sendBinary(payload);
			return false;
		},
	};

	set ready(open: boolean) {
		this.connection.open = open;
	}

	get bufferedBytes(): number {
		return this.connection.bufferedAmount;
	}

	drain(): void {
		this.connection.bufferedAmount = 0;
		this.onDrain();
	}

	get audio(): Buffer {
		return Buffer.concat(this.sent);
	}
}

const LIMITS = { callerQueueMs: 1_000, lateAudioMs: 500 };
const METER = { arrivals: new ArrivalJitter(), toAgent: new LatencyHistogram() };
const L16 = parseContentType('audio/x-l16;rate=16000');

describe('caller audio while the agent does not take it', () => {
	it('keeps the latest second before the agent is there and counts what it dropped', () => {
		const leg = new StubLeg();
		const audio = new CallerAudio(leg, L16, LIMITS, METER, (work) => work);
		const frames = framesOf(distinctBytes(640 * 60), 640);
		for (const frame of frames) audio.write(frame.toString('base64'));
		expect(audio.dropped).toBe(10);
		leg.ready = true;
		leg.onDrain = () => audio.flush();
		audio.flush();
		while (leg.bufferedBytes > 0) leg.drain();
		expect(leg.audio.equals(Buffer.concat(frames.slice(10)))).toBe(true);
		expect(audio.bytes).toBe(640 * 60);
	});

	it('drops the oldest when a connected agent stops reading, and goes on in order', () => {
		const leg = new StubLeg();
		leg.ready = true;
		const audio = new CallerAudio(leg, L16, LIMITS, METER, (work) => work);
		const frames = framesOf(distinctBytes(640 * 300), 640);
		for (const frame of frames) audio.write(frame.toString('base64'));
		leg.onDrain = () => audio.flush();
		const taken = leg.sent.length;
		expect(audio.dropped).toBe(300 - taken - 50);
		while (leg.bufferedBytes > 0) leg.drain();
		const expected = [...frames.slice(0, taken), ...frames.slice(-50)];
		expect(leg.audio.equals(Buffer.concat(expected))).toBe(true);
	});

	it('drops nothing of four seconds that come in one tick, in which an agent over TLS takes nothing', () => {
		const leg = new StubLeg();
		leg.ready = true;
		const audio = new CallerAudio(leg, L16, LIMITS, METER, (work) => work);
		for (const frame of framesOf(distinctBytes(640 * 200), 640)) {
			audio.write(frame.toString('base64'));
		}
		expect(audio.dropped).toBe(0);
	});

	it('does not put silence behind speech that still waits', () => {
		const leg = new StubLeg();
		const audio = new CallerAudio(leg, L16, LIMITS, METER, (work) => work);
		audio.write(distinctBytes(640).toString('base64'));
		audio.writeSilence(0, 1_000);
		leg.ready = true;
		audio.flush();
		expect(leg.sent).toHaveLength(1);
	});

	it('sends 20 ms of silence in the agent format of each stream', () => {
		const leg = new StubLeg();
		leg.ready = true;
		const mulaw = parseContentType('audio/x-mulaw;rate=8000');
		for (const format of [L16, mulaw]) {
			new CallerAudio(leg, format, LIMITS, METER, (work) => work).writeSilence(0, 1_000);
		}
		expect(leg.sent).toEqual([Buffer.alloc(640), Buffer.alloc(320)]);
	});

	it('joins samples that Plivo cut in two', () => {
		const leg = new StubLeg();
		leg.ready = true;
		const audio = new CallerAudio(leg, L16, LIMITS, METER, (work) => work);
		const bytes = distinctBytes(1_000);
		for (const chunk of framesOf(bytes, 333)) audio.write(chunk.toString('base64'));
		expect(leg.audio.equals(bytes)).toBe(true);
		expect(leg.sent.every((pcm) => pcm.length % 2 === 0)).toBe(true);
	});
});

describe('caller audio that comes after silence in its place', () => {
	beforeEach(() => {
		jest.useFakeTimers();
	});
	afterEach(() => jest.useRealTimers());

	const STREAM = 'stream-1';
	const messageOf = (payload: string) =>
		Buffer.from(`{"event":"media","media":{"payload":"${payload}"},"streamId":"${STREAM}"}`);

	/** A stream whose messages have taken the short way before. */
	function stream() {
		const leg = new StubLeg();
		leg.ready = true;
		const audio = new CallerAudio(leg, L16, LIMITS, METER, (work) => work);
		let seed = 0;
		const media = () => {
			const pcm = distinctBytes(640, ++seed);
			const text = messageOf(pcm.toString('base64'));
			leg.connection.bufferedAmount = 0;
			expect(audio.takeText(text, 0, text.length)).toBe(true);
			return pcm;
		};
		const first = Buffer.alloc(640, 1).toString('base64');
		audio.remember(messageOf(first), first, STREAM);
		const pass = (ms: number, each: () => void = () => undefined) => {
			for (let passed = 0; passed < ms; passed += 20) {
				jest.advanceTimersByTime(20);
				leg.connection.bufferedAmount = 0;
				each();
			}
		};
		const stall = (ms: number) => {
			const gapFrom = performance.now();
			pass(ms, () => audio.writeSilence(gapFrom, performance.now()));
		};
		return { leg, audio, media, pass, stall };
	}

	it('does not leave the agent behind, and what is dropped is counted', () => {
		const { leg, audio, media, pass, stall } = stream();
		const beganAt = performance.now();
		stall(2_000);
		const late = Array.from({ length: 100 }, () => media());
		expect([audio.dropped, audio.droppedLate]).toEqual([75, 75]);
		pass(1_000);
		expect(leg.audio.length / 32 - (performance.now() - beganAt)).toBeLessThanOrEqual(0);
		expect(leg.sent.slice(-22)).toEqual(late.slice(-22));
		audio.end();
	});

	it('that was not late is all passed on, and takes the short way again soon', () => {
		const { leg, audio, media, pass, stall } = stream();
		stall(2_000);
		const short = jest.spyOn(leg.connection, 'sendFrame');
		const spoken: Buffer[] = [];
		pass(2_000, () => spoken.push(media()));
		expect(short).not.toHaveBeenCalled();
		pass(200, () => spoken.push(media()));
		expect(short).toHaveBeenCalledTimes(10);
		expect(leg.sent.slice(100)).toEqual(spoken);
		expect([audio.dropped, audio.droppedLate]).toEqual([0, 0]);
	});

	it('goes to another agent as it is', () => {
		const { leg, audio, media, stall } = stream();
		stall(400);
		const late = Array.from({ length: 20 }, () => media());
		audio.beginAnew();
		expect(leg.sent.slice(20)).toEqual(late);
	});
});
