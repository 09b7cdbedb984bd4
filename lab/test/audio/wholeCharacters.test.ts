import fc from 'fast-check';
import { wholeCharacters } from '../../src/audio/wholeCharacters';

it('gives the longest prefix of whole characters of a text cut at any byte', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', maxLength: 30, size: 'max' }),
			fc.nat(),
			(text, position) => {
				const bytes = Buffer.from(text, 'utf8');
				const cut = bytes.subarray(0, position % (bytes.length + 1));
				const read = wholeCharacters(cut);
				expect(text.startsWith(read)).toBe(true);
				const missing = [...text.slice(read.length)][0] ?? '';
				const readBytes = Buffer.byteLength(read);
				expect(readBytes).toBeLessThanOrEqual(cut.length);
				if (missing) expect(readBytes + Buffer.byteLength(missing)).toBeGreaterThan(cut.length);
			},
		),
	);
});

it.each([
	['a lone continuation byte', [0x61, 0x80, 0x62], 'a'],
	['a lead byte without its continuation', [0x61, 0xc3, 0x29], 'a'],
	['an overlong form', [0x61, 0xc0, 0xaf], 'a'],
	['a surrogate', [0x61, 0xed, 0xa0, 0x80], 'a'],
	['a byte that is not in UTF-8', [0x61, 0xff, 0x62], 'a'],
	['nothing', [], ''],
])('stops at %s', (_, bytes, text) => {
	expect(wholeCharacters(Uint8Array.from(bytes))).toBe(text);
});
