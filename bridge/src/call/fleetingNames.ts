/** Names that are kept for a while only. */
export class FleetingNames {
	private readonly timers = new Map<string, NodeJS.Timeout>();
	private onNone: (() => void) | undefined;

	/** @param keptMs for how long, in milliseconds */
	constructor(private readonly keptMs: number) {}

	/** Keeps a name from now on. */
	add(name: string): void {
		clearTimeout(this.timers.get(name));
		this.timers.set(name, setTimeout(() => this.delete(name), this.keptMs).unref());
	}

	has(name: string): boolean {
		return this.timers.has(name);
	}

	delete(name: string): void {
		clearTimeout(this.timers.get(name));
		this.timers.delete(name);
		if (this.timers.size === 0) this.onNone?.();
	}

	/** Resolves when none is kept any more, or with the signal. */
	async none(signal: AbortSignal): Promise<void> {
		if (this.timers.size === 0 || signal.aborted) return;
		await new Promise<void>((resolve) => {
			this.onNone = resolve;
			signal.addEventListener('abort', () => resolve(), { once: true });
		});
	}
}
