/** Which end of the connection this process is (RFC 6455 §5.1): clients mask what they send, servers do not. */
export type Role = 'server' | 'client';

/** Frame types (RFC 6455 §5.2). 3 to 7 and 11 to 15 are reserved and refused. */
export const OPCODE = {
	continuation: 0x0,
	text: 0x1,
	binary: 0x2,
	close: 0x8,
	ping: 0x9,
	pong: 0xa,
} as const;

/** Set in the first byte of the last (or only) frame of a message (§5.2). */
export const FINAL = 0x80;
/** Set in the second byte of a frame whose payload is masked (§5.2). */
export const MASKED = 0x80;
/** Longest payload of a control frame, in bytes (§5.5). */
export const MAXIMUM_CONTROL_BYTES = 125;

/** Close codes that the frame path itself uses (§7.4.1). */
export const CLOSE = {
	normal: 1000,
	goingAway: 1001,
	protocolError: 1002,
	/** Never on the wire: the other side's Close carried no code. */
	noCode: 1005,
	/** Never on the wire: the connection went away without a Close. */
	abnormal: 1006,
	invalidData: 1007,
	policyViolation: 1008,
	tooBig: 1009,
} as const;

/** What the other side did wrong, and the code it was told when the connection was failed (§7.1.7). */
export class FrameError extends Error {
	override readonly name = 'FrameError';

	constructor(
		readonly closeCode: number,
		message: string,
	) {
		super(message);
	}
}
