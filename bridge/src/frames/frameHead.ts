import { KEY_BYTES } from './mask';
import { FINAL, MASKED, MAXIMUM_CONTROL_BYTES, OPCODE, type Role } from './protocol';

const FINAL_TEXT = FINAL | OPCODE.text;
const FINAL_BINARY = FINAL | OPCODE.binary;

/** First two bytes of a frame: type and flags, mask flag and the shortest form of the length. */
export const SHORTEST_HEAD = 2;

const RESERVED_BITS = 0x70;
const FIRST_CONTROL = 0x8;

/**
 * What is wrong with the first two bytes of a frame (RFC 6455 §5.2, §5.4, §5.5); undefined when nothing is.
 * @param fragmented whether a message has begun and not ended
 */
export function headProblem(
	first: number,
	second: number,
	role: Role,
	fragmented: boolean,
): string | undefined {
	// No extension is ever agreed on that could give them a meaning.
	if ((first & RESERVED_BITS) !== 0) return 'a reserved bit is set';
	const opcode = first & 0x0f;
	switch (opcode) {
		case OPCODE.continuation:
			if (!fragmented) return 'continuation of nothing';
			break;
		case OPCODE.text:
		case OPCODE.binary:
			if (fragmented) return 'new message inside of a fragmented one';
			break;
		case OPCODE.close:
		case OPCODE.ping:
		case OPCODE.pong:
			if ((first & FINAL) === 0) return 'fragmented control frame';
			if ((second & 0x7f) > MAXIMUM_CONTROL_BYTES) return 'control frame of over 125 bytes';
			// A close code has two bytes (§5.5.1).
			if (opcode === OPCODE.close && (second & 0x7f) === 1) return 'close payload of one byte';
			break;
		default:
			return `reserved opcode ${opcode}`;
	}
	if (role === 'server' && (second & MASKED) === 0) return 'unmasked frame from a client';
	if (role === 'client' && (second & MASKED) !== 0) return 'masked frame from a server';
	return undefined;
}

/** Control frames may stand between the fragments of a message (§5.4). */
export function isControl(opcode: number): boolean {
	return opcode >= FIRST_CONTROL;
}

/** How many bytes the head has up to the end of the length, as its second byte says. */
export function lengthEnd(second: number): number {
	const short = second & 0x7f;
	return short < 126 ? SHORTEST_HEAD : short === 126 ? 4 : 10;
}

/**
 * Length of the payload. A longer form than needed is read like the shortest: §5.2 forbids sending it, but nothing depends on
 * it. A length beyond 2^53 loses its last digits, which changes nothing about its being too long.
 */
export function payloadLength(bytes: Buffer, offset: number): number {
	const short = (bytes[offset + 1] as number) & 0x7f;
	if (short < 126) return short;
	if (short === 126) return bytes.readUInt16BE(offset + 2);
	return bytes.readUInt32BE(offset + 2) * 2 ** 32 + bytes.readUInt32BE(offset + 6);
}

/**
 * Where a frame ends that is a whole message, has at most 65535 bytes and lies whole in `bytes[offset, end)`, as nearly every one; -1 for
 * any other.
 * @param maskBit that its second byte must have: 0x80 or 0
 * @param longest payload in bytes
 */
export function usualFrameEnd(
	bytes: Buffer,
	offset: number,
	end: number,
	maskBit: number,
	longest: number,
): number {
	const first = bytes[offset];
	if ((first !== FINAL_TEXT && first !== FINAL_BINARY) || end - offset < 4) return -1;
	// With the mask bit as it must not be, this is beyond 127.
	let length = bytes[offset + 1]! ^ maskBit;
	let next = offset + SHORTEST_HEAD + (maskBit !== 0 ? KEY_BYTES : 0);
	if (length === 126) {
		length = (bytes[offset + 2]! << 8) | bytes[offset + 3]!;
		next += 2;
	} else if (length > 126) return -1;
	next += length;
	return next > end || length > longest ? -1 : next;
}

/** Where the payload begins of the frame at `offset`, whose key is in front of it when it is masked. */
export function payloadStart(bytes: Buffer, offset: number, maskBit: number): number {
	return offset + lengthEnd(bytes[offset + 1]!) + (maskBit !== 0 ? KEY_BYTES : 0);
}
