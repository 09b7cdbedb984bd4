/**
 * Lets only so much work at the disk run at once. Node has four threads for files and name lookups together: a disk that hangs must not keep
 * new calls from finding their agent.
 */
export class DiskGate {
	private running = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(private readonly atOnce: number) {}

	/** Does the work when its turn has come; first come, first served. */
	async run<Result>(work: () => Promise<Result>): Promise<Result> {
		if (this.running >= this.atOnce) {
			await new Promise<void>((resolve) => this.waiting.push(resolve));
		} else {
			this.running += 1;
		}
		try {
			return await work();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.running -= 1;
		}
	}
}
