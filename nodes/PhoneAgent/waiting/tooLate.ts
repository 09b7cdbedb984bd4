import type { CallState } from '../../shared/callResult/callState';
import { isTooLate, tooLateFor } from '../outbound/dialUntil';
import type { DueCall, DuePlan } from '../outbound/duePlan';
import { firstHeard } from './heard';
import { endOf, longerThanAgent, phoneEnd } from './whoDials';

/** The end of a call as it is told. */
export interface ToldEnd {
	/** How much later (ms) n8n has heard of it; null when that is not known. What it could not do by then is not late. */
	late: number | null;
	/** How long ago (ms) it was; null when that is not known. */
	since: number | null;
	/** How much later (ms) n8n may hear of it, without an outage. */
	patience: number;
	/** It has just been: nobody else can have called whoever is due after it, and nobody know of it any more, or yet. */
	isFresh: boolean;
	/** How long ago (ms) the latest call of the run was dialed; not given where that does not matter. */
	sinceDialed?: number;
}

/** Ultravox tells an end after seven and a half minutes for the fifth time (ultravox.md §7.6): who hears of it later was out (ms). */
const PATIENCE_MS = 10 * 60_000;
/** For how long (ms) after an end those after it are dialed, where n8n could not before. */
const LONGEST_MS = 60 * 60_000;
/** Who hears of an end within this (ms) is the first: it is told again, perhaps to another process, half a minute later (whoDials.ts). */
const FRESH_MS = 20_000;

/**
 * When a call that is over ended, as far as is known; null where nobody tells.
 * @param heard when this process heard of it for the first time
 */
function endAsTold(state: CallState, heard: number | undefined): number | null {
	// Plivo's hang-up does not name the zone of its times (plivo.md §6.3), and is told within a minute.
	const isToldByPlivo = state.leg?.hangup !== undefined && phoneEnd(state) === null;
	return (isToldByPlivo ? heard : undefined) ?? endOf(state);
}

/** The same, by what was heard in an execution. */
export const endIn = (execution: string, state: CallState): number | null =>
	endAsTold(state, firstHeard({ ...state.placed, execution }));

/**
 * The end of a call that is over, as it is told now.
 * @param execution n8n's id of it
 */
export function toldEnd(execution: string, state: CallState, now = Date.now()): ToldEnd {
	const heard = firstHeard({ ...state.placed, execution }) ?? now;
	const end = endAsTold(state, heard);
	// Ultravox may have told of its part before, to another process.
	const known = endOf(state) ?? end;
	return {
		late: end === null ? null : heard - end,
		since: end === null ? null : now - end,
		// Ultravox has begun to tell its end while the person was still with a human: its pauses are as long as that by then.
		patience: PATIENCE_MS + longerThanAgent(state),
		isFresh: known !== null && now - known < FRESH_MS,
	};
}

const minutes = (milliseconds: number): number => Math.round(milliseconds / 60_000);

const ALL_THE_SAME = "With the option 'Dial Until', calls are placed up to that time all the same";

/**
 * Why a call that is due is not placed any more; null when it is. Without a time until when people may be called, an outage must not
 * shift calls into their night.
 */
export function tooLateReason(
	{ deadline }: DuePlan,
	{ call, lasts }: DueCall,
	{ late, since, patience, sinceDialed = Infinity }: ToldEnd,
	now = Date.now(),
): string | null {
	if (isTooLate(call)) return tooLateFor(call);
	if (call.dialUntil === undefined && late !== null && late > patience) {
		return `Nobody was dialed: this process of n8n heard of the end of an earlier call, which made room, ${minutes(late)} minutes late, as after an outage or a restart. ${ALL_THE_SAME}`;
	}
	// While others of the run are dialed, there is no outage.
	const idle = since === null ? 0 : Math.min(since, sinceDialed);
	if (call.dialUntil === undefined && since !== null && idle > Math.max(LONGEST_MS, patience)) {
		return `Nobody was dialed: an earlier call, which made room, had ended ${minutes(since)} minutes before, and nobody could be called until then, as in an outage. ${ALL_THE_SAME}`;
	}
	if (now + lasts > deadline) {
		return `Nobody was dialed: the execution goes on at ${new Date(deadline).toISOString()}, and the call could last longer`;
	}
	return null;
}
