import { closing, wire, type WireFrame } from './wire';

/** What the other side sends, and what has to come of it. The longest message allowed has 1000 bytes. */
export interface EdgeCase {
	name: string;
	bytes: (masked: boolean) => Buffer;
	/** Messages and signs of life that are given out. */
	heard: string[];
	/** Frames that are sent back. */
	sent: string[];
	/** Code and reason that the connection closes with. */
	code: number;
	reason?: string;
	/** Close code of the violation that is reported. */
	violation?: number;
}

const frames =
	(...list: Array<Omit<WireFrame, 'masked'>>) =>
	(masked: boolean) =>
		Buffer.concat(list.map((frame) => wire({ ...frame, masked })));

const refused = (
	name: string,
	code: number,
	bytes: EdgeCase['bytes'],
	heard: string[] = [],
): EdgeCase => ({
	name,
	bytes,
	heard,
	sent: [`close ${code}`],
	code: 1006,
	violation: code,
});

const taken = (
	name: string,
	bytes: EdgeCase['bytes'],
	heard: string[],
	sent: string[] = [],
): EdgeCase => ({
	name,
	bytes,
	heard,
	sent,
	code: 1006,
});

const closed = (
	name: string,
	payload: Buffer,
	sent: string,
	code: number,
	reason = '',
): EdgeCase => ({
	name,
	bytes: frames({ opcode: 8, payload }),
	heard: [],
	sent: [sent],
	code,
	reason,
});

const x = (length: number) => 'x'.repeat(length);
/** Text after the offence, which must not be heard. */
const after = { opcode: 1, payload: 'after' };
const euro = Buffer.from('€');

export const CASES: EdgeCase[] = [
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
	// §5.5 control frames.
	taken('answers a ping', frames({ opcode: 9, payload: 'p' }), ['ping p'], ['pong p']),
	taken('answers an empty ping', frames({ opcode: 9 }), ['ping'], ['pong']),
	taken(
		'answers a ping of 125 bytes',
		frames({ opcode: 9, payload: x(125) }),
		[`ping ${x(125)}`],
		[`pong ${x(125)}`],
	),
	taken('takes a pong nobody asked for', frames({ opcode: 10, payload: 'p' }), ['pong p']),
	...[8, 9, 10].flatMap((opcode) => [
		refused(
			`refuses opcode ${opcode} over 125 bytes`,
			1002,
			frames({ opcode, payload: x(126) }, after),
		),
		refused(
			`refuses opcode ${opcode} in the form of 64 bits`,
			1002,
			frames({ opcode, payload: x(2), lengthBytes: 8 }, after),
		),
		refused(`refuses opcode ${opcode} in fragments`, 1002, frames({ opcode, final: false }, after)),
	]),
	// §5.5.1, §7.1.5, §7.4 closing.
	closed('answers an empty close', Buffer.alloc(0), 'close', 1005),
	closed('answers a close with a reason', closing(1000, 'done'), 'close 1000 done', 1000, 'done'),
	closed(
		'answers a close with the longest reason',
		closing(1001, x(123)),
		`close 1001 ${x(123)}`,
		1001,
		x(123),
	),
	closed(
		'answers a close with a reason beyond ASCII',
		closing(1000, euro),
		`close 1000 ${euro.toString('latin1')}`,
		1000,
		'€',
	),
	...[
		1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3999, 4000, 4999,
	].map((code) => closed(`takes close code ${code}`, closing(code), `close ${code}`, code)),
	...[0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map((code) =>
		refused(
			`refuses close code ${code}`,
			1002,
			frames({ opcode: 8, payload: closing(code) }, after),
		),
	),
	refused('refuses a close of one byte', 1002, frames({ opcode: 8, payload: 'x' }, after)),
	refused(
		'refuses a close reason that is not UTF-8',
		1007,
		frames({ opcode: 8, payload: closing(1000, Buffer.from([0xc3])) }, after),
	),
	{
		...closed('hears nothing after a close', closing(1000), 'close 1000', 1000),
		bytes: frames(
			{ opcode: 8, payload: closing(1000) },
			after,
			{ opcode: 9 },
			{ opcode: 8 },
			{ opcode: 15 },
		),
	},
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
