import { isUtf8 } from 'node:buffer';
import { ByteStore } from './byteStore';
import { readClosePayload, type CloseStatus } from './closePayload';
import { headProblem, isControl, lengthEnd, payloadLength, SHORTEST_HEAD } from './frameHead';
import { applyMask, KEY_BYTES } from './mask';
import { CLOSE, FINAL, FrameError, OPCODE, type Role } from './protocol';

const FINAL_TEXT = FINAL | OPCODE.text;
const FINAL_BINARY = FINAL | OPCODE.binary;

/**
 * Whoever takes the messages. **A payload is a view into memory that is read into again: it is valid during the call only.**
 * `more` is true when bytes of the same read follow; then `onReadEnd` comes when they are dealt with, so that what arrived
 * together can leave together.
 */
export interface MessageSink {
	onText(payload: Buffer, more: boolean): void;
	onBinary(payload: Buffer, more: boolean): void;
	/** The end of every read. */
	onReadEnd?(): void;
}

/** Whoever keeps up the connection. Payloads are valid during the call only. */
export interface ControlSink {
	onPingFrame(payload: Buffer): void;
	onPongFrame(payload: Buffer): void;
	/** Nothing follows: what comes after a Close is not looked at (RFC 6455 §5.5.1). */
	onCloseFrame(status: CloseStatus): void;
	/** Nothing follows: the connection is to be failed with the error's code (§7.1.7). */
	onViolation(error: FrameError): void;
}

/**
 * Turns the bytes of one connection into messages (RFC 6455 §5, §6.2, §8.1), however they are cut. A frame that is whole within
 * a read, which is nearly every one, is unmasked where it lies and handed on; only a frame that a read cuts in two, and
 * the fragments of a message, are copied.
 */
export class FrameReader {
	/** Who takes the messages; until that is known they are dropped. */
	messages: MessageSink = { onText: () => undefined, onBinary: () => undefined };
	private readonly maskBit: number;
	private readonly keyBytes: number;
	/** The start of a frame whose rest has not come, or while paused everything that came. */
	private readonly waiting = new ByteStore();
	/** The fragments so far (§5.4). */
	private readonly message = new ByteStore();
	/** Type of the fragmented message that has begun, else 0. */
	private messageType = 0;
	private halted = false;
	private paused = false;

	/** `maximumBytes`: longest message, all fragments together; a longer one is refused before it is there (§7.4.1: 1009). */
	constructor(
		private readonly role: Role,
		private readonly maximumBytes: number,
		private readonly controls: ControlSink,
	) {
		this.maskBit = role === 'server' ? 0x80 : 0;
		this.keyBytes = role === 'server' ? KEY_BYTES : 0;
	}

	/** Reads `bytes[0, length)`; they may be changed and are not kept. */
	read(bytes: Buffer, length: number): void {
		if (this.halted) return;
		if (this.paused) {
			this.waiting.append(bytes, 0, length);
			return;
		}
		const begun = this.waiting.length === 0 ? 0 : this.finishFrame(bytes, length);
		const end = this.readFrames(bytes, begun, length);
		if (end < length && !this.halted) this.waiting.append(bytes, end, length);
		this.messages.onReadEnd?.();
	}

	/** From now on messages wait, the rest of the current read too. */
	pause(): void {
		this.paused = true;
	}

	/** Takes up again, first with what waited. Not to be called from within a callback. */
	resume(): void {
		this.paused = false;
		if (this.waiting.length === 0) return;
		const bytes = this.waiting.take();
		this.read(bytes, bytes.length);
	}

	/** From now on nothing is looked at any more, the rest of the current read neither. */
	halt(): void {
		this.halted = true;
		this.waiting.take();
		this.message.take();
	}

	/** Completes the frame whose start waits. @returns how many of the new bytes that took */
	private finishFrame(bytes: Buffer, length: number): number {
		const { waiting } = this;
		let taken = 0;
		for (;;) {
			const extent = this.extentAt(waiting.bytes, 0, waiting.length);
			if (extent === undefined) return taken;
			if (extent <= waiting.length) break;
			if (taken === length) return taken;
			const end = Math.min(length, taken + extent - waiting.length);
			waiting.append(bytes, taken, end);
			taken = end;
		}
		this.takeFrame(waiting.bytes, 0, waiting.length, taken < length);
		waiting.clear();
		return taken;
	}

	/** Takes the whole frames from `offset` on. @returns where the first stands that is not whole or has to wait */
	private readFrames(bytes: Buffer, offset: number, end: number): number {
		while (offset < end && !this.halted && !this.paused) {
			let next = this.takeUsualFrame(bytes, offset, end);
			if (next === undefined) {
				const extent = this.extentAt(bytes, offset, end - offset);
				if (extent === undefined || extent > end - offset) return offset;
				next = offset + extent;
				this.takeFrame(bytes, offset, next, next < end);
			}
			offset = next;
		}
		return offset;
	}

	/** The fast way: a whole message in one whole frame of at most 65535 bytes. Anything else is undefined and not touched. */
	private takeUsualFrame(bytes: Buffer, offset: number, end: number): number | undefined {
		const first = bytes[offset];
		if ((first !== FINAL_TEXT && first !== FINAL_BINARY) || this.messageType !== 0)
			return undefined;
		if (end - offset < 4) return undefined;
		// With the mask bit as it must not be, this is beyond 127.
		let length = bytes[offset + 1]! ^ this.maskBit;
		let start = offset + SHORTEST_HEAD + this.keyBytes;
		if (length === 126) {
			length = (bytes[offset + 2]! << 8) | bytes[offset + 3]!;
			start += 2;
		} else if (length > 126) {
			return undefined;
		}
		const next = start + length;
		if (next > end || length > this.maximumBytes) return undefined;
		if (this.maskBit !== 0) applyMask(bytes, start, next);
		this.deliver(first & 0x0f, bytes.subarray(start, next), next < end);
		return next;
	}

	/** Bytes of the frame at `offset`, or how many it takes to know; undefined when it is not allowed. */
	private extentAt(bytes: Buffer, offset: number, available: number): number | undefined {
		if (available < SHORTEST_HEAD) return SHORTEST_HEAD;
		const first = bytes[offset]!;
		const second = bytes[offset + 1]!;
		const problem = headProblem(first, second, this.role, this.messageType !== 0);
		if (problem !== undefined) return this.fail(CLOSE.protocolError, problem);
		const known = lengthEnd(second);
		if (available < known) return known;
		const length = payloadLength(bytes, offset);
		if (!isControl(first & 0x0f) && length > this.maximumBytes - this.message.length) {
			return this.fail(CLOSE.tooBig, `message of over ${this.maximumBytes} bytes`);
		}
		return known + this.keyBytes + length;
	}

	/** The conforming way: any allowed frame, whole. */
	private takeFrame(bytes: Buffer, offset: number, end: number, more: boolean): void {
		const first = bytes[offset]!;
		const opcode = first & 0x0f;
		const start = offset + lengthEnd(bytes[offset + 1]!) + this.keyBytes;
		if (this.maskBit !== 0) applyMask(bytes, start, end);
		const payload = bytes.subarray(start, end);
		if (isControl(opcode)) this.takeControl(opcode, payload);
		else if ((first & FINAL) !== 0 && this.messageType === 0) this.deliver(opcode, payload, more);
		else this.takeFragment(opcode, payload, (first & FINAL) !== 0, more);
	}

	private takeFragment(opcode: number, payload: Buffer, last: boolean, more: boolean): void {
		const { message } = this;
		if (opcode !== OPCODE.continuation) this.messageType = opcode;
		message.append(payload, 0, payload.length);
		if (!last) return;
		const type = this.messageType;
		this.messageType = 0;
		this.deliver(type, message.bytes.subarray(0, message.length), more);
		message.clear();
	}

	private takeControl(opcode: number, payload: Buffer): void {
		if (opcode === OPCODE.ping) return this.controls.onPingFrame(payload);
		if (opcode === OPCODE.pong) return this.controls.onPongFrame(payload);
		const status = readClosePayload(payload);
		if (status instanceof FrameError) {
			this.fail(status.closeCode, status.message);
			return;
		}
		this.halt();
		this.controls.onCloseFrame(status);
	}

	/** Text is valid UTF-8 or the connection is failed (§8.1). */
	private deliver(opcode: number, payload: Buffer, more: boolean): void {
		if (opcode === OPCODE.binary) this.messages.onBinary(payload, more);
		else if (isUtf8(payload)) this.messages.onText(payload, more);
		else this.fail(CLOSE.invalidData, 'text is not UTF-8');
	}

	private fail(code: number, message: string): undefined {
		this.halt();
		this.controls.onViolation(new FrameError(code, message));
	}
}
