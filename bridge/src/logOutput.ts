import { write, writeSync } from 'node:fs';
import type { DestinationStream } from 'pino';

/** Lines that cannot be written yet, in bytes; beyond that new ones are left out. */
const MOST_WAITING = 1024 * 1024;
/** How long (ms) an output that takes nothing at the moment is left alone. */
const PAUSE_MS = 100;
/** How often such an output is tried when the process ends. */
const LAST_TRIES = 10;
const TRY_AGAIN = new Set(['EAGAIN', 'EBUSY']);

/**
 * Where log lines go: a file descriptor that is written without being waited for. Nothing that is wrong with it, a full disk or a terminal that
 * is gone, ends or holds up the process: lines that cannot be written wait until the next one is, up to a bound.
 */
export class LogOutput implements DestinationStream {
	private waiting: Buffer[] = [];
	private waitingBytes = 0;
	private busy = false;

	constructor(private readonly descriptor: number) {}

	/** Takes one line; it is left out when too much waits. */
	write(line: string): void {
		const bytes = Buffer.from(line);
		if (this.waitingBytes + bytes.length <= MOST_WAITING) {
			this.waiting.push(bytes);
			this.waitingBytes += bytes.length;
		}
		if (!this.busy) this.writeOn();
	}

	/** Writes what waits before it returns, as far as that can be written. For the end of the process. */
	flushSync(): void {
		let tries = 0;
		while (this.waiting.length > 0) {
			try {
				this.written(writeSync(this.descriptor, this.all()));
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
		write(this.descriptor, bytes, (error, length) => {
			this.waiting.unshift(bytes);
			this.written(error ? 0 : length);
			// What failed for good is tried again with the next line.
			this.busy = isPassing(error) || (!error && this.waiting.length > 0);
			if (!this.busy) return;
			if (error) setTimeout(() => this.writeOn(), PAUSE_MS);
			else this.writeOn();
		});
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

function isPassing(error: unknown): boolean {
	return TRY_AGAIN.has(String((error as NodeJS.ErrnoException | null)?.code));
}
