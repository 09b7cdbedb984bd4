const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The longest that one part may take to stop; what hangs longer is left to the process's own end. */
const MS_FOR_ONE_PART = 12_000;

/** Stops in the opposite order of the start, each part once, and none can hold up the others for ever. */
export class Shutdown {
	private readonly parts: Array<{ name: string; stop: () => Promise<unknown> }> = [];
	private stopping: Promise<void> | undefined;

	/** @param onTrouble told of a part that failed or hung */
	constructor(
		private readonly onTrouble: (sentence: string) => void,
		private readonly msForOnePart: number = MS_FOR_ONE_PART,
	) {}

	/** Remembers how to stop something that runs now; stops it at once when everything is stopping already. */
	async add(name: string, stop: () => Promise<unknown>): Promise<void> {
		if (this.stopping) await this.stopOne({ name, stop });
		else this.parts.push({ name, stop });
	}

	/** Stops all parts, the latest first. Every call waits for the same end. */
	stopAll(): Promise<void> {
		this.stopping ??= this.stopParts();
		return this.stopping;
	}

	private async stopParts(): Promise<void> {
		for (let part = this.parts.pop(); part; part = this.parts.pop()) await this.stopOne(part);
	}

	private async stopOne({ name, stop }: { name: string; stop: () => Promise<unknown> }) {
		let timer: NodeJS.Timeout | undefined;
		const late = new Promise<never>((_resolve, reject) => {
			const tell = () => reject(new Error(`it took more than ${this.msForOnePart / 1000} seconds`));
			timer = setTimeout(tell, this.msForOnePart);
		});
		try {
			await Promise.race([stop(), late]);
		} catch (error) {
			this.onTrouble(`${name} was not stopped cleanly: ${(error as Error).message}`);
		} finally {
			clearTimeout(timer);
		}
	}
}

/**
 * Resolves at the first signal to stop, or when the process that started this one is gone; later signals change nothing.
 * (Ctrl-C reaches this process from the terminal and from its parent as well.)
 */
export function toldToStop(): Promise<void> {
	const parent = process.ppid;
	return new Promise((resolve) => {
		for (const signal of SIGNALS) process.on(signal, () => resolve());
		const watch = setInterval(() => {
			if (process.ppid === parent) return;
			clearInterval(watch);
			resolve();
		}, 1000);
		watch.unref();
	});
}
