import { readClosePayload, type CloseStatus } from './closePayload';
import { FrameError, OPCODE } from './protocol';

/** Whoever keeps up the connection. Payloads are valid during the call only. */
export interface ControlSink {
	onPingFrame(payload: Buffer): void;
	onPongFrame(payload: Buffer): void;
	/** Nothing follows: what comes after a Close is not looked at (RFC 6455 §5.5.1). */
	onCloseFrame(status: CloseStatus): void;
	/** Nothing follows: the connection is to be failed with the error's code (§7.1.7). */
	onViolation(error: FrameError): void;
	/** Nothing follows: whoever was given a message has thrown this. */
	onFault(error: unknown): void;
}

/**
 * Hands on a control frame that is whole (RFC 6455 §5.5).
 * @param reader reads nothing more after a Close
 * @returns what is wrong with the frame
 */
export function giveControl(
	opcode: number,
	payload: Buffer,
	sink: ControlSink,
	reader: { halt(): void },
): FrameError | undefined {
	if (opcode === OPCODE.ping) sink.onPingFrame(payload);
	else if (opcode === OPCODE.pong) sink.onPongFrame(payload);
	else {
		const status = readClosePayload(payload);
		if (status instanceof FrameError) return status;
		reader.halt();
		sink.onCloseFrame(status);
	}
	return undefined;
}
