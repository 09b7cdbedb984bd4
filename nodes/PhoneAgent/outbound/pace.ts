import type { Parameters } from '../../shared/operations/parameters';
import { findCallsOfRun } from '../../shared/placedCall';
import { pauseUnlessStopped } from '../../shared/repeat';
import type { Placing } from './placing';

/** How fast calls of one run are placed. */
export interface Pace {
	perSecond: number;
	atOnce: number;
}

/** How long (ms) to wait before asking again whether a call has ended. */
const ASK_AGAIN_MS = 2_000;

/** The pace of a run, as its first item says. */
export function readPace(parameters: Parameters): Pace {
	const options = parameters.collection('options');
	return {
		perSecond: options.optionalNumber('callsPerSecond', { min: 0.01, max: 30 }) ?? 1,
		atOnce: options.optionalInteger('callsAtOnce', { min: 1 }) ?? 5,
	};
}

/**
 * Waits until fewer calls of this run are up than may be at once. How many are is asked from Ultravox: nothing is counted here.
 * @param all how many calls the run has in all; when that is no more than may be at once, nobody is asked
 * @returns false when the execution was stopped
 * @throws NodeApiError when Ultravox cannot be asked
 */
export async function roomForOne(
	{ context, identity }: Placing,
	{ atOnce }: Pace,
	all: number,
): Promise<boolean> {
	const stopped = context.getExecutionCancelSignal();
	if (all <= atOnce) return !stopped?.aborted;
	for (;;) {
		const calls = await findCallsOfRun(context, identity.run);
		if (calls.filter(({ ended }) => !ended).length < atOnce) return !stopped?.aborted;
		if (!(await pauseUnlessStopped(ASK_AGAIN_MS, stopped))) return false;
	}
}
