export interface CallWatchOptions {
	/** Without any media for this long, `onIdle` comes; milliseconds. */
	idleMediaMs: number;
	/** Longest call, in milliseconds. */
	callMs: number;
	/** How long ago the last media came, in milliseconds. */
	sinceMediaMs: () => number;
	onIdle: () => void;
	onTooLong: () => void;
}

/** The two limits in time that every call has: on Plivo sending nothing at all, and on the whole. */
export class CallWatch {
	private idleTimer: NodeJS.Timeout | undefined;
	private lengthTimer: NodeJS.Timeout | undefined;

	constructor(private readonly options: CallWatchOptions) {}

	start(): void {
		this.lengthTimer = setTimeout(() => this.options.onTooLong(), this.options.callMs);
		this.lookAgain(this.options.idleMediaMs);
	}

	stop(): void {
		clearTimeout(this.idleTimer);
		clearTimeout(this.lengthTimer);
	}

	private lookAgain(afterMs: number): void {
		this.idleTimer = setTimeout(() => {
			const leftMs = this.options.idleMediaMs - this.options.sinceMediaMs();
			if (leftMs <= 0) this.options.onIdle();
			else this.lookAgain(leftMs);
		}, afterMs);
	}
}
