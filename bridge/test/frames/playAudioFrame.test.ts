import fc from 'fast-check';
import { parseContentType, STREAM_CONTENT_TYPES } from '../../../nodes/shared/audioFormat';
import { eventually } from '../eventually';
import {
	MAXIMUM_PLAY_BYTES,
	PlayAudioFrames,
	PlayAudioMerger,
} from '../../src/plivo/playAudioFrame';
import { endAll, openPair } from './support/peers';
import { readWire } from './support/wire';

afterEach(endAll);

const FORMAT = parseContentType('audio/x-l16;rate=16000');

/** Stands for Plivo's connection: `busy` says that the kernel did not take the frame. */
class Connection {
	readonly frames: Buffer[] = [];
	busy = false;

	sendFrame(frame: Buffer): boolean {
		this.frames.push(this.busy ? frame : Buffer.from(frame));
		return !this.busy;
	}

	/** The audio of each message. */
	get played(): Buffer[] {
		return readWire(Buffer.concat(this.frames)).map(({ payload }) => audioOf(payload));
	}
}

function audioOf(json: Buffer): Buffer {
	const message = JSON.parse(json.toString()) as { media: { payload: string } };
	return Buffer.from(message.media.payload, 'base64');
}

describe('playAudio frames', () => {
	it.each(STREAM_CONTENT_TYPES)('say what Plivo wants for %s', (contentType) => {
		const format = parseContentType(contentType);
		const connection = new Connection();
		new PlayAudioFrames(format).send(connection, Buffer.from('audio'), 0, 5);
		const [frame] = readWire(Buffer.concat(connection.frames));
		expect(frame?.opcode).toBe(1);
		expect(frame?.masked).toBe(false);
		expect(JSON.parse(frame?.payload.toString() ?? '')).toEqual({
			event: 'playAudio',
			media: {
				contentType: format.encoding,
				sampleRate: format.sampleRate,
				payload: Buffer.from('audio').toString('base64'),
			},
		});
	});

	it('carry any audio of any length, whether frames are free again or not', () => {
		const sending = fc.record({
			audio: fc.oneof(
				fc.uint8Array({ minLength: 1, maxLength: 40 }),
				fc
					.tuple(fc.integer({ min: 1, max: 30_000 }), fc.nat(255))
					.map(([length, byte]) => Buffer.alloc(length, Buffer.from([byte, 1, byte ^ 0xff]))),
			),
			busy: fc.boolean(),
		});
		const frames = new PlayAudioFrames(FORMAT);
		fc.assert(
			fc.property(fc.array(sending, { maxLength: 12 }), (sendings) => {
				const connection = new Connection();
				for (const { audio, busy } of sendings) {
					connection.busy = busy;
					frames.send(connection, Buffer.from(audio), 0, audio.length);
				}
				const all = Buffer.concat(sendings.map(({ audio }) => audio));
				expect(Buffer.concat(connection.played).equals(all)).toBe(true);
				for (const audio of connection.played) {
					expect(audio.length).toBeLessThanOrEqual(MAXIMUM_PLAY_BYTES);
				}
			}),
			{ numRuns: 200 },
		);
	});

	it('are used again exactly when the kernel has taken them', () => {
		const sent: Buffer[] = [];
		let busy = false;
		const connection = {
			sendFrame: (frame: Buffer) => {
				sent.push(frame);
				return !busy;
			},
		};
		const frames = new PlayAudioFrames(FORMAT);
		frames.send(connection, Buffer.alloc(640, 1), 0, 640);
		frames.send(connection, Buffer.alloc(640, 2), 0, 640);
		busy = true;
		frames.send(connection, Buffer.alloc(640, 3), 0, 640);
		frames.send(connection, Buffer.alloc(640, 4), 0, 640);
		expect(sent[1]).toBe(sent[0]);
		expect(sent[2]).toBe(sent[0]);
		expect(sent[3]).not.toBe(sent[0]);
	});

	it('keep within the 16384 characters of base64 that Plivo takes', () => {
		const connection = new Connection();
		const length = MAXIMUM_PLAY_BYTES * 2 + 2;
		new PlayAudioFrames(FORMAT).send(connection, Buffer.alloc(length, 7), 0, length);
		expect(connection.played.map((audio) => audio.length)).toEqual([12_288, 12_288, 2]);
		expect(Buffer.alloc(MAXIMUM_PLAY_BYTES).toString('base64')).toHaveLength(16_384);
	});

	it.each([true, false])(
		'arrive whole at a peer that reads slowly, static reads %s',
		async (staticRead) => {
			const { connection, peer } = await openPair({ role: 'server', staticRead });
			const frames = new PlayAudioFrames(FORMAT);
			const audio = Buffer.alloc(6_400);
			const sample = new Connection();
			frames.send(sample, audio, 0, audio.length);
			const frameBytes = sample.frames[0]?.length ?? 0;
			let sent = 0;
			const send = () => {
				audio.fill(sent);
				audio.writeUInt32LE(sent);
				frames.send(connection, audio, 0, audio.length);
				sent += 1;
			};
			for (let round = 0; round < 2; round++) {
				peer.socket.pause();
				while (connection.bufferedAmount === 0) send();
				for (let more = 0; more < 20; more++) send();
				peer.socket.resume();
				await eventually('all are sent', () => connection.bufferedAmount === 0);
				for (let more = 0; more < 20; more++) send();
			}
			await eventually('all arrive', () => peer.received.length === sent * frameBytes);
			readWire(peer.received).forEach(({ payload }, index) => {
				audio.fill(index);
				audio.writeUInt32LE(index);
				if (!audioOf(payload).equals(audio)) throw new Error(`message ${index} was altered`);
			});
		},
	);
});

describe('merging', () => {
	const merger = new PlayAudioMerger(new PlayAudioFrames(FORMAT));

	it('sends what arrives alone at once', () => {
		const connection = new Connection();
		merger.add(connection, Buffer.from('alone'), 0, 5, false);
		expect(connection.played.map(String)).toEqual(['alone']);
	});

	it('sends what arrives together in one message', () => {
		const connection = new Connection();
		for (const piece of ['a', 'b', 'c']) {
			merger.add(connection, Buffer.from(piece), 0, 1, piece !== 'c');
			if (piece !== 'c') expect(connection.frames).toEqual([]);
		}
		expect(connection.played.map(String)).toEqual(['abc']);
		merger.flush(connection);
		expect(connection.frames).toHaveLength(1);
	});

	it('sends what was gathered when the read ends', () => {
		const connection = new Connection();
		merger.add(connection, Buffer.from('a'), 0, 1, true);
		merger.flush(connection);
		expect(connection.played.map(String)).toEqual(['a']);
	});

	it('forgets what was gathered when the caller barges in', () => {
		const connection = new Connection();
		merger.add(connection, Buffer.from('old'), 0, 3, true);
		expect(merger.discard(connection)).toBe(3);
		merger.add(connection, Buffer.from('new'), 0, 3, true);
		merger.flush(connection);
		expect(connection.played.map(String)).toEqual(['new']);
	});

	it('keeps every byte in order and every message within the limit', () => {
		const reads = fc.array(
			fc.array(fc.integer({ min: 1, max: 14_000 }), { minLength: 1, maxLength: 5 }),
			{ maxLength: 4 },
		);
		fc.assert(
			fc.property(reads, (sizesOfReads) => {
				const connection = new Connection();
				const all: Buffer[] = [];
				let expected = 0;
				for (const sizes of sizesOfReads) {
					sizes.forEach((size, index) => {
						const audio = Buffer.alloc(size, Buffer.from([all.length, 2, 3, 4, 5, 6, 7]));
						all.push(audio);
						merger.add(connection, audio, 0, size, index < sizes.length - 1);
					});
					expected += Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / MAXIMUM_PLAY_BYTES);
				}
				expect(Buffer.concat(connection.played).equals(Buffer.concat(all))).toBe(true);
				expect(connection.played).toHaveLength(expected);
			}),
			{ numRuns: 200 },
		);
	});
});
