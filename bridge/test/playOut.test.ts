import { parseContentType, type StreamContentType } from '../../nodes/shared/audioFormat';
import { encodeMulaw } from '../src/plivo/mulaw';
import { MAXIMUM_PLAY_BYTES } from '../src/plivo/playAudioFrame';
import { PlayOut } from '../src/plivo/playOut';
import { distinctBytes } from './audioSamples';
import { eventually } from './eventually';
import { endAll, openPair } from './frames/support/peers';
import { readWire } from './frames/support/wire';

function openOn(contentType: StreamContentType = 'audio/x-l16;rate=16000') {
	const messages: Buffer[] = [];
	const connection = {
		bufferedAmount: 0,
		sendFrame: (frame: Buffer) => {
			for (const { payload } of readWire(Buffer.from(frame))) {
				const { media } = JSON.parse(payload.toString()) as { media: { payload: string } };
				messages.push(Buffer.from(media.payload, 'base64'));
			}
			return true;
		},
	};
	const notes: number[] = [];
	const latency = { note: (ms: number) => void notes.push(ms) };
	const out = new PlayOut(connection, parseContentType(contentType), latency);
	out.open = true;
	return { out, connection, messages, notes };
}

describe('the short way of agent audio', () => {
	it('sends what lies in the middle of a read, and nothing around it', () => {
		const { out, messages } = openOn();
		const read = distinctBytes(1_000);
		expect(out.takeBinary(read, 4, 644, false)).toBe(true);
		expect(messages).toHaveLength(1);
		expect(messages[0]?.equals(read.subarray(4, 644))).toBe(true);
		expect(out.bytes).toBe(640);
		expect(out.clock.aheadMs(performance.now())).toBeGreaterThan(0);
	});

	it('speaks mu-law where the stream does', () => {
		const { out, messages } = openOn('audio/x-mulaw;rate=8000');
		const read = distinctBytes(900);
		expect(out.takeBinary(read, 6, 806, false)).toBe(true);
		expect(messages[0]?.equals(encodeMulaw(read.subarray(6, 806)))).toBe(true);
		expect(out.bytes).toBe(400);
	});

	it('joins what comes in one read', () => {
		const { out, messages } = openOn();
		const read = distinctBytes(3_000);
		expect(out.takeBinary(read, 0, 1_000, true)).toBe(true);
		expect(out.takeBinary(read, 1_000, 2_000, true)).toBe(true);
		expect(messages).toEqual([]);
		expect(out.takeBinary(read, 2_000, 3_000, false)).toBe(true);
		expect(Buffer.concat(messages).equals(read)).toBe(true);
		expect(messages).toHaveLength(1);
	});

	it('forgets what it joined when the caller barges in', () => {
		const { out, messages } = openOn();
		out.takeBinary(distinctBytes(640, 1), 0, 640, true);
		out.discard();
		const after = distinctBytes(640, 2);
		out.takeBinary(after, 0, 640, true);
		out.flush();
		expect(Buffer.concat(messages).equals(after)).toBe(true);
		expect(out.bytes).toBe(640);
	});

	it('leaves alone what is out of the ordinary', () => {
		const { out, connection, messages } = openOn();
		const long = Buffer.alloc(MAXIMUM_PLAY_BYTES + 2);
		const audio = distinctBytes(640);
		expect(out.takeText()).toBe(false);
		expect(out.takeBinary(audio, 0, 0, false)).toBe(false);
		expect(out.takeBinary(audio, 0, 639, false)).toBe(false);
		expect(out.takeBinary(long, 0, long.length, false)).toBe(false);
		connection.bufferedAmount = 65_536;
		expect(out.takeBinary(audio, 0, 640, false)).toBe(false);
		connection.bufferedAmount = 0;
		out.open = false;
		expect(out.takeBinary(audio, 0, 640, false)).toBe(false);
		expect(messages).toEqual([]);
		out.open = true;
		expect(out.takeBinary(audio, 0, 640, false)).toBe(true);
	});

	it('leaves what Plivo has no room for to those who can wait', () => {
		const { out } = openOn();
		const audio = Buffer.alloc(MAXIMUM_PLAY_BYTES);
		let taken = 0;
		while (out.takeBinary(audio, 0, audio.length, false)) taken += 1;
		// 384 ms each, up to 19.5 s; a slow machine has played some of it meanwhile.
		expect(taken).toBeGreaterThanOrEqual(50);
		expect(out.clock.aheadMs(performance.now())).toBeLessThan(19_500);
	});

	it('notes how long the first of a read took until all of it was sent', () => {
		const { out, notes } = openOn();
		const audio = distinctBytes(640);
		out.takeBinary(audio, 0, 640, true);
		out.takeBinary(audio, 0, 640, true);
		expect(notes).toEqual([]);
		out.flush();
		expect(notes).toHaveLength(1);
		for (let frame = 0; frame < 100; frame++) out.takeBinary(audio, 0, 640, false);
		expect(notes.length).toBeGreaterThan(1);
		expect(notes.length).toBeLessThan(50);
		expect(notes.every((ms) => ms >= 0)).toBe(true);
	});

	it('goes past the objects of an open connection', async () => {
		const { connection, peer } = await openPair({ role: 'server', staticRead: true });
		connection.sendText('first');
		const usual = jest.spyOn(connection, 'sendFrame');
		const format = parseContentType('audio/x-l16;rate=16000');
		const out = new PlayOut(connection, format, { note: () => undefined });
		out.open = true;
		const sent = distinctBytes(6_400);
		for (let from = 0; from < sent.length; from += 640) {
			expect(out.takeBinary(sent, from, from + 640, false)).toBe(true);
		}
		await eventually('all is heard', () => peer.frames.length === 11);
		const played = readWire(peer.received)
			.slice(1)
			.map(({ payload }) => JSON.parse(payload.toString()) as { media: { payload: string } })
			.map(({ media }) => Buffer.from(media.payload, 'base64'));
		expect(Buffer.concat(played).equals(sent)).toBe(true);
		expect(usual).not.toHaveBeenCalled();
		endAll();
	});
});
