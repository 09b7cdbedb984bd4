import { statfs } from 'node:fs/promises';

/** Hundreds of calls write some 20 MB a second: in this time far less than what has to stay free by default. */
const LOOK_EVERY_MS = 5_000;

/** Free bytes for processes like this one on the disk of a folder. */
async function freeBytesOf(folder: string): Promise<number> {
	const { bavail, bsize } = await statfs(folder);
	return bavail * bsize;
}

/** Watches whether the disk of the recordings still has room that others need: events above all. */
export class FreeSpace {
	/** True while less than that is free. A disk that does not tell is not low: what it cannot take it says when it is written to. */
	low = false;
	private looking = false;
	private timer: NodeJS.Timeout | undefined;

	/**
	 * @param leastBytes how much has to stay free
	 * @param freeBytes how much is free
	 */
	constructor(
		private readonly folder: string,
		private readonly leastBytes: number,
		private readonly freeBytes: (folder: string) => Promise<number> = freeBytesOf,
	) {}

	/** Looks, and from then on now and then. */
	async watch(): Promise<void> {
		this.timer = setInterval(() => void this.look(), LOOK_EVERY_MS);
		this.timer.unref();
		await this.look();
	}

	stop(): void {
		clearInterval(this.timer);
	}

	/** For the timer, and for tests. Never rejects. */
	async look(): Promise<void> {
		// A network's disk may let one wait.
		if (this.looking) return;
		this.looking = true;
		const free = await this.freeBytes(this.folder).catch(() => Infinity);
		this.looking = false;
		this.low = free < this.leastBytes;
	}
}
