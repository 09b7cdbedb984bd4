import { SteadyClock } from './steadyClock';

/** Of failures in a row the log has the first and then one of so many. */
const TOLD_EACH = 10;

/** Whether this many failures in a row are worth a line in the log. */
export function isTold(failures: number): boolean {
	return failures % TOLD_EACH === 1;
}

/** How far the delivery of a call's events is: remembered while the call waits on disk. */
export class DeliveryState {
	/** Tells how old the events are. */
	readonly clock = new SteadyClock();
	/** Failed attempts for the first event. */
	failures = 0;
	/** The same without those that came too early. */
	attempts = 0;
	/** Lines of its file that are known to be damaged. */
	damaged = 0;
	/** Attempts to load its file that failed, in a row. */
	unloaded = 0;
	/** The same without those that failed for want of room and the like. */
	unreadable = 0;
	/** Since when n8n knows no such webhook, without a break; undefined while it does or cannot be asked. */
	private missingSince: number | undefined;

	/** An attempt was answered; `isMissing`: n8n knows no such webhook. */
	answered(isMissing: boolean): void {
		this.missingSince = isMissing ? (this.missingSince ?? performance.now()) : undefined;
	}

	/** The webhook has been missing for so long that its workflow is gone, or switched off. */
	isGone(eventMissingMs: number): boolean {
		return (
			this.missingSince !== undefined && performance.now() - this.missingSince >= eventMissingMs
		);
	}

	/** An attempt has failed and is to be repeated. */
	failed(tooEarly: boolean): void {
		this.failures += 1;
		if (!tooEarly) this.attempts += 1;
	}

	/** The first event needs no delivery any more. */
	settled(): void {
		this.failures = 0;
		this.attempts = 0;
	}

	/** Its file could be loaded. */
	loaded(): void {
		this.unloaded = 0;
		this.unreadable = 0;
	}

	/** Whether events may be given up for their age: not before they were tried. */
	mayGiveUp(eventMaxAgeMs: number): boolean {
		return this.failures > 0 && this.clock.mayGiveUp(eventMaxAgeMs);
	}
}
