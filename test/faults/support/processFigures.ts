import { readFileSync } from 'node:fs';

/**
 * What a stalled peer may cost: queues of 30 s of audio at most, twice that while it is copied, and what the garbage collector has not
 * got round to. What is sent at it is a multiple of that.
 */
export const STALLED_MEGABYTES = 48;

/** Resident memory of a process, in megabytes. */
function residentMegabytes(pid: number): number {
	const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return Number(kilobytes) / 1024;
}

/** Looks at the resident memory of a process again and again. */
export class MemoryWatch {
	/** What it has grown by at most since the watch began, in megabytes. */
	mostGrowth = 0;
	private readonly timer: NodeJS.Timeout;

	constructor(pid: number) {
		const before = residentMegabytes(pid);
		this.timer = setInterval(() => {
			this.mostGrowth = Math.max(this.mostGrowth, residentMegabytes(pid) - before);
		}, 20);
	}

	stop(): void {
		clearInterval(this.timer);
	}
}
