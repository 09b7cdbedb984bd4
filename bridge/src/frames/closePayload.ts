import { isUtf8 } from 'node:buffer';
import { CLOSE, FrameError, MAXIMUM_CONTROL_BYTES } from './protocol';

const CODE_BYTES = 2;

/** What a Close said: `CLOSE.noCode` when it was empty (RFC 6455 §7.1.5, §7.1.6). */
export interface CloseStatus {
	code: number;
	reason: string;
}

/**
 * Whether a code may be in a Close frame (RFC 6455 §7.4 and the IANA registry it founded): 1000 to 1014 but for the three that
 * are never sent or undefined, and 3000 to 4999 for libraries and applications.
 */
function isCloseCode(code: number): boolean {
	const registered = code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
	return registered || (code >= 3000 && code <= 4999);
}

/**
 * The payload of a Close frame (§5.5.1).
 * @throws RangeError when the code may not be sent or the reason is longer than 123 bytes of UTF-8
 */
export function closePayload(code: number, reason = ''): Buffer {
	if (!Number.isInteger(code) || !isCloseCode(code)) {
		throw new RangeError(`${code} is not a close code that may be sent.`);
	}
	const payload = Buffer.allocUnsafe(CODE_BYTES + Buffer.byteLength(reason));
	if (payload.length > MAXIMUM_CONTROL_BYTES) {
		throw new RangeError('The reason of a close is longer than 123 bytes.');
	}
	payload.writeUInt16BE(code, 0);
	payload.write(reason, CODE_BYTES);
	return payload;
}

/** Reads the payload of a Close frame, empty or two bytes and more; an error when its code or reason is not allowed. */
export function readClosePayload(payload: Buffer): CloseStatus | FrameError {
	if (payload.length === 0) return { code: CLOSE.noCode, reason: '' };
	const code = payload.readUInt16BE(0);
	if (!isCloseCode(code)) return new FrameError(CLOSE.protocolError, `close code ${code}`);
	const reason = payload.subarray(CODE_BYTES);
	if (!isUtf8(reason)) return new FrameError(CLOSE.invalidData, 'close reason is not UTF-8');
	return { code, reason: reason.toString() };
}
