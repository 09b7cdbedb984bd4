export interface BucketOptions {
	/** How much may happen at once. */
	capacity: number;
	/** How much may happen per second in the long run. */
	perSecond: number;
	/** Buckets kept; the one not used for longest goes first. */
	remembered: number;
	/** Milliseconds on a clock that never goes back. */
	now?: () => number;
}

interface Bucket {
	tokens: number;
	/** When `tokens` was right. */
	at: number;
}

/** Limits how often something happens, for each key by itself. */
export class TokenBuckets {
	private readonly buckets = new Map<string, Bucket>();
	private readonly now: () => number;

	constructor(private readonly options: BucketOptions) {
		this.now = options.now ?? (() => performance.now());
	}

	/** Keys that are remembered; one that has all its tokens is not. */
	get size(): number {
		return this.buckets.size;
	}

	/** Takes one. False when none is left, and nothing was taken. */
	take(key: string): boolean {
		const tokens = this.tokensOf(key);
		const taken = tokens >= 1;
		this.keep(key, taken ? tokens - 1 : tokens);
		return taken;
	}

	/** Whether so many are there to be taken. */
	has(key: string, tokens = 1): boolean {
		return this.tokensOf(key) >= tokens;
	}

	/** Gives one back that was taken for nothing. */
	giveBack(key: string): void {
		this.keep(key, this.tokensOf(key) + 1);
	}

	/** Whole seconds until one is there again, at least 1. */
	secondsUntilNext(key: string): number {
		return Math.max(1, Math.ceil((1 - this.tokensOf(key)) / this.options.perSecond));
	}

	private tokensOf(key: string): number {
		const { capacity, perSecond } = this.options;
		const bucket = this.buckets.get(key);
		if (bucket === undefined) return capacity;
		const seconds = (this.now() - bucket.at) / 1000;
		return Math.min(capacity, bucket.tokens + seconds * perSecond);
	}

	private keep(key: string, tokens: number): void {
		const { capacity, remembered } = this.options;
		this.buckets.delete(key);
		if (tokens >= capacity) return;
		this.buckets.set(key, { tokens, at: this.now() });
		if (this.buckets.size <= remembered) return;
		const oldest = this.buckets.keys().next();
		if (!oldest.done) this.buckets.delete(oldest.value);
	}
}
