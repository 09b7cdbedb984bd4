import type { IDataObject } from 'n8n-workflow';
import type { AgentCall } from './agentCall';
import { CALL_UUID_METADATA_KEY, joinableCall } from './agentCall';
import { durationSeconds } from './durationSeconds';
import { isObject } from './operations/values';
import type { RequestContext } from './providerFailure';
import { ultravoxRequest } from './ultravoxRequest';

/** The metadata key under which a call that goes on carries Ultravox's id of the call that was lost. */
export const LOST_CALL_METADATA_KEY = 'bridgeLostCallId';
/** The metadata key for the bridge's id of its request: a repeat finds the call that was made for it. */
export const RESUME_REQUEST_METADATA_KEY = 'bridgeResumeRequestId';

/** How long the bridge may take to join: it waits for the answer. One that it does not need any more is soon over. */
const JOIN_TIMEOUT = '10s';

/** Seconds that a call gets at least, so that it can say goodbye. */
const SHORTEST_SECONDS = 10;

/**
 * What the agent is told. Not a fixed sentence: the caller may speak any language. The greeting of the lost call would be said
 * again without it, since its settings are taken over.
 */
const BACK_AGAIN =
	'The connection to the caller broke off for a moment and is back now. In a few words, in the language of the conversation, apologize for that. Do not greet again: go on where the conversation stopped.';

/** Why Ultravox is asked for a call that goes on. */
export interface Resume {
	callUuid: string;
	requestId: string;
	/** What the call has beside that: such as `callbacks`. */
	settings?: IDataObject;
}

/** A metadata value of an Ultravox Call object; '' when it has none. */
export function metadataValue(call: IDataObject, key: string): string {
	const value = (call.metadata as IDataObject | null | undefined)?.[key];
	return typeof value === 'string' ? value : '';
}

/** Ultravox's id of the call that a call goes on for; '' for one that does not. */
export const lostCallIdOf = (call: IDataObject): string =>
	metadataValue(call, LOST_CALL_METADATA_KEY);

/** What a call that goes on with an earlier one has of its own. */
export interface Ongoing {
	medium: IDataObject;
	metadata: IDataObject;
	/** What the agent is told to begin with. */
	prompt: string;
	joinTimeout: string;
}

/**
 * The body of `POST /api/calls?priorCallId=` (ultravox.md §2.1): settings and conversation are those of the earlier call, but for what
 * is given here. No `initialMessages`: beside a prior call they are refused.
 * @param before the Call object
 */
export function ongoingCallBody(
	before: IDataObject,
	{ medium, metadata, prompt, joinTimeout }: Ongoing,
	now = new Date(),
): IDataObject {
	const maxDuration = remainingDuration(before, now);
	return {
		medium,
		metadata,
		firstSpeakerSettings: { agent: { prompt } },
		joinTimeout,
		...(maxDuration === undefined ? {} : { maxDuration }),
	};
}

/**
 * The body for a call that goes on for a lost one.
 * @param lost the Call object
 */
export function resumedCallBody(
	lost: IDataObject,
	{ callUuid, requestId, settings = {} }: Resume,
	now = new Date(),
): IDataObject {
	const body = ongoingCallBody(
		lost,
		{
			// Always given: a medium that rings a phone would ring it again.
			medium: { serverWebSocket: serverWebSocketOf(lost) },
			metadata: {
				...ownMetadata(lost),
				[CALL_UUID_METADATA_KEY]: callUuid,
				[LOST_CALL_METADATA_KEY]: String(lost.callId),
				[RESUME_REQUEST_METADATA_KEY]: requestId,
			},
			prompt: BACK_AGAIN,
			joinTimeout: JOIN_TIMEOUT,
		},
		now,
	);
	return { ...body, ...settings };
}

/**
 * Creates the call that goes on with the conversation of a lost one, over the same medium at the same rates. Never repeated: Ultravox
 * has no idempotency key (ultravox.md §1.3).
 * @param timeout milliseconds
 * @throws NodeApiError with Ultravox's words; NodeOperationError when the answer is not a call that can be joined
 */
export async function resumeAgentCall(
	context: RequestContext,
	lost: IDataObject,
	resume: Resume,
	timeout: number,
): Promise<AgentCall> {
	const object = await ultravoxRequest(context, {
		method: 'POST',
		path: '/api/calls',
		query: { priorCallId: String(lost.callId) },
		body: resumedCallBody(lost, resume),
		timeout,
	});
	return joinableCall(context, object, 'bridge');
}

/** Whether a call is one that the bridge joins. */
export const isRelayed = ({ medium }: IDataObject): boolean =>
	isObject(medium) && isObject(medium.serverWebSocket);

/** The medium's settings, without those that are null in an answer. */
export function serverWebSocketOf({ medium }: IDataObject): IDataObject {
	const settings = (medium as IDataObject).serverWebSocket as IDataObject;
	return Object.fromEntries(
		Object.entries(settings).filter(([, value]) => value !== null),
	) as IDataObject;
}

/** The user's own metadata: keys of Ultravox's may be read, not given (ultravox.md §2.1). */
export function ownMetadata({ metadata }: IDataObject): IDataObject {
	if (!isObject(metadata)) return {};
	return Object.fromEntries(
		Object.entries(metadata).filter(
			([key, value]) => !key.startsWith('ultravox.') && typeof value === 'string',
		),
	) as IDataObject;
}

/** What the lost call has left of its longest duration: without it, each call that goes on would begin a whole one. */
function remainingDuration(lost: IDataObject, now: Date): string | undefined {
	const longest = durationSeconds(lost.maxDuration);
	const began = Date.parse(String(lost.joined ?? lost.created));
	if (longest === null || Number.isNaN(began)) return undefined;
	const spent = Math.max(0, (now.getTime() - began) / 1000);
	return `${Math.max(SHORTEST_SECONDS, Math.round(longest - spent))}s`;
}
