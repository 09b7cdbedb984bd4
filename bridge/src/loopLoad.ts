import { performance, type EventLoopUtilization } from 'node:perf_hooks';

/** How often the load is looked at, in milliseconds. */
const EVERY_MS = 1_000;
/** So many looks in a row must be over the limit: starting, and many calls that begin at once, are no overload. */
const IN_A_ROW = 3;

/**
 * Watches how busy this process is. A process uses one core: where nothing of its time is left, every call hears gaps, so it is better to
 * send new ones elsewhere than to spoil all.
 */
export class LoopLoad {
	private timer: NodeJS.Timeout | undefined;
	private last: EventLoopUtilization;
	private over = 0;

	/**
	 * @param busyPercent share of its time, in percent, from which on the process is too busy; 100: never
	 * @param onLook called back after each look
	 * @param utilization the event loop's, since a former value
	 */
	constructor(
		private readonly busyPercent: number,
		private readonly onLook: () => void = () => undefined,
		private readonly utilization: (
			since?: EventLoopUtilization,
		) => EventLoopUtilization = performance.eventLoopUtilization,
	) {
		this.last = utilization();
	}

	/** Begins to watch; keeps no process alive. */
	start(): void {
		this.timer ??= setInterval(() => this.look(), EVERY_MS).unref();
	}

	stop(): void {
		clearInterval(this.timer);
		this.timer = undefined;
	}

	/** Whether it has been too busy for some seconds. */
	get isOverloaded(): boolean {
		return this.over >= IN_A_ROW;
	}

	/** For the timer, and for tests. */
	look(): void {
		const now = this.utilization();
		const busy =
			(now.active - this.last.active) /
			(now.active + now.idle - this.last.active - this.last.idle || 1);
		this.last = now;
		this.over = this.busyPercent < 100 && busy * 100 >= this.busyPercent ? this.over + 1 : 0;
		this.onLook();
	}
}
