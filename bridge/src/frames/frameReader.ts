import { isUtf8 } from 'node:buffer';
import { ByteStore } from './byteStore';
import { giveControl, type ControlSink } from './controlSink';
import { NO_ROW } from '../hotTable';
import {
	headProblem,
	isControl,
	lengthEnd,
	payloadLength,
	payloadStart,
	SHORTEST_HEAD,
	usualFrameEnd,
} from './frameHead';
import { applyMask, KEY_BYTES } from './mask';
import type { MessageSink, Shortcut } from './messageSink';
import { CLOSE, FINAL, FrameError, OPCODE, type Role } from './protocol';
import { setUsual, takeHeard, type DirectReader } from './usualRead';

/** Longest payload whose length has two bytes (RFC 6455 §5.2): nearly every frame is shorter. */
const USUAL_BYTES = 65_535;

/** What is out of the ordinary; nothing of it while frames come whole, which is what makes reading them fast. */
const HALTED = 1;
const PAUSED = 2;
/** A fragmented message has begun and not ended. */
const FRAGMENTED = 4;
/** Bytes wait: the start of a frame, or what came while paused. */
const WAITING = 8;
/** A message of this read was told that more follow. */
const TOGETHER = 16;

/**
 * Turns the bytes of one connection into messages (RFC 6455 §5, §6.2, §8.1), however they are cut. A frame that is whole within
 * a read, which is nearly every one, is unmasked where it lies and handed on; only a frame that a read cuts in two, and
 * the fragments of a message, are copied.
 *
 * Reads that are one usual frame do not come here when the socket is read directly and there is a shortcut; what it does not want is
 * given to `deliver` (usualRead.ts).
 */
export class FrameReader implements DirectReader {
	private unusual = 0;
	private noticed = true;
	private asked: Shortcut | undefined;
	private directRow = NO_ROW;
	private readonly maskBit: number;
	private readonly usualBytes: number;
	/** Who takes the messages; until that is known they are dropped. */
	messages: MessageSink = { onText: () => undefined, onBinary: () => undefined };
	private waiting: ByteStore | undefined;
	/** The fragments so far (§5.4), and the type of their message. */
	private message: ByteStore | undefined;
	private messageType = 0;
	private readonly keyBytes: number;

	/** `maximumBytes`: longest message, all fragments together; a longer one is refused before it is there (§7.4.1: 1009). */
	constructor(
		private readonly role: Role,
		private readonly maximumBytes: number,
		private readonly controls: ControlSink,
	) {
		this.maskBit = role === 'server' ? 0x80 : 0;
		this.keyBytes = role === 'server' ? KEY_BYTES : 0;
		this.usualBytes = Math.min(maximumBytes, USUAL_BYTES);
	}

	/** What is out of the ordinary. */
	private get flags(): number {
		return this.unusual;
	}

	private set flags(flags: number) {
		this.unusual = flags;
		this.showUsual();
	}

	/** Asked first about messages that lie whole in a read. */
	get shortcut(): Shortcut | undefined {
		return this.asked;
	}

	set shortcut(shortcut: Shortcut | undefined) {
		this.asked = shortcut;
		this.showUsual();
	}

	/** For direct reads; NO_ROW while there are none. */
	get row(): number {
		return this.directRow;
	}

	set row(row: number) {
		this.directRow = row;
		this.showUsual();
	}

	private showUsual(): void {
		if (this.directRow === NO_ROW) return;
		const longest = this.unusual === 0 ? this.usualBytes : 0;
		setUsual(this.directRow, longest, this.maskBit, this.asked);
	}

	/** Looks for signs of life. @returns whether bytes came since this was asked last, or since `beginListening` */
	takeHeard(): boolean {
		const heard = this.noticed;
		this.noticed = false;
		return (this.directRow !== NO_ROW && takeHeard(this.directRow)) || heard;
	}

	/** Nothing could be heard until now, which is no sign of death. */
	beginListening(): void {
		this.noticed = true;
	}

	/** Reads `bytes[0, length)`; they may be changed and are not kept. Never throws: what one connection does ends no other. */
	read(bytes: Buffer, length: number): void {
		try {
			this.readAll(bytes, length);
		} catch (error) {
			this.fault(error);
		}
	}

	/** Taking a message has thrown this: nothing more is read. */
	fault(error: unknown): void {
		this.halt();
		this.controls.onFault(error);
	}

	private readAll(bytes: Buffer, length: number): void {
		this.noticed = true;
		let begun = 0;
		if ((this.flags & (HALTED | PAUSED | WAITING)) !== 0) {
			if ((this.flags & HALTED) !== 0) return;
			if ((this.flags & PAUSED) !== 0) {
				this.keep(bytes, 0, length);
				return;
			}
			begun = this.finishFrame(this.waiting as ByteStore, bytes, length);
		}
		const end = this.readFrames(bytes, begun, length);
		if (end < length && (this.flags & HALTED) === 0) this.keep(bytes, end, length);
		if ((this.flags & TOGETHER) === 0) return;
		this.flags &= ~TOGETHER;
		this.messages.onReadEnd?.();
	}

	/** From now on messages wait, the rest of the current read too. */
	pause(): void {
		this.flags |= PAUSED;
	}

	/** Takes up again, first with what waited. Not to be called from within a callback. */
	resume(): void {
		this.flags &= ~PAUSED;
		const { waiting } = this;
		if (waiting === undefined) return;
		this.forgetWaiting();
		this.read(waiting.bytes, waiting.length);
	}

	/** From now on nothing is looked at any more, the rest of the current read neither. */
	halt(): void {
		this.flags |= HALTED;
		this.forgetWaiting();
		this.message = undefined;
	}

	private keep(bytes: Buffer, start: number, end: number): void {
		this.flags |= WAITING;
		this.waiting ??= new ByteStore();
		this.waiting.append(bytes, start, end);
	}

	private forgetWaiting(): void {
		this.flags &= ~WAITING;
		this.waiting = undefined;
	}

	/** Completes the frame whose start waits. @returns how many of the new bytes that took */
	private finishFrame(waiting: ByteStore, bytes: Buffer, length: number): number {
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
		this.forgetWaiting();
		this.takeFrame(waiting.bytes, 0, waiting.length, taken < length);
		return taken;
	}

	/** Takes the whole frames from `offset` on. @returns where the first stands that is not whole or has to wait */
	private readFrames(bytes: Buffer, offset: number, end: number): number {
		while (offset < end && (this.flags & (HALTED | PAUSED)) === 0) {
			let next = this.takeUsualFrame(bytes, offset, end);
			if (next < 0) {
				const extent = this.extentAt(bytes, offset, end - offset);
				if (extent === undefined || extent > end - offset) return offset;
				next = offset + extent;
				this.takeFrame(bytes, offset, next, next < end);
			}
			offset = next;
		}
		return offset;
	}

	/**
	 * The fast way: a whole message in one whole frame of at most 65535 bytes.
	 * @returns where it ends; -1 for anything else, which is not touched
	 */
	private takeUsualFrame(bytes: Buffer, offset: number, end: number): number {
		if ((this.flags & FRAGMENTED) !== 0) return -1;
		const next = usualFrameEnd(bytes, offset, end, this.maskBit, this.usualBytes);
		if (next < 0) return -1;
		const start = payloadStart(bytes, offset, this.maskBit);
		const opcode = bytes[offset]! & 0x0f;
		if (this.maskBit !== 0) applyMask(bytes, start, next);
		if (!this.isTaken(opcode === OPCODE.text, bytes, start, next, next < end)) {
			this.deliver(opcode, bytes.subarray(start, next), next < end);
		}
		return next;
	}

	/** Whether the shortcut took the message. */
	private isTaken(
		text: boolean,
		bytes: Buffer,
		start: number,
		end: number,
		more: boolean,
	): boolean {
		const { shortcut } = this;
		if (shortcut === undefined) return false;
		if (text) return shortcut.takeText(bytes, start, end);
		if (!shortcut.takeBinary(bytes, start, end, more)) return false;
		if (more) this.flags |= TOGETHER;
		return true;
	}

	/** Bytes of the frame at `offset`, or how many it takes to know; undefined when it is not allowed. */
	private extentAt(bytes: Buffer, offset: number, available: number): number | undefined {
		if (available < SHORTEST_HEAD) return SHORTEST_HEAD;
		const first = bytes[offset]!;
		const second = bytes[offset + 1]!;
		const problem = headProblem(first, second, this.role, (this.flags & FRAGMENTED) !== 0);
		if (problem !== undefined) return this.fail(CLOSE.protocolError, problem);
		const known = lengthEnd(second);
		if (available < known) return known;
		const length = payloadLength(bytes, offset);
		if (!isControl(first & 0x0f) && length > this.maximumBytes - (this.message?.length ?? 0)) {
			return this.fail(CLOSE.tooBig, `message of over ${this.maximumBytes} bytes`);
		}
		return known + this.keyBytes + length;
	}

	/** The conforming way: any allowed frame, whole. */
	private takeFrame(bytes: Buffer, offset: number, end: number, more: boolean): void {
		const first = bytes[offset]!;
		const opcode = first & 0x0f;
		const start = payloadStart(bytes, offset, this.maskBit);
		if (this.maskBit !== 0) applyMask(bytes, start, end);
		const payload = bytes.subarray(start, end);
		if (isControl(opcode)) this.takeControl(opcode, payload);
		else if ((first & FINAL) !== 0 && (this.flags & FRAGMENTED) === 0) {
			this.deliver(opcode, payload, more);
		} else this.takeFragment(opcode, payload, (first & FINAL) !== 0, more);
	}

	private takeFragment(opcode: number, payload: Buffer, last: boolean, more: boolean): void {
		if (opcode !== OPCODE.continuation) this.messageType = opcode;
		this.flags |= FRAGMENTED;
		const message = (this.message ??= new ByteStore());
		message.append(payload, 0, payload.length);
		if (!last) return;
		this.flags &= ~FRAGMENTED;
		this.message = undefined;
		this.deliver(this.messageType, message.bytes.subarray(0, message.length), more);
	}

	private takeControl(opcode: number, payload: Buffer): void {
		const fault = giveControl(opcode, payload, this.controls, this);
		if (fault) this.fail(fault.closeCode, fault.message);
	}

	/** Text is valid UTF-8 or the connection is failed (§8.1). */
	deliver(opcode: number, payload: Buffer, more: boolean): void {
		if (more) this.flags |= TOGETHER;
		if (opcode === OPCODE.binary) this.messages.onBinary(payload, more);
		else if (isUtf8(payload)) this.messages.onText(payload, more);
		else this.fail(CLOSE.invalidData, 'text is not UTF-8');
	}

	private fail(code: number, message: string): undefined {
		this.halt();
		this.controls.onViolation(new FrameError(code, message));
	}
}
