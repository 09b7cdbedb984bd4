import type { IDataObject } from 'n8n-workflow';
import type { AgentCall } from '../agentCall';
import { CALL_UUID_METADATA_KEY, joinableCall } from '../agentCall';
import type { StreamContentType } from '../audioFormat';
import { parseContentType } from '../audioFormat';
import { isObject } from '../operations/values';
import { findCallsByMetadata } from '../placedCall';
import type { RequestContext } from '../providerFailure';
import {
	isRelayed,
	LOST_CALL_METADATA_KEY,
	ongoingCallBody,
	ownMetadata,
	serverWebSocketOf,
} from '../resumedCall';
import { getUltravoxCall } from '../ultravoxCalls';
import { ultravoxRequest } from '../ultravoxRequest';
import type { Handoff, HandoffEnd } from './handoff';

const WHY: Record<Exclude<HandoffEnd, 'talked' | 'gone'>, string> = {
	busy: 'the line of that person is busy',
	'no-answer': 'that person did not pick up',
	unreachable: 'that person cannot be reached',
};

/** Plivo connects the stream as soon as it has the answer. */
const JOIN_TIMEOUT = '30s';
/** How long (ms) Ultravox may take for one request: the caller waits in silence. */
const REQUEST_MS = 3_000;
/** For how long a repeated request is known by this process. */
const REMEMBERED_MS = 15 * 60_000;

/** Callers who came back from a human that was not reached. */
export interface ReturnOptions {
	why: Exclude<HandoffEnd, 'talked' | 'gone'>;
	/** What the new call has beside that: such as `callbacks`. */
	settings?: IDataObject;
}

/** An agent that takes a caller back, and the call before the handoff. */
export interface ReturnedCall {
	agentCall: AgentCall;
	before: IDataObject;
}

/** By Ultravox's id of the call before: a repeated request gets the same call. */
const returns = new Map<string, { at: number; returned: Promise<ReturnedCall> }>();

/**
 * Gives a caller whom no human took back to an agent that knows the conversation, and why: a new call of Ultravox's with the old
 * one as its prior call (ultravox.md §2.1). Made once for each handoff, whatever is repeated.
 * @throws NodeApiError with Ultravox's words; NodeOperationError when there is no call that can be joined
 */
export async function returnToAgent(
	context: RequestContext,
	handoff: Handoff,
	options: ReturnOptions,
): Promise<ReturnedCall> {
	const now = Date.now();
	for (const [key, { at }] of returns) if (now - at > REMEMBERED_MS) returns.delete(key);
	const key = `${handoff.callUuid} ${handoff.callId}`;
	const known = returns.get(key);
	if (known) return await known.returned;
	const returned = makeReturn(context, handoff, options);
	returns.set(key, { at: now, returned });
	returned.catch(() => returns.delete(key));
	return await returned;
}

async function makeReturn(
	context: RequestContext,
	{ callId, callUuid }: Handoff,
	{ why, settings = {} }: ReturnOptions,
): Promise<ReturnedCall> {
	const before = await getUltravoxCall(context, callId, REQUEST_MS);
	const path = isRelayed(before) ? 'bridge' : 'direct';
	const earlier = await findCallsByMetadata(
		context,
		{ [LOST_CALL_METADATA_KEY]: callId },
		REQUEST_MS,
	).catch(() => []);
	const waiting = earlier.find(({ joined, ended, joinUrl }) => !joined && !ended && joinUrl);
	if (waiting) return { agentCall: joinableCall(context, waiting, path), before };
	const object = await ultravoxRequest(context, {
		method: 'POST',
		path: '/api/calls',
		query: { priorCallId: callId },
		body: { ...returnBody(before, { callUuid, why }), ...settings },
		timeout: REQUEST_MS,
	});
	return { agentCall: joinableCall(context, object, path), before };
}

/** The body of `POST /api/calls?priorCallId=` for a caller who comes back. */
function returnBody(
	before: IDataObject,
	{ callUuid, why }: { callUuid: string; why: ReturnOptions['why'] },
	now = new Date(),
): IDataObject {
	return ongoingCallBody(
		before,
		{
			// Always given: a medium that rings a phone would ring it again.
			medium: isRelayed(before)
				? { serverWebSocket: serverWebSocketOf(before) }
				: { plivo: withoutDialling(before) },
			metadata: {
				...ownMetadata(before),
				[CALL_UUID_METADATA_KEY]: callUuid,
				[LOST_CALL_METADATA_KEY]: String(before.callId),
			},
			prompt: `You tried to connect the caller with a human, but ${WHY[why]}. The caller is back with you now. In a few words, in the language of the conversation, say so and apologize. Do not greet again: offer to help yourself or to take a message.`,
			joinTimeout: JOIN_TIMEOUT,
		},
		now,
	);
}

/** The medium's settings for keys; a call that comes back is not dialled. */
function withoutDialling({ medium }: IDataObject): IDataObject {
	const plivo = isObject(medium) && isObject(medium.plivo) ? medium.plivo : {};
	return isObject(plivo.dtmfHandling) ? { dtmfHandling: plivo.dtmfHandling } : {};
}

/**
 * The audio format for the stream of a caller who comes back: through the bridge it has to have the rate that the call was made with.
 * @param preferred where both fit
 */
export function returnFormat(
	{ agentCall, before }: ReturnedCall,
	preferred: StreamContentType,
): StreamContentType {
	const medium = before.medium as IDataObject | undefined;
	const relayed = medium?.serverWebSocket as IDataObject | undefined;
	if (agentCall.audioPath === 'direct' || relayed === undefined) return preferred;
	if (parseContentType(preferred).sampleRate === relayed.inputSampleRate) return preferred;
	return relayed.inputSampleRate === 8000 ? 'audio/x-l16;rate=8000' : 'audio/x-l16;rate=16000';
}

/** Ultravox's id of the agent of a call; '' when it does not say. */
export function agentIdOf(call: IDataObject): string {
	const agent = isObject(call.agent) ? call.agent.agentId : undefined;
	const id = agent ?? call.agentId;
	return typeof id === 'string' ? id : '';
}
