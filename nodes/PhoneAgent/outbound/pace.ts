import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../shared/operations/parameters';
import type { PlacedCall } from '../../shared/placedCall';
import { findCallsOfRun } from '../../shared/placedCall';
import { pauseUnlessStopped } from '../../shared/repeat';
import { stopSignal } from '../../shared/stopSignal';
import { stateOf } from '../waiting/results';
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
 * Waits until fewer calls of this run are up than may be at once. How many are is asked from the providers: nothing is counted here. A
 * phone that was busy, or that nobody picked up, is not up any more, though Ultravox still waits for somebody to join.
 * @param all how many calls the run has in all; when that is no more than may be at once, nobody is asked
 * @param before what was placed in this run
 * @returns false when the execution was stopped
 * @throws NodeApiError when Ultravox cannot be asked
 */
export async function roomForOne(
	{ context, identity }: Placing,
	{ atOnce }: Pace,
	all: number,
	before: readonly PlacedCall[],
): Promise<boolean> {
	const stopped = stopSignal(context);
	if (all <= atOnce) return !stopped?.aborted;
	const own = before.filter(({ state }) => state !== 'known');
	const over = new Set<unknown>();
	for (;;) {
		const calls = await findCallsOfRun(context, identity.run);
		const open = calls.filter(({ ended, callId }) => !ended && !over.has(callId));
		let up = open.length;
		for (const { callId, joined } of open) {
			const placed = own.find((one) => one.callId === callId);
			if (up < atOnce || joined || !placed) continue;
			if (!(await isPhoneOver(context, placed, own, calls))) continue;
			over.add(callId);
			up -= 1;
		}
		if (up < atOnce) return !stopped?.aborted;
		if (!(await pauseUnlessStopped(ASK_AGAIN_MS, stopped))) return false;
	}
}

/** Whether Plivo says that a call is over which nobody has joined. One that it cannot be asked about counts as up. */
async function isPhoneOver(
	context: Placing['context'],
	placed: PlacedCall,
	before: readonly PlacedCall[],
	calls: readonly IDataObject[],
): Promise<boolean> {
	const asking = stateOf(context, placed, before, calls, { waitsForBilling: false });
	return await asking.then(
		({ isOver }) => isOver,
		() => false,
	);
}
