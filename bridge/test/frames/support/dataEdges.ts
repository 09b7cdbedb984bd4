import { closed, euro, frames, refused, taken, x, after, type EdgeCase } from './edgeCase';
import { closing, wire } from './wire';

/** Edges of messages: lengths, reserved bits, masks, fragments and text (RFC 6455 §5.1 to §5.4, §5.6, §8.1). */
export const DATA_EDGES: EdgeCase[] = [
	// §5.6 data frames, §5.2 lengths.
	taken('takes a text', frames({ opcode: 1, payload: 'hello' }), ['text hello']),
	taken('takes an empty text', frames({ opcode: 1 }), ['text']),
	taken('takes an empty binary message', frames({ opcode: 2 }), ['binary']),
	taken(
		'takes a binary message of any bytes',
		frames({ opcode: 2, payload: Buffer.from([0, 255, 65]) }),
		[`binary \u0000\u00ffA`],
	),
	...[1, 3, 31, 32, 33, 125, 126, 127, 255, 256, 999, 1000].map((length) =>
		taken(`takes ${length} bytes`, frames({ opcode: 2, payload: x(length) }), [
			`binary ${x(length)}`,
		]),
	),
	taken(
		'takes lengths in longer forms than needed',
		frames(
			{ opcode: 1, payload: 'two', lengthBytes: 2 },
			{ opcode: 1, payload: 'eight', lengthBytes: 8 },
			{ opcode: 2, payload: x(300), lengthBytes: 8 },
		),
		['text two', 'text eight', `binary ${x(300)}`],
	),
	taken('takes a key of zeros', frames({ opcode: 1, payload: x(200), key: [0, 0, 0, 0] }), [
		`text ${x(200)}`,
	]),
	taken(
		'takes several in one read',
		frames({ opcode: 1, payload: 'a' }, { opcode: 2, payload: 'b' }, { opcode: 1, payload: 'c' }),
		['text a', 'binary b', 'text c'],
	),
	refused('refuses a message over the limit', 1009, frames({ opcode: 2, payload: x(1001) }, after)),
	refused(
		'refuses a message over the limit in 64 bits',
		1009,
		frames({ opcode: 2, lengthBytes: 8, declaredLength: 1n << 32n }),
	),
	refused('refuses 2^53', 1009, frames({ opcode: 1, lengthBytes: 8, declaredLength: 1n << 53n })),
	refused(
		'refuses a length with the highest bit set',
		1009,
		frames({ opcode: 2, lengthBytes: 8, declaredLength: 1n << 63n }),
	),
	refused(
		'refuses the greatest length',
		1009,
		frames({ opcode: 2, lengthBytes: 8, declaredLength: (1n << 64n) - 1n }),
	),
	// §5.2 reserved bits and opcodes.
	...[1, 2, 4, 7].map((reserved) =>
		refused(
			`refuses reserved bits ${reserved}`,
			1002,
			frames({ opcode: 1, payload: 'x', reserved }, after),
		),
	),
	refused(
		'refuses reserved bits on a control frame',
		1002,
		frames({ opcode: 9, reserved: 4 }, after),
	),
	refused(
		'refuses reserved bits on a continuation',
		1002,
		frames({ opcode: 1, final: false }, { opcode: 0, reserved: 4 }),
	),
	...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) =>
		refused(`refuses opcode ${opcode}`, 1002, frames({ opcode, payload: 'x' }, after)),
	),
	// §5.1, §5.3 masks.
	refused('refuses a frame with the wrong mask bit', 1002, (masked) =>
		wire({ opcode: 1, payload: 'x', masked: !masked }),
	),
	refused('refuses an empty frame with the wrong mask bit', 1002, (masked) =>
		wire({ opcode: 2, masked: !masked }),
	),
	refused('refuses a long frame with the wrong mask bit', 1002, (masked) =>
		wire({ opcode: 2, payload: x(300), masked: !masked }),
	),
	refused('refuses a ping with the wrong mask bit', 1002, (masked) =>
		wire({ opcode: 9, masked: !masked }),
	),
	refused(
		'gives out what came before the offence',
		1002,
		(masked) => {
			const good = wire({ opcode: 1, payload: 'good', masked });
			return Buffer.concat([good, wire({ opcode: 1, payload: 'bad', masked: !masked })]);
		},
		['text good'],
	),
	// §5.4 fragmentation.
	taken(
		'joins fragments',
		frames(
			{ opcode: 1, payload: 'one ', final: false },
			{ opcode: 0, payload: 'two ', final: false },
			{ opcode: 0, payload: 'three' },
		),
		['text one two three'],
	),
	taken(
		'joins empty fragments',
		frames({ opcode: 2, final: false }, { opcode: 0, final: false }, { opcode: 0 }),
		['binary'],
	),
	taken(
		'takes messages after fragments',
		frames(
			{ opcode: 1, payload: 'a', final: false },
			{ opcode: 0, payload: 'b' },
			{ opcode: 2, payload: 'c' },
			{ opcode: 2, payload: 'd', final: false },
			{ opcode: 0, payload: 'e' },
		),
		['text ab', 'binary c', 'binary de'],
	),
	taken(
		'answers control frames between fragments at once',
		frames(
			{ opcode: 1, payload: 'a', final: false },
			{ opcode: 9, payload: 'p' },
			{ opcode: 0, payload: 'b', final: false },
			{ opcode: 10, payload: 'q' },
			{ opcode: 0, payload: 'c' },
		),
		['ping p', 'pong q', 'text abc'],
		['pong p'],
	),
	{
		...closed('closes between fragments', closing(1000), 'close 1000', 1000),
		bytes: frames(
			{ opcode: 1, payload: 'a', final: false },
			{ opcode: 8, payload: closing(1000) },
			{ opcode: 0, payload: 'b' },
		),
	},
	refused('refuses a continuation of nothing', 1002, frames({ opcode: 0, payload: 'x' }, after)),
	refused(
		'refuses a continuation after the last fragment',
		1002,
		frames(
			{ opcode: 1, payload: 'a', final: false },
			{ opcode: 0, payload: 'b' },
			{ opcode: 0, payload: 'c' },
		),
		['text ab'],
	),
	refused(
		'refuses a new text between fragments',
		1002,
		frames({ opcode: 1, payload: 'a', final: false }, after),
	),
	refused(
		'refuses a new binary message between fragments',
		1002,
		frames({ opcode: 2, final: false }, { opcode: 2, payload: 'b' }),
	),
	refused(
		'refuses a second beginning',
		1002,
		frames({ opcode: 1, final: false }, { opcode: 1, final: false }),
	),
	taken(
		'takes fragments up to the limit',
		frames({ opcode: 2, payload: x(600), final: false }, { opcode: 0, payload: x(400) }),
		[`binary ${x(1000)}`],
	),
	refused(
		'refuses fragments over the limit',
		1009,
		frames({ opcode: 2, payload: x(600), final: false }, { opcode: 0, payload: x(401) }),
	),
	// §8.1 UTF-8.
	taken('takes text beyond ASCII', frames({ opcode: 1, payload: 'κόσμε 😀' }), [
		`text ${Buffer.from('κόσμε 😀').toString('latin1')}`,
	]),
	taken(
		'takes a character cut by fragments',
		frames(
			{ opcode: 1, payload: euro.subarray(0, 1), final: false },
			{ opcode: 0, payload: euro.subarray(1) },
		),
		[`text ${euro.toString('latin1')}`],
	),
	...Object.entries({
		'a lone continuation byte': [0x80],
		'a cut character': [0xe2, 0x82],
		'an overlong form': [0xc0, 0xaf],
		'a surrogate': [0xed, 0xa0, 0x80],
		'a code point beyond the last': [0xf4, 0x90, 0x80, 0x80],
		'the byte 255': [0x41, 0xff],
		'one bad byte in a long text': [...Buffer.from(x(500)), 0xfe, ...Buffer.from(x(200))],
	}).map(([what, bytes]) =>
		refused(
			`refuses text with ${what}`,
			1007,
			frames({ opcode: 1, payload: Buffer.from(bytes) }, after),
		),
	),
	refused(
		'refuses fragmented text that is not UTF-8',
		1007,
		frames(
			{ opcode: 1, payload: 'a', final: false },
			{ opcode: 0, payload: Buffer.from([0xe2]) },
			after,
		),
	),
	taken('does not look at binary messages', frames({ opcode: 2, payload: Buffer.from([0xff]) }), [
		'binary \u00ff',
	]),
];
