import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { NO_ROW } from '../hotTable';
import { descriptorOf, NO_DESCRIPTOR, writeDirectly } from './directWrite';
import type { Role } from './protocol';
import { claimOutput, releaseOutput, setReady, type Output } from './readyOutput';

const NOTHING = Buffer.alloc(0);
/** Over TLS, no more than this is in flight without being told of when it is taken: whoever holds back because of it waits to be told. */
const UNTOLD_BYTES = 8_192;

export interface FrameOptions {
	role: Role;
	/** Longest message in bytes; a longer one fails the connection with 1009. */
	maximumBytes: number;
	/** The connection is destroyed when it has not closed by then after the first Close, in milliseconds. */
	closeTimeoutMs: number;
	/** Whether frames may be written past Node's streams. */
	directWrite: boolean;
}

/** What leaves over a connection: written past Node's streams where that is possible. */
export abstract class FrameOutput implements Output {
	private readonly encrypted: boolean;
	outputRow = NO_ROW;
	private congested = false;
	/** For writes past Node's streams, once what was written before the frames is taken. */
	private descriptor = NO_DESCRIPTOR;
	private readonly onWritten = () => this.written();

	protected constructor(
		protected readonly socket: Socket,
		protected readonly options: FrameOptions,
	) {
		this.encrypted = socket instanceof TLSSocket;
		if (!this.encrypted && options.directWrite) claimOutput(this);
	}

	/** Bytes handed over that the kernel has not taken yet. */
	get bufferedAmount(): number {
		// What was written past the streams is taken; a rest that they were given congests.
		if (this.descriptor !== NO_DESCRIPTOR && !this.congested) return 0;
		return this.socket.writableLength;
	}

	/** Whether frames may be sent. */
	abstract readonly open: boolean;

	/** All that was written is taken, after not all of it was. */
	protected abstract drained(): void;

	/**
	 * Writes bytes, in one write.
	 * @returns true when their memory may be used again at once, false when it belongs to the connection from now on
	 */
	protected write(frame: Buffer): boolean {
		if (this.encrypted) return this.writeEncrypted(frame);
		let rest = frame;
		if (this.descriptor !== NO_DESCRIPTOR && !this.congested) {
			const taken = writeDirectly(this.descriptor, frame);
			if (taken === frame.length) return true;
			rest = frame.subarray(taken);
		}
		return this.writeRest(rest);
	}

	/** Through Node's streams, what the kernel has not taken. @returns as `write` */
	writeRest(rest: Buffer): boolean {
		// A callback would cost a tick of its own for every frame, and nearly always the kernel takes all of it at once.
		this.socket.write(rest);
		// Zero means that every byte is taken already.
		if (this.socket.writableLength === 0) {
			if (this.descriptor === NO_DESCRIPTOR && this.options.directWrite) this.findDescriptor();
			return true;
		}
		if (!this.congested) {
			this.congested = true;
			this.showReady();
			this.awaitDrain();
		}
		return false;
	}

	/**
	 * With TLS every write ends a little later, though the kernel takes its bytes at once. They are encrypted, or copied, before `write` returns
	 * (Node's TLSWrap::DoWrite), unless they have to wait behind others in Node's stream. Nothing of no length is ever written to it: that
	 * would make others wait, and cannot be seen.
	 */
	private writeEncrypted(frame: Buffer): boolean {
		const first = this.socket.writableLength === 0;
		if (first && frame.length <= UNTOLD_BYTES) {
			this.socket.write(frame);
			return true;
		}
		this.congested = true;
		this.socket.write(frame, this.onWritten);
		return first;
	}

	private findDescriptor(): void {
		this.descriptor = descriptorOf(this.socket, () => {
			this.descriptor = NO_DESCRIPTOR;
			this.showReady();
		});
		this.showReady();
	}

	/** To be called whenever something has changed that frames may be sent by. */
	protected showReady(): void {
		const ready = this.open && !this.congested && this.descriptor !== NO_DESCRIPTOR;
		setReady(this.outputRow, ready ? this.descriptor : 0);
	}

	/** To be called when the connection is gone. */
	protected endOutput(): void {
		releaseOutput(this);
	}

	/**
	 * Nothing at all, written behind the rest: its callback comes when that is taken. Not with TLS. A socket that is ending sends what
	 * waits, but would be destroyed with it for one more write.
	 */
	private awaitDrain(): void {
		if (!this.socket.writableEnded) this.socket.write(NOTHING, this.onWritten);
	}

	private written(): void {
		if (!this.congested || this.socket.destroyed) return;
		if (this.socket.writableLength > 0) {
			if (!this.encrypted) this.awaitDrain();
			return;
		}
		this.congested = false;
		this.showReady();
		this.drained();
	}
}
