import { closing, wire } from '../../frames/support/wire';
import type { Random } from './random';

/**
 * Bytes that a hostile peer sends on an established WebSocket: frames whole and in pieces, and what is none.
 * @param masked as the peer should; now and then it does not
 * @param payload makes the payload of a frame that says something
 */
export function frameAttack(
	random: Random,
	masked: boolean,
	payload: () => { opcode: number; payload: Buffer | string },
): Buffer {
	const message = () => wire({ ...payload(), masked });
	switch (random.whole(0, 19)) {
		case 0:
			return wire({
				opcode: random.pick([9, 10]),
				payload: random.bytes(random.whole(0, 125)),
				masked,
			});
		case 1:
			return inPieces(random, masked, payload());
		case 2:
			return oddFrame(random, masked);
		case 3:
			return random.chance(0.3) ? random.bytes(random.whole(1, 200)) : message();
		case 4:
			// A flood that arrives at once.
			return Buffer.concat(Array.from({ length: random.whole(10, 200) }, message));
		default:
			return message();
	}
}

/** With pings in between. */
function inPieces(
	random: Random,
	masked: boolean,
	{ opcode, payload }: { opcode: number; payload: Buffer | string },
): Buffer {
	const bytes = Buffer.from(payload);
	const pieces: Buffer[] = [];
	const count = random.whole(2, 6);
	for (let piece = 0; piece < count; piece++) {
		const from = Math.floor((bytes.length * piece) / count);
		const to = Math.floor((bytes.length * (piece + 1)) / count);
		pieces.push(
			wire({
				opcode: piece === 0 ? opcode : 0,
				final: piece === count - 1 && !random.chance(0.1),
				payload: bytes.subarray(from, to),
				masked,
			}),
		);
		if (random.chance(0.3)) pieces.push(wire({ opcode: 9, payload: 'in between', masked }));
	}
	return Buffer.concat(pieces);
}

function oddFrame(random: Random, masked: boolean): Buffer {
	switch (random.whole(0, 8)) {
		case 0:
			return wire({ opcode: 1, payload: 'not masked as it should be', masked: !masked });
		case 1:
			return wire({ opcode: random.pick([3, 7, 11, 15]), payload: 'x', masked });
		case 2:
			return wire({ opcode: 1, payload: 'x', reserved: random.whole(1, 7), masked });
		case 3:
			return wire({
				opcode: 2,
				declaredLength: random.pick([2n ** 63n, 2n ** 31n, 70_000n]),
				lengthBytes: 8,
				masked,
			});
		case 4:
			return wire({ opcode: 9, payload: random.bytes(126), masked });
		case 5:
			return wire({ opcode: 0, payload: 'goes on with nothing', masked });
		case 6:
			return wire({ opcode: 1, payload: Buffer.from([0xc3, 0x28, 0xff]), masked });
		case 7:
			return wire({ opcode: 8, payload: random.bytes(random.pick([1, 3, 125])), masked });
		default:
			return wire({
				opcode: 8,
				payload: closing(random.pick([1000, 1001, 1005, 1006, 1011, 3000, 4999, 65535])),
				masked,
			});
	}
}
