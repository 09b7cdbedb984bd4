import fc from 'fast-check';
import { eventually } from '../eventually';
import { audioFrameOf } from '../../src/ultravox/audioFrame';
import { endAll, openPair } from './support/peers';
import { readWire } from './support/wire';

afterEach(endAll);

describe('frames of caller audio', () => {
	it('carry the decoded audio, masked', () => {
		const pieces = fc.record({
			audio: fc.oneof(
				fc.uint8Array({ minLength: 1, maxLength: 100, size: 'max' }),
				fc
					.constantFrom(124, 126, 640, 65_534, 65_536, 70_000)
					.map((length) => Buffer.alloc(length, 'audio')),
			),
			front: fc.constantFrom('', '"payload":"', 'éé'),
		});
		fc.assert(
			fc.property(pieces, ({ audio, front }) => {
				const base64 = Buffer.from(audio).toString('base64');
				const text = Buffer.from(`${front}${base64}"},"x":1}`);
				const start = Buffer.byteLength(front);
				const frame = audioFrameOf(text, start, start + base64.length);
				if (audio.length % 2 !== 0) {
					expect(frame).toBeUndefined();
					return;
				}
				const [seen, ...rest] = readWire(frame as Buffer);
				expect(rest).toEqual([]);
				expect(seen).toMatchObject({ opcode: 2, masked: true });
				expect(seen?.payload.equals(audio)).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	it.each(['', 'AA', 'AAA=A', 'AA=A', 'AA AAA', 'AAA\\/', '"AAA', 'ééAA', 'AAAA\u0000AAA'])(
		'are not made of %j',
		(base64) => {
			const text = Buffer.from(base64);
			expect(audioFrameOf(text, 0, text.length)).toBeUndefined();
		},
	);

	it('are taken by an agent as they are', async () => {
		const { connection, peer } = await openPair({ role: 'client', staticRead: true });
		const audio = Buffer.from(Array.from({ length: 640 }, (_, index) => index));
		const text = audio.toString('base64');
		for (let sent = 0; sent < 50; sent++) {
			connection.sendFrame(audioFrameOf(Buffer.from(text), 0, text.length) as Buffer);
		}
		await eventually('all arrive', () => readWire(peer.received).length === 50);
		for (const { opcode, masked, payload } of readWire(peer.received)) {
			expect([opcode, masked, payload.equals(audio)]).toEqual([2, true, true]);
		}
	});
});
