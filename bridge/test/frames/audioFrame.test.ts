import fc from 'fast-check';
import { eventually } from '../eventually';
import { decodeMulaw } from '../../src/plivo/mulaw';
import { CallerAudioFrames, callerAudioFrames } from '../../src/ultravox/audioFrame';
import { endAll, openPair } from './support/peers';
import { readWire } from './support/wire';

afterEach(endAll);

/** A connection that keeps the frames it is given, and copies of what they were then. */
class StubConnection {
	/** The kernel takes every frame at once. */
	taken = true;
	readonly frames: Buffer[] = [];
	readonly copies: Buffer[] = [];

	sendFrame(frame: Buffer): boolean {
		this.frames.push(frame);
		this.copies.push(Buffer.from(frame));
		return this.taken;
	}
}

/** Sends base64 text that stands alone. */
function send(frames: CallerAudioFrames, connection: StubConnection, base64: string): number {
	const text = Buffer.from(base64);
	return frames.send(connection, text, 0, text.length);
}

const LENGTHS = [62, 63, 64, 124, 126, 320, 640, 8_000, 8_002, 65_534, 65_536, 70_000];
/** Over and over the same lengths, and more of them than are kept prepared. */
const pieces = fc.record({
	audio: fc.oneof(
		fc.uint8Array({ minLength: 1, maxLength: 100, size: 'max' }),
		fc
			.record({ length: fc.constantFrom(...LENGTHS), word: fc.constantFrom('audio', 'other') })
			.map(({ length, word }) => Buffer.alloc(length, word)),
	),
	front: fc.constantFrom('', '"payload":"', 'éé'),
	padded: fc.boolean(),
	taken: fc.boolean(),
});

describe('frames of caller audio', () => {
	it.each([
		['s16le', false],
		['mu-law', true],
	])('carry the decoded audio, masked: %s', (_, isMulaw) => {
		const frames = new CallerAudioFrames(isMulaw);
		fc.assert(
			fc.property(pieces, ({ audio, front, padded, taken }) => {
				const whole = Buffer.from(audio).toString('base64');
				const base64 = padded ? whole : whole.replaceAll('=', '');
				const text = Buffer.from(`${front}${base64}"},"x":1}`);
				const start = Buffer.byteLength(front);
				const connection = new StubConnection();
				connection.taken = taken;
				const sent = frames.send(connection, text, start, start + base64.length);
				if (isMulaw ? audio.length > 8_000 : audio.length % 2 !== 0) {
					expect(sent).toBe(0);
					expect(connection.copies).toEqual([]);
					return;
				}
				expect(sent).toBe(audio.length);
				expect(connection.copies).toHaveLength(1);
				const [seen, ...rest] = readWire(connection.copies[0] as Buffer);
				expect(rest).toEqual([]);
				expect(seen).toMatchObject({ opcode: 2, masked: true });
				expect(seen?.payload.equals(isMulaw ? decodeMulaw(audio) : audio)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it.each([
		...['', 'A', 'AAA=A', 'AA=A', 'AA AAA', 'AAA\\/', '"AAA', 'ééAA', 'AAAA\u0000AAA', '===='],
	])('are not made of %j', (base64) => {
		for (const isMulaw of [false, true]) {
			const connection = new StubConnection();
			expect(send(new CallerAudioFrames(isMulaw), connection, base64)).toBe(0);
			expect(connection.frames).toEqual([]);
		}
	});

	it('are not made of half a sample', () => {
		const connection = new StubConnection();
		expect(send(new CallerAudioFrames(false), connection, 'AA')).toBe(0);
		expect(connection.frames).toEqual([]);
		expect(send(new CallerAudioFrames(true), connection, 'AA')).toBe(1);
	});

	it('carry nothing of a text before them that was none', () => {
		const frames = new CallerAudioFrames(false);
		const connection = new StubConnection();
		const audio = Buffer.alloc(640, 'audio');
		send(frames, connection, audio.toString('base64'));
		const damaged = Buffer.alloc(640, 'other').toString('base64').replace(/.$/, '"');
		expect(send(frames, connection, damaged)).toBe(0);
		send(frames, connection, audio.toString('base64'));
		expect(connection.copies).toHaveLength(2);
		for (const copy of connection.copies) {
			expect(readWire(copy).map(({ payload }) => payload.equals(audio))).toEqual([true]);
		}
	});

	it.each([60, 640, 66_000])('of %i bytes use their memory again once it is taken', (length) => {
		const frames = new CallerAudioFrames(false);
		const connection = new StubConnection();
		for (const word of ['one', 'two']) {
			send(frames, connection, Buffer.alloc(length, word).toString('base64'));
		}
		expect(connection.frames[1]).toBe(connection.frames[0]);
	});

	it.each([60, 640, 66_000])('of %i bytes stay as they are while it is not taken', (length) => {
		const frames = new CallerAudioFrames(false);
		const connection = new StubConnection();
		connection.taken = false;
		for (const word of ['one', 'two', 'three']) {
			send(frames, connection, Buffer.alloc(length, word).toString('base64'));
		}
		expect(new Set(connection.frames).size).toBe(3);
		const untouched = connection.frames.map((frame, index) =>
			frame.equals(connection.copies[index] as Buffer),
		);
		expect(untouched).toEqual([true, true, true]);
	});

	it.each([60, 640, 66_000])('of %i bytes have a masking key of their own', (length) => {
		const frames = new CallerAudioFrames(false);
		const connection = new StubConnection();
		const base64 = Buffer.alloc(length).toString('base64');
		for (let sent = 0; sent < 20; sent++) send(frames, connection, base64);
		// What is masked is zeros, so it begins with the key.
		const keys = connection.copies.map((copy) => copy.subarray(-length).toString('latin1', 0, 4));
		expect(new Set(keys).size).toBe(20);
	});

	it('are of the right kind for each encoding, and the same for all calls', () => {
		for (const isMulaw of [false, true]) {
			expect(callerAudioFrames(isMulaw)).toBe(callerAudioFrames(isMulaw));
			const connection = new StubConnection();
			send(callerAudioFrames(isMulaw), connection, Buffer.alloc(160).toString('base64'));
			expect(readWire(connection.copies[0] as Buffer)[0]?.payload.length).toBe(isMulaw ? 320 : 160);
		}
	});

	it('are taken by an agent as they are', async () => {
		const { connection, peer } = await openPair({ role: 'client', staticRead: true });
		const frames = new CallerAudioFrames(false);
		const audioOf = (index: number) => Buffer.alloc(640, `audio ${index}`);
		for (let index = 0; index < 50; index++) {
			const text = Buffer.from(audioOf(index).toString('base64'));
			expect(frames.send(connection, text, 0, text.length)).toBe(640);
		}
		await eventually('all arrive', () => readWire(peer.received).length === 50);
		for (const [index, { opcode, masked, payload }] of readWire(peer.received).entries()) {
			expect([opcode, masked, payload.equals(audioOf(index))]).toEqual([2, true, true]);
		}
	});

	it('reach an agent unharmed that reads nothing for a while', async () => {
		const { connection, peer } = await openPair({ role: 'client', staticRead: true });
		const frames = new CallerAudioFrames(false);
		const audioOf = (index: number) => Buffer.alloc(60_000, `audio ${index}`);
		peer.socket.pause();
		for (let index = 0; index < 300; index++) {
			const text = Buffer.from(audioOf(index).toString('base64'));
			frames.send(connection, text, 0, text.length);
		}
		expect(connection.bufferedAmount).toBeGreaterThan(0);
		peer.socket.resume();
		await eventually('all arrive', () => peer.received.length >= 300 * 60_008);
		const seen = readWire(peer.received);
		expect(seen).toHaveLength(300);
		const whole = seen.filter(({ payload }, index) => payload.equals(audioOf(index)));
		expect(whole).toHaveLength(300);
	});
});
