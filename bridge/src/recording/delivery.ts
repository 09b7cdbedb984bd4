import type { Logger } from 'pino';
import { aborted } from './aborted';
import { backoffMs } from '../events/backoff';
import { errorCode } from '../logger';
import { StoreError, type RecordingStore } from './store/recordingStore';
import type { SpooledFiles } from './spool/spool';

/** Recordings delivered at the same time. */
const AT_ONCE = 2;

interface Waiting {
	files: SpooledFiles;
	attempts: number;
	/** When to try next, in milliseconds of `performance.now()`. */
	dueAt: number;
}

export interface DeliveryOptions {
	store: RecordingStore;
	retryFirstMs: number;
	retryLongestMs: number;
	log: Logger;
	/** A recording is gone from the spool, and in the store unless somebody has deleted it. */
	onGone: (files: SpooledFiles, kept: boolean) => void;
	/** An attempt failed and will be repeated. */
	onRetry: () => void;
}

/**
 * Brings recordings from the spool into the store, each until it is there, with growing pauses between attempts. One that fails does not hold
 * up the others. What is not delivered when the process ends is in the spool for the next.
 */
export class Delivery {
	private readonly waiting = new Set<Waiting>();
	private readonly abort = new AbortController();
	private underWay = 0;
	/** Given up while the process ends. */
	private left = 0;
	private hurried = false;
	private timer: NodeJS.Timeout | undefined;
	private onIdle: (() => void) | undefined;

	constructor(private readonly options: DeliveryOptions) {}

	/** Recordings that are not in the store yet. */
	get backlog(): number {
		return this.waiting.size + this.underWay;
	}

	add(files: SpooledFiles): void {
		this.waiting.add({ files, attempts: 0, dueAt: 0 });
		this.pump();
	}

	/**
	 * Makes one more attempt with everything that waits, until that is done or time is up, and then stops.
	 * @returns recordings that are left in the spool
	 */
	async close(timeUp: AbortSignal): Promise<number> {
		this.hurried = true;
		for (const one of this.waiting) one.dueAt = 0;
		const idle = new Promise<void>((resolve) => (this.onIdle = resolve));
		this.pump();
		await Promise.race([idle, aborted(timeUp)]);
		const left = this.backlog + this.left;
		clearTimeout(this.timer);
		this.abort.abort();
		this.waiting.clear();
		return left;
	}

	private pump(): void {
		clearTimeout(this.timer);
		const now = performance.now();
		let next = Infinity;
		for (const one of this.waiting) {
			if (one.dueAt > now) {
				next = Math.min(next, one.dueAt);
			} else if (this.underWay < AT_ONCE) {
				this.waiting.delete(one);
				void this.deliver(one);
			}
		}
		if (this.backlog === 0) this.onIdle?.();
		if (next === Infinity || this.abort.signal.aborted) return;
		this.timer = setTimeout(() => this.pump(), Math.max(1, next - now));
		this.timer.unref();
	}

	private async deliver(one: Waiting): Promise<void> {
		this.underWay += 1;
		const { store, onGone, onRetry, log } = this.options;
		const { signal } = this.abort;
		try {
			onGone(one.files, await store.put(one.files, signal));
		} catch (error) {
			one.attempts += 1;
			if (!signal.aborted) {
				const detail = error instanceof StoreError ? error.detail : errorCode(error);
				log.warn({ attempt: one.attempts, detail }, 'recording not delivered yet');
				onRetry();
				// While the process ends, an attempt that fails is the last: the next process goes on.
				if (this.hurried) this.left += 1;
				else this.again(one);
			}
		}
		this.underWay -= 1;
		this.pump();
	}

	private again(one: Waiting): void {
		const { retryFirstMs, retryLongestMs } = this.options;
		const pauseMs = backoffMs(one.attempts, { firstMs: retryFirstMs, longestMs: retryLongestMs });
		one.dueAt = performance.now() + pauseMs;
		this.waiting.add(one);
	}
}
