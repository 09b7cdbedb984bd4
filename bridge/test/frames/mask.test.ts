import fc from 'fast-check';
import { applyMask, writeMaskKey } from '../../src/frames/mask';
import { frameOf, headBytes } from '../../src/frames/frameWriter';
import { readWire } from './support/wire';

describe('masking', () => {
	it('is the exclusive or of RFC 6455 §5.3 at every place in memory, and touches nothing else', () => {
		const places = fc.record({
			lead: fc.integer({ min: 0, max: 9 }),
			payload: fc.uint8Array({ maxLength: 300, size: 'max' }),
			trail: fc.integer({ min: 0, max: 9 }),
			key: fc.uint8Array({ minLength: 4, maxLength: 4 }),
			view: fc.integer({ min: 0, max: 7 }),
		});
		fc.assert(
			fc.property(places, ({ lead, payload, trail, key, view }) => {
				const start = lead + 4;
				const end = start + payload.length;
				const bytes = Buffer.from(new ArrayBuffer(view + end + trail), view);
				bytes.fill(0x5a);
				bytes.set(key, lead);
				bytes.set(payload, start);
				const expected = Buffer.from(bytes);
				payload.forEach((byte, index) => {
					expected[start + index] = byte ^ (key[index % 4] as number);
				});
				applyMask(bytes, start, end);
				expect(bytes.equals(expected)).toBe(true);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('draws a new key for every frame', () => {
		const keys = Array.from({ length: 5_000 }, () => {
			const key = Buffer.alloc(6);
			writeMaskKey(key, 1);
			expect(key[0]).toBe(0);
			expect(key[5]).toBe(0);
			return key.readUInt32BE(1);
		});
		// Two of 5000 random keys are equal once in 340 runs, four of them never.
		expect(new Set(keys).size).toBeGreaterThan(4_997);
		const frames = ['a', 'b'].map(() => frameOf('client', 2, 'the same'));
		expect(frames[0]?.equals(frames[1] as Buffer)).toBe(false);
	});

	it.each(['server', 'client'] as const)('frames of a %s have the shortest head', (role) => {
		for (const [length, bytes] of [
			[0, 2],
			[125, 2],
			[126, 4],
			[65_535, 4],
			[65_536, 10],
		] as const) {
			const expected = bytes + (role === 'client' ? 4 : 0);
			expect(headBytes(role, length)).toBe(expected);
			const frame = frameOf(role, 1, Buffer.alloc(length, 'x'));
			expect(frame).toHaveLength(expected + length);
			expect(readWire(frame)).toEqual([
				{ opcode: 1, masked: role === 'client', payload: Buffer.alloc(length, 'x') },
			]);
		}
	});
});
