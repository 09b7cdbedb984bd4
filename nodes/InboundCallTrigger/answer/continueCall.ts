import { TIMED_OUT, within } from '../../shared/deadline';
import { hangup } from '../../shared/plivoXml';
import { getEndedUltravoxCall } from '../../shared/ultravoxCalls';
import { earlierAnswer } from './answerCall';
import type { Answer } from './callNotes';
import type { IncomingCall } from './incomingCall';
import { climb, plainAnswer } from './ladder';
import { field } from './plivoEvent';

/** How long (ms) Ultravox may take to write down how its call ended. */
const END_REASON_MS = 2_500;

const UNKNOWN = 'Ultravox could not be asked';

/**
 * Ends that are ordinary, of Ultravox (ultravox.md §2.2) and, should Ultravox be slow to write one down, of the bridge's
 * report; all others are a lost agent.
 */
const GOODBYE = new Set(['hangup', 'agent_hangup', 'timeout', 'agent-ended', 'caller-hangup']);

/**
 * What happens after a `<Stream>` or `<Dial>` is over and the caller is still there: a goodbye hangs up, a lost agent or
 * an unanswered forward goes on down the ladder. Never throws.
 */
export async function continueCall(call: IncomingCall, query: URLSearchParams): Promise<Answer> {
	const dialStatus = field(call.fields, 'DialStatus');
	if (dialStatus === 'completed') {
		call.note.transferred = true;
		return plainAnswer('forward', [hangup()]);
	}
	const step = Math.max(0, Number.parseInt(query.get('step') ?? '0', 10) || 0);
	const callId = query.get('callId');
	if (callId === null) {
		return (await nextAgent(call, step)) ?? (await climb(call, step, [], true));
	}
	// The bridge knows at once, but a goodbye whose socket broke off looks like a lost agent to it: Ultravox has the last word.
	const told = bridgeReason(call);
	const isGoodbye = told !== null && GOODBYE.has(told);
	const end = isGoodbye ? told : ((await endReasonOf(call, callId)) ?? told);
	if (end !== null && GOODBYE.has(end)) return plainAnswer('agent', [hangup()]);
	// When Ultravox cannot be asked how it ended, it is not asked for more: the caller waits.
	const next = end === UNKNOWN ? null : await nextAgent(call, step, callId);
	return (
		next ??
		(await climb(call, step, [
			{
				step: 'agent',
				agentId: null,
				reason: `The agent was lost (${end ?? 'no end reason yet'})`,
			},
		]))
	);
}

/** The end reason; null while there is none; UNKNOWN when Ultravox cannot be asked. */
async function endReasonOf(call: IncomingCall, callId: string): Promise<string | null> {
	try {
		const ended = await within(
			getEndedUltravoxCall(call.context, callId, END_REASON_MS),
			END_REASON_MS + 300,
		);
		if (ended === TIMED_OUT) return UNKNOWN;
		if (typeof ended.endReason === 'string') return ended.endReason;
		// Over, but the reason is not written down: who was connected said goodbye.
		return ended.joined && ended.ended ? 'hangup' : null;
	} catch (error) {
		call.context.logger.warn('Ultravox could not be asked how the call ended', { error });
		return UNKNOWN;
	}
}

function bridgeReason(call: IncomingCall): string | null {
	const report = call.note.bridgeEnded?.data.report as { reason?: unknown } | undefined;
	return typeof report?.reason === 'string' ? report.reason : null;
}

/**
 * The agent of a later step, when another process has already made its call: a repeat of this very request would
 * otherwise make a second one. Only asked when the step is an agent at all.
 */
async function nextAgent(
	call: IncomingCall,
	step: number,
	lostCallId?: string,
): Promise<Answer | null> {
	if (call.ladder[step]?.step !== 'agent') return null;
	return await earlierAnswer(call, { nextStep: step + 1, except: lostCallId });
}
