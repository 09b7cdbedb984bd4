import { sleep } from 'n8n-workflow';

/** What `within` gives when the time was up first. */
export const TIMED_OUT = Symbol('timed out');

/**
 * The result of `work`, or TIMED_OUT after `milliseconds`. The work itself goes on; what it throws later is dropped.
 * Needed because a client time-out does not cover every phase of a request, and a caller waits on the line.
 */
export async function within<T>(
	work: Promise<T>,
	milliseconds: number,
): Promise<T | typeof TIMED_OUT> {
	work.catch(() => undefined);
	const timeUp = sleep(Math.max(0, milliseconds)).then((): typeof TIMED_OUT => TIMED_OUT);
	return await Promise.race([work, timeUp]);
}
