import { getEndedUltravoxCall } from '../../shared/ultravoxCalls';
import { hangup } from '../../shared/plivoXml';
import { earlierAnswer } from './answerCall';
import type { Answer } from './callNotes';
import type { IncomingCall } from './incomingCall';
import { climb, plainAnswer } from './ladder';
import { field } from './plivoEvent';

/** How long (ms) Ultravox may take to write down how its call ended. */
const END_REASON_MS = 2_500;

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
	if (dialStatus === 'completed') return plainAnswer('forward', [hangup()]);
	const step = Math.max(0, Number.parseInt(query.get('step') ?? '0', 10) || 0);
	const callId = query.get('callId');
	if (callId === null) return (await nextAgent(call, step)) ?? (await climb(call, step));
	const endReason = (await endReasonOf(call, callId)) ?? bridgeReason(call);
	if (endReason !== null && GOODBYE.has(endReason)) return plainAnswer('agent', [hangup()]);
	const next = await nextAgent(call, step, callId);
	if (next) return next;
	return await climb(call, step, [
		{
			step: 'agent',
			agentId: null,
			reason: `The agent was lost (${endReason ?? 'no end reason yet'})`,
		},
	]);
}

async function endReasonOf(call: IncomingCall, callId: string): Promise<string | null> {
	try {
		const ended = await getEndedUltravoxCall(call.context, callId, END_REASON_MS);
		return typeof ended.endReason === 'string' ? ended.endReason : null;
	} catch (error) {
		call.context.logger.warn('Ultravox could not be asked how the call ended', { error });
		return null;
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
