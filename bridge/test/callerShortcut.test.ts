import { parseContentType, type StreamContentType } from '../../nodes/shared/audioFormat';
import { CallerAudio } from '../src/call/callerAudio';
import { ArrivalJitter } from '../src/metrics/arrivalJitter';
import { LatencyHistogram } from '../src/metrics/latencyHistogram';
import { decodeMulaw } from '../src/plivo/mulaw';
import { AGENT_AUDIO_BYTES } from '../src/ultravox/agentSocket';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import { endAll, openPair } from './frames/support/peers';
import { readWire } from './frames/support/wire';

const STREAM = 'b77e037d-4119-44b5-902d-25826b654539';

const media = (sequence: number, payload: string) =>
	Buffer.from(
		JSON.stringify({
			event: 'media',
			sequenceNumber: sequence,
			streamId: STREAM,
			media: { track: 'inbound', timestamp: `${1_790_000_000_000 + sequence}`, chunk: 7, payload },
			extra_headers: '{}',
		}),
	);

/** Caller audio for an agent that takes all: by frames that were made for it, or in the slow way. */
function audioFor(contentType: StreamContentType = 'audio/x-l16;rate=16000') {
	const fast: Buffer[] = [];
	const slow: Buffer[] = [];
	const connection = {
		open: true,
		bufferedAmount: 0,
		sendFrame: (frame: Buffer) => {
			for (const { payload } of readWire(frame)) fast.push(Buffer.from(payload));
			return true;
		},
		sendBinary: (pcm: Uint8Array) => void slow.push(Buffer.from(pcm)),
	};
	const meter = { arrivals: new ArrivalJitter(), toAgent: new LatencyHistogram() };
	const limits = { callerQueueMs: 1_000, lateAudioMs: 4_000 };
	const format = parseContentType(contentType);
	const audio = new CallerAudio({ connection }, format, limits, meter, (work) => work);
	audio.filter = undefined;
	audio.flush();
	audio.remember(media(10, 'AAAA'), 'AAAA', STREAM);
	const take = (text: Buffer) => {
		// As in a read: other bytes around it, and not at the beginning of memory.
		const read = Buffer.concat([Buffer.alloc(8), text, Buffer.alloc(5)]);
		return audio.takeText(read, 8, 8 + text.length);
	};
	return { audio, connection, meter, fast, slow, take };
}

describe('the short way of caller audio', () => {
	it('makes the agent a frame straight from the message', () => {
		const { audio, meter, fast, slow, take } = audioFor();
		const pcm = distinctBytes(640);
		for (let sequence = 11; sequence < 61; sequence++) {
			expect(take(media(sequence, pcm.toString('base64')))).toBe(true);
		}
		expect(Buffer.concat(fast).equals(Buffer.concat(Array<Buffer>(50).fill(pcm)))).toBe(true);
		expect(slow).toEqual([]);
		expect(audio.bytes).toBe(50 * 640);
		expect(meter.toAgent.count).toBeGreaterThan(0);
		expect(meter.arrivals.sinceLastMs(performance.now())).toBeLessThan(30_000);
	});

	it('is not the only one whose arrivals are noted', () => {
		const { audio, meter } = audioFor();
		audio.write(distinctBytes(640).toString('base64'));
		expect(meter.arrivals.sinceLastMs(performance.now())).toBeLessThan(30_000);
	});

	it('is closed while there is no agent, for whom audio waits', () => {
		const meter = { arrivals: new ArrivalJitter(), toAgent: new LatencyHistogram() };
		const limits = { callerQueueMs: 1_000, lateAudioMs: 4_000 };
		const format = parseContentType('audio/x-l16;rate=16000');
		const leg = { connection: undefined };
		const audio = new CallerAudio(leg, format, limits, meter, (work) => work);
		audio.remember(media(10, 'AAAA'), 'AAAA', STREAM);
		audio.beginAnew();
		const text = media(11, distinctBytes(640).toString('base64'));
		expect(audio.takeText(text, 0, text.length)).toBe(true);
		expect(audio.waitingMs).toBe(20);
	});

	it('knows mu-law', () => {
		const { fast, slow, take } = audioFor('audio/x-mulaw;rate=8000');
		const mulaw = distinctBytes(160);
		expect(take(media(11, mulaw.toString('base64')))).toBe(true);
		expect(fast[0]?.equals(decodeMulaw(mulaw))).toBe(true);
		expect(slow).toEqual([]);
	});

	it('leaves to the parser what is not pure base64 or looks different', () => {
		const { fast, slow, take } = audioFor();
		for (const text of [
			media(11, 'AA AA'),
			media(11, 'AA"},"x":{"y":"AA'),
			media(111, 'AAAA'),
			Buffer.from('{"event":"stop"}'),
		]) {
			expect(take(text)).toBe(false);
		}
		expect([...fast, ...slow]).toEqual([]);
	});

	it('is closed while half a sample waits, somebody hears along or the agent is busy', () => {
		const { audio, connection, fast, slow, take } = audioFor();
		const bytes = distinctBytes(6_400);
		const say = (start: number, end: number) => {
			expect(take(media(11, bytes.toString('base64', start, end)))).toBe(true);
		};
		say(0, 641);
		say(641, 1_282);
		expect(fast).toEqual([]);
		expect(Buffer.concat(slow).equals(bytes.subarray(0, 1_282))).toBe(true);
		const heard: Buffer[] = [];
		audio.filter = (pcm) => {
			heard.push(Buffer.from(pcm));
			return Buffer.alloc(pcm.length);
		};
		say(1_282, 1_922);
		expect(heard[0]?.equals(bytes.subarray(1_282, 1_922))).toBe(true);
		expect(slow.at(-1)?.equals(Buffer.alloc(640))).toBe(true);
		audio.filter = undefined;
		say(1_922, 2_562);
		expect(fast).toHaveLength(1);
		connection.bufferedAmount = AGENT_AUDIO_BYTES;
		say(2_562, 3_202);
		connection.bufferedAmount = 0;
		// What waits goes first.
		say(3_202, 3_842);
		expect(fast).toHaveLength(1);
		audio.flush();
		expect(Buffer.concat(slow.slice(-2)).equals(bytes.subarray(2_562, 3_842))).toBe(true);
		say(3_842, 4_482);
		expect(fast.at(-1)?.equals(bytes.subarray(3_842, 4_482))).toBe(true);
		connection.open = false;
		say(4_482, 5_122);
		expect(fast).toHaveLength(2);
	});

	it('goes past the objects of an open connection, of the next agent too', async () => {
		const [first, second] = [
			await openPair({ role: 'client', staticRead: true }),
			await openPair({ role: 'client', staticRead: true }),
		];
		const leg = { connection: first.connection };
		const meter = { arrivals: new ArrivalJitter(), toAgent: new LatencyHistogram() };
		const limits = { callerQueueMs: 1_000, lateAudioMs: 4_000 };
		const format = parseContentType('audio/x-l16;rate=16000');
		const audio = new CallerAudio(leg, format, limits, meter, (work) => work);
		audio.remember(media(10, 'AAAA'), 'AAAA', STREAM);
		audio.flush();
		const heard = [Buffer.alloc(0), Buffer.alloc(0)];
		let sequence = 11;
		const say = (agent: 0 | 1) => {
			const pcm = distinctBytes(640).fill(sequence, 0, 2);
			const text = media(sequence++, pcm.toString('base64'));
			if (!audio.takeText(text, 0, text.length)) audio.write(pcm.toString('base64'));
			heard[agent] = Buffer.concat([heard[agent] as Buffer, pcm]);
		};
		for (const [agent, { connection, peer }] of [first, second].entries()) {
			leg.connection = connection;
			// The first one opens the way past the streams.
			say(agent as 0 | 1);
			const usual = jest.spyOn(connection, 'sendFrame');
			for (let frame = 0; frame < 10; frame++) say(agent as 0 | 1);
			expect(usual).not.toHaveBeenCalled();
			await eventually('all is heard', () => {
				const got = readWire(peer.received).map(({ payload }) => payload);
				return Buffer.concat(got).equals(heard[agent]!);
			});
			connection.terminate();
			await eventually('it is gone', () => connection.isClosed);
		}
		endAll();
	});
});
