import type { IDataObject } from 'n8n-workflow';
import { conversationOf, lastOf } from '../../shared/conversationCalls';
import { TIMED_OUT, within } from '../../shared/deadline';
import { isRelayed } from '../../shared/resumedCall';
import { findCallsOfPlivoCall, getEndedUltravoxCall } from '../../shared/ultravoxCalls';
import type { CallNote } from './callNotes';
import { nextChange } from './callNotes';
import type { IncomingCall } from './incomingCall';
import { reasonOf } from './relayNotes';

/** How long (ms) Ultravox may take to write down how its call ended. */
const END_REASON_MS = 2_500;
/** How long (ms) the bridge's report is waited for when Ultravox only knows that the bridge hung up. */
const REPORT_MS = 1_000;

/** How an agent's part of a call ended. */
export interface AgentEnd {
	/** An ordinary end, after which nothing more is to be heard; else the agent was lost. */
	isGoodbye: boolean;
	/** In the word of whoever knew; null when nobody did. */
	reason: string | null;
	/** Ultravox could not be asked. */
	isUnknown: boolean;
}

/**
 * Ordinary ends in the bridge's report: the caller's or the agent's goodbye, a hang-up by whoever controls the bridge, the end of
 * the longest call it allows. After all others the caller is there and has nobody to talk with.
 */
const BRIDGE_GOODBYE = new Set(['caller-hangup', 'agent-ended', 'hung-up', 'too-long']);
/** What the bridge takes for a loss, and Ultravox may know better: a goodbye whose socket broke off. */
const BRIDGE_UNSURE = new Set(['agent-lost', 'bridge-lost']);
/** Ordinary ends that are the agent's own doing (ultravox.md §2.2). */
const AGENT_GOODBYE = new Set(['agent_hangup', 'timeout']);
/**
 * The client left: Plivo on a direct call. On a relayed one it was the bridge, whatever its reason was; when it does not tell, it
 * may have been killed.
 */
const CLIENT_LEFT = 'hangup';

const end = (isGoodbye: boolean, reason: string | null): AgentEnd => ({
	isGoodbye,
	reason,
	isUnknown: false,
});

/**
 * How the agent's part ended, that of the last agent where lost ones were replaced. Never throws.
 * @param callId Ultravox's id of the call it began with
 */
export async function howItEnded(call: IncomingCall, callId: string): Promise<AgentEnd> {
	const told = toldBy(call.note, callId);
	if (told !== null) return told;
	const ended = await askUltravox(call, callId);
	// The report may have come meanwhile; that the agent was lost does not overrule what Ultravox knows.
	const late = toldBy(call.note, callId);
	if (late !== null) return late;
	if (ended === null) return { isGoodbye: false, reason: null, isUnknown: true };
	const reason = endReasonOf(ended);
	if (reason === null) return end(false, reasonOf(call.note, callId));
	if (reason !== CLIENT_LEFT) return end(AGENT_GOODBYE.has(reason), reason);
	if (!isRelayed(ended)) return end(true, reason);
	await reportOf(call.note, callId);
	const unsure = reasonOf(call.note, callId);
	if (unsure !== null && BRIDGE_UNSURE.has(unsure)) return end(false, unsure);
	return toldBy(call.note, callId) ?? end(false, reason);
}

/** What the bridge's report says, where it is the last word. */
function toldBy(note: CallNote, callId: string): AgentEnd | null {
	const reason = reasonOf(note, callId);
	if (reason === null || BRIDGE_UNSURE.has(reason)) return null;
	return end(BRIDGE_GOODBYE.has(reason), reason);
}

function endReasonOf({ endReason, joined, ended }: IDataObject): string | null {
	if (typeof endReason === 'string') return endReason;
	// Over, but the reason is not written down: who was connected said goodbye.
	return joined && ended ? CLIENT_LEFT : null;
}

async function askUltravox(call: IncomingCall, callId: string): Promise<IDataObject | null> {
	try {
		const ended = await within(lastCall(call, callId, END_REASON_MS), END_REASON_MS + 300);
		return ended === TIMED_OUT ? null : ended;
	} catch (error) {
		call.context.logger.warn('Ultravox could not be asked how the call ended', { error });
		return null;
	}
}

/** The call that the conversation went on in last, once it has an end reason. */
async function lastCall(
	{ context, callUuid, note }: IncomingCall,
	callId: string,
	budget: number,
): Promise<IDataObject> {
	const deadline = Date.now() + budget;
	const known = note.relays.get(callId)?.callId ?? callId;
	if (known !== callId || isCertainlyDirect(note)) {
		return await getEndedUltravoxCall(context, known, budget);
	}
	// Another process may have resumed it.
	const calls = await findCallsOfPlivoCall(context, callUuid, budget).catch(() => []);
	const last = lastOf(conversationOf(calls, callId));
	if (last?.endReason) return last;
	const lastId = String(last?.callId ?? callId);
	return await getEndedUltravoxCall(context, lastId, Math.max(0, deadline - Date.now()));
}

/** Whether this process connected the caller, and without a bridge. */
const isCertainlyDirect = ({ given, relayed }: CallNote): boolean => given.length > 0 && !relayed;

/** Resolves when the bridge has told how a stream went, or has taken too long. */
async function reportOf(note: CallNote, callId: string): Promise<void> {
	const deadline = Date.now() + REPORT_MS;
	while (reasonOf(note, callId) === null && Date.now() < deadline) {
		await within(nextChange(note), deadline - Date.now());
	}
}
