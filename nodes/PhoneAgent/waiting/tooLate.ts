import type { CallState } from '../../shared/callResult/callState';
import { isTooLate, tooLateFor } from '../outbound/dialUntil';
import type { DueCall, DuePlan } from '../outbound/duePlan';
import type { Teller } from './whoDials';
import { agentEnd, endOf, phoneEnd } from './whoDials';

/** The end of a call as it is told. */
export interface ToldEnd {
	/** When it was, in milliseconds since the epoch; null when that is not known. */
	end: number | null;
	/** How much later (ms) it may be told, without an outage. */
	patience: number;
	/** It has just been: whoever is due after it cannot have been called and forgotten before. */
	isFresh: boolean;
}

/** Ultravox tells an end after seven and a half minutes for the fifth time (ultravox.md §7.6): with one outage more, it is too late (ms). */
const PATIENCE_MS = 10 * 60_000;
/** A call is not made, over, billed and deleted in less (ms). */
const FRESH_MS = 60_000;

/** The end of a call that is over, as somebody tells it now. */
export function toldEnd(state: CallState, { kind }: Teller, now = Date.now()): ToldEnd {
	const [agent, phone, end] = [agentEnd(state), phoneEnd(state), endOf(state)];
	// Ultravox has begun to tell its end while the person was still with a human: its pauses are as long as that by then.
	const apart = agent === null || phone === null ? 0 : phone - agent;
	return {
		end,
		patience: Math.max(PATIENCE_MS, apart + FRESH_MS),
		// Plivo tells an end for less than a minute (plivo.md §6.8).
		isFresh: kind === 'hangup' || (end !== null && now - end < FRESH_MS),
	};
}

const minutes = (milliseconds: number): number => Math.round(milliseconds / 60_000);

/**
 * Why a call that is due is not placed any more; null when it is. Without a time until when people may be called, an outage must not
 * shift calls into their night.
 */
export function tooLateReason(
	{ deadline }: DuePlan,
	{ call, lasts }: DueCall,
	{ end, patience }: ToldEnd,
	now = Date.now(),
): string | null {
	if (isTooLate(call)) return tooLateFor(call);
	if (call.dialUntil === undefined && end !== null && now - end > patience) {
		return `Nobody was dialed: the end of an earlier call, which made room, was told ${minutes(now - end)} minutes late, as after an outage. With the option 'Dial Until', calls are placed up to that time all the same`;
	}
	if (now + lasts > deadline) {
		return `Nobody was dialed: the execution goes on at ${new Date(deadline).toISOString()}, and the call could last longer`;
	}
	return null;
}
