import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { callContextFromUltravox, text } from '../../shared/callContext';
import { plivoLeg } from '../../shared/callResult/plivoLeg';
import { pathSegment } from '../../shared/pathSegment';
import type { PlacedCall } from '../../shared/placedCall';
import { pauseUnlessStopped } from '../../shared/repeat';
import { getUltravoxCall, getUltravoxMessages } from '../../shared/ultravoxCalls';
import { ultravoxRequest } from '../../shared/ultravoxRequest';

/** What was heard of a test call. */
export interface Heard {
	/** The Call object as Ultravox gave it last. */
	object: IDataObject;
	wasAnswered: boolean;
	agentSpoke: boolean;
	callerHeard: boolean;
	/** Why the phone's side is over, in Plivo's words; null while Plivo does not say that it is. */
	hangupCause: string | null;
}

const ASK_AGAIN_MS = 1_000;

/**
 * Listens to a call until both have been heard, it has ended, or its time is over; then it is hung up.
 * @throws NodeApiError when Ultravox cannot be asked
 */
export async function listen(context: IExecuteFunctions, placed: PlacedCall): Promise<Heard> {
	const stopped = context.getExecutionCancelSignal();
	const callId = String(placed.callId);
	for (;;) {
		const heard = await hear(context, placed);
		const isDone = heard.agentSpoke && heard.callerHeard;
		const hasEnded = Boolean(heard.object.ended) || heard.hangupCause !== null;
		const isOver = hasEnded || Date.now() > Date.parse(placed.overBy);
		if (isDone && !isOver) await hangUp(context, callId);
		if (isDone || isOver) return heard;
		if (!(await pauseUnlessStopped(ASK_AGAIN_MS, stopped))) {
			await hangUp(context, callId);
			return heard;
		}
	}
}

async function hear(context: IExecuteFunctions, placed: PlacedCall): Promise<Heard> {
	const callId = String(placed.callId);
	const object = await getUltravoxCall(context, callId);
	const wasAnswered = Boolean(object.joined);
	const hangupCause = wasAnswered || object.ended ? null : await causeOf(context, placed, object);
	const messages = wasAnswered ? await getUltravoxMessages(context, callId) : [];
	const { transcript } = callContextFromUltravox(object, messages);
	const spoke = (role: string) => (transcript ?? []).some((line) => line.role === role);
	return {
		object,
		wasAnswered,
		agentSpoke: spoke('agent'),
		callerHeard: spoke('user'),
		hangupCause,
	};
}

/** Why Plivo gave up on a phone that nobody answered: Ultravox goes on waiting for somebody to join. */
async function causeOf(
	context: IExecuteFunctions,
	placed: PlacedCall,
	object: IDataObject,
): Promise<string | null> {
	const { record } = await plivoLeg(context, placed, { calls: [object] });
	return record === null ? null : (text(record.hangup_cause_name) ?? 'Hung up');
}

/** Ultravox has no request that ends a call, but a message (ultravox.md §2.3). A call that is over meanwhile refuses it. */
async function hangUp(context: IExecuteFunctions, callId: string): Promise<void> {
	await ultravoxRequest(context, {
		method: 'POST',
		path: `/api/calls/${pathSegment(callId)}/send_data_message`,
		body: { type: 'hang_up' },
	}).catch((error: unknown) => {
		context.logger.warn('A test call was not hung up by message; it ends by itself', { error });
	});
}
