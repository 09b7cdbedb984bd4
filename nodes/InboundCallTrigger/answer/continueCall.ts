import { hangup } from '../../shared/plivoXml';
import { earlierAnswer } from './answerCall';
import type { Answer } from './callNotes';
import { whileMoving } from './handoff';
import { howItEnded } from './howItEnded';
import type { IncomingCall } from './incomingCall';
import { climb, plainAnswer } from './ladder';
import { field } from './plivoEvent';

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
	const handoff = call.note.handoffs.get(callId);
	if (handoff !== undefined) return whileMoving(call, handoff);
	const end = await howItEnded(call, callId);
	if (end.isGoodbye) return plainAnswer('agent', [hangup()]);
	// When Ultravox cannot be asked how it ended, it is not asked for more: the caller waits.
	const next = end.isUnknown ? null : await nextAgent(call, step, callId);
	const known = end.isUnknown ? 'Ultravox could not be asked' : 'no end reason yet';
	const reason = `The agent was lost (${end.reason ?? known})`;
	return next ?? (await climb(call, step, [{ step: 'agent', agentId: null, reason }]));
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
