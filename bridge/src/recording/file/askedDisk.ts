import { StoreError } from '../store/recordingStore';
import { DiskGate, HANGS_MS } from './diskGate';

/** Of the threads that Node.js has for files and name lookups. */
const ASKED_AT_ONCE = 2;
/** Beyond these, who asks is refused at once. */
const MOST_WAITING = 256;

/** The disk of recordings, asked by those who wait for an answer: on one that hangs they take few threads, and are told. */
export class AskedDisk {
	private readonly gate = new DiskGate(ASKED_AT_ONCE);

	/** @param name what it is, for the log */
	constructor(private readonly name: string) {}

	/**
	 * Does the work when its turn has come, if somebody still waits for it then.
	 * @param tooLate is given what the work brought all the same, when nobody waits for it any more
	 * @throws StoreError when the disk hangs or does not keep up, after five seconds at most; what the work throws
	 */
	async ask<Result>(
		work: () => Promise<Result>,
		tooLate: (result: Result) => Promise<void> = async () => await Promise.resolve(),
	): Promise<Result> {
		if (this.gate.hangs || this.gate.waiting >= MOST_WAITING) throw this.silent();
		let isTooLate = false;
		const done = this.gate.run(async () => {
			if (isTooLate) throw this.silent();
			return await work();
		});
		let timer: NodeJS.Timeout | undefined;
		const timeUp = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				isTooLate = true;
				done.then(tooLate).catch(() => undefined);
				reject(this.silent());
			}, HANGS_MS);
			timer.unref();
		});
		try {
			return await Promise.race([done, timeUp]);
		} finally {
			clearTimeout(timer);
		}
	}

	private silent(): StoreError {
		return new StoreError(`nothing: the disk of ${this.name} does not answer`);
	}
}
