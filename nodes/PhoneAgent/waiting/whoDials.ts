import type { IDataObject } from 'n8n-workflow';
import type { CallState } from '../../shared/callResult/callState';
import { phoneFacts } from '../../shared/callResult/resultItem';
import { lastOf } from '../../shared/conversationCalls';
import { durationSeconds } from '../../shared/durationSeconds';

/** Who tells that a call has ended: Ultravox, of one of its calls; Plivo; or somebody else, such as the bridge. */
export interface Teller {
	kind: 'ended' | 'hangup' | 'other';
	/** Ultravox's id of the call that it tells of. */
	callId?: string;
}

/** What is done about the call that is due: dialled now, but not after `by`; or later, by the same teller; or by another one. */
export type Turn = { what: 'now'; by: number } | { what: 'later' } | { what: 'others' };

const NOW: Turn = { what: 'now', by: Infinity };
const LATER: Turn = { what: 'later' };
const OTHERS: Turn = { what: 'others' };

/** How soon (ms) after its end Ultravox tells it for the first time; the second time comes 30 s later (ultravox.md §7.6). */
const AT_ONCE_MS = 15_000;
/** Before Ultravox gives up waiting for somebody to join, and tells that (ms): both clocks may differ. */
const BEFORE_GIVING_UP_MS = 10_000;
/** How long (ms) the phone's side lasts on without the agent, where somebody is with a human: longer than a message to a machine. */
const WITH_A_HUMAN_MS = 60_000;
/** The same, seen from Plivo's telling, which may be repeated for 55 s (plivo.md §6.8), and more than the next. */
const TOLD_LATE_MS = 120_000;
/** After that (ms) Plivo certainly does not tell any more. */
const PLIVO_IS_DONE_MS = 90_000;
/** A record of Plivo's that is not there by then (ms) may never come. */
const NO_RECORD_MS = 10 * 60_000;

/** When the agent's part ended, in milliseconds since the epoch; null while it has not. */
function agentEnd({ calls }: CallState): number | null {
	const ends = calls.map(({ ended }) => Date.parse(String(ended)));
	return ends.length === 0 || ends.some(Number.isNaN) ? null : Math.max(...ends);
}

/** When the phone's side ended; null when it has not, or nobody knows. */
function phoneEnd({ leg }: CallState): number | null {
	const ended = Date.parse(phoneFacts(leg ?? {}).endedAt ?? '');
	return Number.isNaN(ended) ? null : ended;
}

/** When a call that is over ended on both sides; null where one of them is not known. */
export function endOf(state: CallState): number | null {
	const agent = agentEnd(state);
	const phone = phoneEnd(state);
	return agent === null || phone === null ? null : Math.max(agent, phone);
}

/**
 * Whether whoever tells the end of a call dials the next one. An end is told by several, which can come in the same moment to several
 * processes, and these know nothing of each other: at each moment, it is one of them that dials. By the facts of the call:
 * - Ultravox, as a rule.
 * - Plivo, until Ultravox would give up waiting for somebody to join: a phone that was busy makes room at once.
 * - Plivo, when somebody was with a human after the agent; where it has not told, Ultravox a little later.
 * @param state of the call, over
 * @param isLast it will not be asked again for this event
 */
export function turnAfter(
	state: CallState,
	{ kind, callId }: Teller,
	isLast: boolean,
	now = Date.now(),
): Turn {
	const last = lastOf(state.calls);
	if (kind === 'other') return OTHERS;
	// Ultravox has deleted it.
	if (last === undefined) return kind === 'ended' ? NOW : OTHERS;
	const agent = agentEnd(state);
	if (!last.joined) return turnOfUnjoined(last, agent, kind, now);
	if (kind === 'hangup') return agent !== null && now - agent > TOLD_LATE_MS ? NOW : OTHERS;
	if (agent === null) return LATER;
	// The agent that somebody came back to after a human has its own end.
	if (callId !== last.callId) return OTHERS;
	const phone = phoneEnd(state);
	if (phone === null) {
		const mayNeverCome = isLast && now - agent > NO_RECORD_MS;
		return now - agent <= AT_ONCE_MS || mayNeverCome ? NOW : LATER;
	}
	const isPlivos = phone - agent > WITH_A_HUMAN_MS && now - phone < PLIVO_IS_DONE_MS;
	return isPlivos ? LATER : NOW;
}

/** Nobody has joined: until Ultravox gives up by itself it is Plivo's turn, also where Ultravox has ended the call before. */
function turnOfUnjoined(
	{ created, joinTimeout }: IDataObject,
	agent: number | null,
	kind: 'ended' | 'hangup',
	now: number,
): Turn {
	const givesUp = Date.parse(String(created)) + (durationSeconds(joinTimeout) ?? 0) * 1000;
	const by = givesUp - BEFORE_GIVING_UP_MS;
	if (kind === 'hangup') return now < by ? { what: 'now', by } : OTHERS;
	return agent !== null && Math.max(agent, now) >= givesUp ? NOW : LATER;
}
