import { DiskGate, HANGS_MS } from './diskGate';
import { StoreError } from '../store/recordingStore';

/** Of the threads that Node.js has for files and name lookups. */
const ASKED_AT_ONCE = 2;

/** The disk of recordings, asked by those who wait for an answer: on one that hangs they take few threads, and are told. */
export class AskedDisk {
	private readonly gate = new DiskGate(ASKED_AT_ONCE);

	/**
	 * Does the work when its turn has come.
	 * @param tooLate is given what the work brought all the same, when nobody waits for it any more
	 * @throws StoreError when the disk hangs, after five seconds at most; what the work throws
	 */
	async ask<Result>(
		work: () => Promise<Result>,
		tooLate?: (result: Result) => void,
	): Promise<Result> {
		if (this.gate.hangs) throw hanging();
		const done = this.gate.run(work);
		let timer: NodeJS.Timeout | undefined;
		const timeUp = new Promise<never>((_, reject) => {
			timer = setTimeout(() => {
				void done.then(tooLate, () => undefined);
				reject(hanging());
			}, HANGS_MS);
			timer.unref();
		});
		try {
			return await Promise.race([done, timeUp]);
		} finally {
			clearTimeout(timer);
		}
	}
}

function hanging(): StoreError {
	return new StoreError('nothing, its disk hangs');
}
