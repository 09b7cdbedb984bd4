import type { IDataObject } from 'n8n-workflow';
import type { CallState } from '../../shared/callResult/callState';
import { phoneFacts } from '../../shared/callResult/resultItem';
import { lastOf } from '../../shared/conversationCalls';
import { durationSeconds } from '../../shared/durationSeconds';

/** Who tells that a call has ended: Ultravox, of one of its calls; Plivo; the bridge; or somebody else. */
export interface Teller {
	kind: 'ended' | 'hangup' | 'bridge' | 'other';
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
/** When (ms after its end) what Ultravox ordered then has certainly been answered, or given up: creating a call may take 10 s. */
const FIRST_IS_DONE_MS = 26_000;
/** Before Ultravox gives up waiting for somebody to join, and tells that (ms): creating a call may take 10 s, and clocks may differ. */
const BEFORE_GIVING_UP_MS = 15_000;
/** After that (ms) Plivo certainly does not tell any more (plivo.md §6.8), and what it ordered is done. */
const PLIVO_IS_DONE_MS = 80_000;
/** For how long (ms) the bridge leaves it to the others. */
const BRIDGE_WAITS_MS = 2 * 60_000;
/** A record of Plivo's that is not there by then (ms) may never come: Ultravox tells an end for the fifth time (ultravox.md §7.6). */
const NO_RECORD_MS = 5 * 60_000;

/** When the agent's part ended, in milliseconds since the epoch; null while it has not. */
export function agentEnd({ calls }: CallState): number | null {
	const ends = calls.map(({ ended }) => Date.parse(String(ended)));
	return ends.length === 0 || ends.some(Number.isNaN) ? null : Math.max(...ends);
}

/** When the phone's side ended; null when it has not, or nobody knows. */
export function phoneEnd({ leg }: CallState): number | null {
	const ended = Date.parse(phoneFacts(leg ?? {}).endedAt ?? '');
	return Number.isNaN(ended) ? null : ended;
}

/** When a call that is over ended, as far as is known; null where neither side tells. */
export function endOf(state: CallState): number | null {
	const ends = [agentEnd(state), phoneEnd(state)].filter((end) => end !== null);
	return ends.length === 0 ? null : Math.max(...ends);
}

/** How much longer (ms) the phone's side lasted than the agent's: the person was with a human, or a machine was left a message. */
export function longerThanAgent(state: CallState): number {
	const [agent, phone] = [agentEnd(state), phoneEnd(state)];
	return agent === null || phone === null ? 0 : Math.max(0, phone - agent);
}

/**
 * Whether whoever tells the end of a call dials the next one. An end is told by several, which can come in the same moment to several
 * processes, and these know nothing of each other: at each moment, it is one of them that dials. By the facts of the call:
 * - Ultravox, when it tells its end for the first time, and again when Plivo does not tell any more.
 * - Plivo, in between: it is sent away until then. So it dials at once for somebody who was with a human after the agent.
 * - Plivo, until Ultravox would give up waiting for somebody to join: a phone that was busy makes room at once.
 * - The bridge, when neither has for two minutes.
 *
 * Through the bridge, two may do so in the same moment: only the first of two calls under one key is dialled (dialThroughBridge.ts). There,
 * Ultravox does not wait for Plivo.
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
	if (kind === 'bridge') return turnOfBridge(state, last, now);
	const agent = agentEnd(state);
	if (!last.joined) return turnOfUnjoined(last, agent, kind, now);
	if (agent === null) return LATER;
	if (kind === 'hangup') return now - agent >= FIRST_IS_DONE_MS ? NOW : LATER;
	// The agent that somebody came back to after a human has its own end.
	if (callId !== last.callId) return OTHERS;
	if (now - agent <= AT_ONCE_MS) return { what: 'now', by: agent + AT_ONCE_MS };
	const phone = phoneEnd(state);
	const isBridged = state.placed.audioPath === 'bridge';
	const isPlivoDone =
		phone === null
			? isLast && now - agent > NO_RECORD_MS
			: isBridged || now - Math.max(agent, phone) >= PLIVO_IS_DONE_MS;
	return isPlivoDone ? NOW : LATER;
}

/** When Ultravox gives up waiting for somebody to join. */
const givesUpAt = ({ created, joinTimeout }: IDataObject): number =>
	Date.parse(String(created)) + (durationSeconds(joinTimeout) ?? 0) * 1000;

/** Nobody has joined: until Ultravox gives up by itself it is Plivo's turn, also where Ultravox has ended the call before. */
function turnOfUnjoined(
	last: IDataObject,
	agent: number | null,
	kind: 'ended' | 'hangup',
	now: number,
): Turn {
	const givesUp = givesUpAt(last);
	const by = givesUp - BEFORE_GIVING_UP_MS;
	if (kind === 'hangup') return now < by ? { what: 'now', by } : OTHERS;
	return agent !== null && Math.max(agent, now) >= givesUp ? NOW : LATER;
}

/** The bridge tells an end until it is taken: what it told is kept on disk. */
function turnOfBridge(state: CallState, last: IDataObject, now: number): Turn {
	const end = endOf(state);
	if (agentEnd(state) === null || end === null) return LATER;
	const othersTold = last.joined ? end : Math.max(end, givesUpAt(last));
	return now - othersTold >= BRIDGE_WAITS_MS ? NOW : LATER;
}
