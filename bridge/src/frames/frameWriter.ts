import { applyMask, KEY_BYTES, writeMaskKey } from './mask';
import { FINAL, MASKED, type Role } from './protocol';

/** Longest payload whose length fits in the second byte, and in two more (RFC 6455 §5.2). */
const SHORT_BYTES = 125;
const MEDIUM_BYTES = 65_535;

/** Bytes in front of a payload of that length: type, the shortest form of its length, and a client's masking key (§5.2). */
export function headBytes(role: Role, payloadBytes: number): number {
	const lengthBytes = payloadBytes <= SHORT_BYTES ? 0 : payloadBytes <= MEDIUM_BYTES ? 2 : 8;
	return 2 + lengthBytes + (role === 'client' ? KEY_BYTES : 0);
}

/**
 * Writes the head of an unfragmented frame at the start of `frame`, a client's with a new masking key.
 * The payload goes behind it and is then sealed with `sealPayload`.
 * @returns where the payload begins
 */
export function writeHead(frame: Buffer, role: Role, opcode: number, payloadBytes: number): number {
	const masked = role === 'client' ? MASKED : 0;
	let end = 2;
	frame[0] = FINAL | opcode;
	if (payloadBytes <= SHORT_BYTES) {
		frame[1] = masked | payloadBytes;
	} else if (payloadBytes <= MEDIUM_BYTES) {
		frame[1] = masked | 126;
		frame[2] = payloadBytes >>> 8;
		frame[3] = payloadBytes & 0xff;
		end = 4;
	} else {
		frame[1] = masked | 127;
		frame.writeBigUInt64BE(BigInt(payloadBytes), 2);
		end = 10;
	}
	if (!masked) return end;
	writeMaskKey(frame, end);
	return end + KEY_BYTES;
}

/** Last step of a frame: a client's payload is masked in place (§5.3), a server's stays as it is (§5.1). */
function sealPayload(frame: Buffer, role: Role, start: number, end: number): void {
	if (role === 'client') applyMask(frame, start, end);
}

/** A whole unfragmented frame in one buffer. The payload is copied and stays as it is. */
export function frameOf(role: Role, opcode: number, payload: string | Uint8Array): Buffer {
	const text = typeof payload === 'string';
	const length = text ? Buffer.byteLength(payload) : payload.length;
	const frame = Buffer.allocUnsafe(headBytes(role, length) + length);
	const start = writeHead(frame, role, opcode, length);
	if (text) frame.write(payload, start);
	else frame.set(payload, start);
	sealPayload(frame, role, start, frame.length);
	return frame;
}
