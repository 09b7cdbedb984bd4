import fc from 'fast-check';
import { decodeBase64, decodedBytes } from '../../src/plivo/base64';

/** Decodes as those do who do not know the length yet. */
function decode(text: Buffer, start: number, end: number, target: Buffer, offset: number): boolean {
	return decodeBase64(text, start, end, decodedBytes(text, start, end), target, offset);
}

describe('base64', () => {
	it('is decoded as Node does, in place', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 100, size: 'max' }),
				fc.boolean(),
				fc.nat(5),
				(bytes, padded, offset) => {
					const base64 = Buffer.from(bytes).toString('base64');
					const text = Buffer.from(`##${padded ? base64 : base64.replaceAll('=', '')}"=`);
					const end = text.length - 2;
					expect(decodedBytes(text, 2, end)).toBe(bytes.length);
					const target = Buffer.alloc(offset + bytes.length + 3, 0x5a);
					expect(decode(text, 2, end, target, offset)).toBe(true);
					expect([...target.subarray(offset, offset + bytes.length)]).toEqual([...bytes]);
					expect(target.subarray(0, offset).every((byte) => byte === 0x5a)).toBe(true);
					expect([...target.subarray(-3)]).toEqual([0x5a, 0x5a, 0x5a]);
				},
			),
		);
	});

	it('is not decoded when any character is none of it', () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ minLength: 1, maxLength: 60, size: 'max' }),
				fc.nat(),
				fc.nat(255),
				(bytes, place, byte) => {
					const text = Buffer.from(Buffer.from(bytes).toString('base64').replaceAll('=', ''));
					text[place % text.length] = byte;
					const characters = text.toString('latin1');
					const padded = text.length % 4 === 0 && /^[\w+/-]+={1,2}$/.test(characters);
					const pure = padded || /^[\w+/-]*$/.test(characters);
					const target = Buffer.alloc(100);
					expect(decode(text, 0, text.length, target, 0)).toBe(pure);
				},
			),
			{ numRuns: 2_000 },
		);
	});

	it.each(['A', 'AAAAA', 'A===', '====', 'AA=A', 'A=AA', 'AAAA=', 'AA A', 'AA\nAA', 'AAAA===='])(
		'is not %j',
		(text) => {
			expect(decode(Buffer.from(text), 0, text.length, Buffer.alloc(20), 0)).toBe(false);
		},
	);
});
