/** Work at the disk that takes longer (ms) hangs. */
export const HANGS_MS = 5_000;

/**
 * Lets only so much work at the disk run at once. Files and name lookups share a few threads (threadPool.ts): a disk that hangs must not keep
 * new calls from finding their agent.
 */
export class DiskGate {
	private running = 0;
	/** When each work that runs has begun, the oldest first. */
	private readonly begun = new Set<{ at: number }>();
	private readonly queue: Array<() => void> = [];

	constructor(private readonly atOnce: number) {}

	/** The disk does not answer. */
	get hangs(): boolean {
		const [oldest] = this.begun;
		return oldest !== undefined && performance.now() - oldest.at > HANGS_MS;
	}

	/** Works whose turn has not come. */
	get waiting(): number {
		return this.queue.length;
	}

	/** Does the work when its turn has come; first come, first served. */
	async run<Result>(work: () => Promise<Result>): Promise<Result> {
		if (this.running >= this.atOnce) {
			await new Promise<void>((resolve) => this.queue.push(resolve));
		} else {
			this.running += 1;
		}
		const one = { at: performance.now() };
		this.begun.add(one);
		try {
			return await work();
		} finally {
			this.begun.delete(one);
			const next = this.queue.shift();
			if (next) next();
			else this.running -= 1;
		}
	}
}
