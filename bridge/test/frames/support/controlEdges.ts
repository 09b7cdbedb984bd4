import { closed, euro, frames, refused, taken, x, after, type EdgeCase } from './edgeCase';
import { closing } from './wire';

/** Edges of control frames and of closing (RFC 6455 §5.5, §7). */
export const CONTROL_EDGES: EdgeCase[] = [
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
];
