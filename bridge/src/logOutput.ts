import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/** Lines that cannot be written yet, in bytes; beyond that new ones are left out. */
const MOST_WAITING = 1024 * 1024;
/** How long (ms) an output that takes nothing at the moment is left alone. */
const PAUSE_MS = 25;
/** How often such an output is tried when the process ends. */
const LAST_TRIES = 40;
/** A write that takes longer (ms) may never end. */
const HANGING_MS = 1_000;
const TRY_AGAIN = new Set(['EAGAIN', 'EBUSY']);

/**
 * Where log lines go: a file descriptor that is written without being waited for. Nothing that is wrong with it, a full disk, a terminal that
 * is gone or a reader that stands still, ends or holds up the process: lines that cannot be written wait until the next one is, up to a bound.
 */
export class LogOutput implements DestinationStream {
	private waiting: Buffer[] = [];
	private waitingBytes = 0;
	private busy = false;
	private writingSince: number | undefined;
	private leftOut = 0;
	/** When lines are written again: so many were left out before. */
	onWritable: ((leftOut: number) => void) | undefined;

	/** @param onLeftOut there was no place for a line */
	constructor(
		private readonly output: Output,
		private readonly onLeftOut: () => void = () => undefined,
	) {}

	/** Takes one line; it is left out when too much waits. */
	write(line: string): void {
		const bytes = Buffer.from(line);
		if (this.waitingBytes + bytes.length <= MOST_WAITING) {
			this.waiting.push(bytes);
			this.waitingBytes += bytes.length;
		} else {
			this.leftOut += 1;
			this.onLeftOut();
		}
		if (!this.busy) this.writeOn();
	}

	/**
	 * Writes what waits, for the end of the process. A write that hangs would keep it from its end: the thread that waits for it is waited for
	 * in turn. Then the process kills itself.
	 */
	end(): void {
		const { writingSince = Infinity } = this;
		if (performance.now() - writingSince > HANGING_MS) process.kill(process.pid, 'SIGKILL');
		else this.flushSync();
	}

	/** Writes what waits before it returns, as far as that can be written. */
	flushSync(): void {
		let tries = 0;
		while (this.waiting.length > 0) {
			try {
				this.written(writeSync(this.output.descriptor, this.all()));
			} catch (error) {
				if (!isPassing(error) || ++tries === LAST_TRIES) return;
				Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
			}
		}
	}

	private writeOn(): void {
		this.busy = true;
		const bytes = this.all();
		// While it is being written nobody else may.
		this.waiting = [];
		if (this.output.waits) {
			this.writingSince = performance.now();
			write(this.output.descriptor, bytes, (error, length) => this.wroteOn(bytes, error, length));
			return;
		}
		try {
			this.wroteOn(bytes, null, writeSync(this.output.descriptor, bytes));
		} catch (error) {
			this.wroteOn(bytes, error, 0);
		}
	}

	private wroteOn(bytes: Buffer, error: unknown, length: number): void {
		this.writingSince = undefined;
		this.waiting.unshift(bytes);
		this.written(error ? 0 : length);
		if (!error) this.tellLeftOut();
		// What failed for good is tried again with the next line.
		this.busy = isPassing(error) || (!error && this.waiting.length > 0);
		if (!this.busy) return;
		if (error) setTimeout(() => this.writeOn(), PAUSE_MS);
		else this.writeOn();
	}

	/** With room for what is written of it. */
	private tellLeftOut(): void {
		if (this.leftOut === 0 || this.waitingBytes > MOST_WAITING / 2) return;
		const lines = this.leftOut;
		this.leftOut = 0;
		this.onWritable?.(lines);
	}

	private all(): Buffer {
		return this.waiting.length === 1 ? (this.waiting[0] as Buffer) : Buffer.concat(this.waiting);
	}

	/** So many bytes of what waits are through. */
	private written(length: number): void {
		const rest = this.all().subarray(length);
		this.waiting = rest.length > 0 ? [rest] : [];
		this.waitingBytes = rest.length;
	}
}

/** Where bytes go. */
export interface Output {
	descriptor: number;
	/** A write may wait for a reader or a disk, and is left to another thread. */
	waits: boolean;
}

/** A descriptor's output in a way that no write waits for a reader: only where it is a pipe of Linux; else as it is. */
export function unblocked(descriptor: number): Output {
	const asItIs = { descriptor, waits: true };
	try {
		if (!fstatSync(descriptor).isFIFO()) return asItIs;
		// Opened anew: the flag of the one there is would be everybody's who has it.
		const own = openSync(`/proc/self/fd/${descriptor}`, constants.O_WRONLY | constants.O_NONBLOCK);
		return { descriptor: own, waits: false };
	} catch {
		return asItIs;
	}
}

function isPassing(error: unknown): boolean {
	return TRY_AGAIN.has(String((error as NodeJS.ErrnoException | null)?.code));
}
