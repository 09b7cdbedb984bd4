import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { StreamContentType } from './audioFormat';
import { parseContentType } from './audioFormat';
import { WANTED_EVENTS } from './bridgeEvents';
import type { BridgeAccount } from './bridgeRequest';
import type { BridgeSettings } from './bridgeSettings';
import type { AgentOpening } from './firstSpeaker';
import { agentSpeaksFirst } from './firstSpeaker';
import type { XmlElement } from './plivoXml';
import { stream } from './plivoXml';
import type { RequestContext } from './providerFailure';
import { streamUrl } from './streamToken';
import { ultravoxRequest } from './ultravoxRequest';

/** Direct: Plivo streams to Ultravox. Bridge: Plivo streams to our bridge, which relays. */
export type AudioPath = 'direct' | 'bridge';

/** The metadata key under which every Ultravox call carries Plivo's CallUUID; calls are found again by it. */
export const CALL_UUID_METADATA_KEY = 'plivoCallUuid';

/**
 * How much unplayed audio (ms) Ultravox may send ahead on a relayed call. Plivo plays it out and can be cleared;
 * its buffer holds 40 s by one page and 60 s by another (plivo.md §8.3), so this stays far below.
 */
const CLIENT_BUFFER_MS = 20_000;

/** How long (ms) a stream token may wait for Plivo to connect. */
const TOKEN_LIFE_MS = 120_000;

export interface AgentCallSettings {
	agentId: string;
	audioPath: AudioPath;
	contentType: StreamContentType;
	callUuid: string;
	templateContext: IDataObject;
	metadata: IDataObject;
	/** '' leaves the agent's own greeting. */
	greeting: string;
	/** How the agent's calls begin. */
	opening: AgentOpening;
	/** undefined leaves the agent's own setting. */
	recordingEnabled?: boolean;
	/** Seconds; undefined leaves the agent's own setting. */
	maximumDuration?: number;
	/** What the agent's tools are in this call; undefined leaves its own (ultravox.md §4.3). */
	toolOverrides?: IDataObject;
}

/** The body of `POST /api/agents/{id}/calls` (ultravox.md §4.3). The agent speaks first: somebody called it. */
export function agentCallBody(settings: AgentCallSettings): IDataObject {
	const { sampleRate } = parseContentType(settings.contentType);
	const metadata: IDataObject = {};
	for (const [key, value] of Object.entries(settings.metadata)) metadata[key] = String(value);
	metadata[CALL_UUID_METADATA_KEY] = settings.callUuid;
	const body: IDataObject = {
		medium:
			settings.audioPath === 'direct'
				? { plivo: {} }
				: {
						serverWebSocket: {
							inputSampleRate: sampleRate,
							outputSampleRate: sampleRate,
							clientBufferSizeMs: CLIENT_BUFFER_MS,
						},
					},
		metadata,
	};
	const firstSpeakerSettings = agentSpeaksFirst(settings.opening, settings.greeting);
	if (firstSpeakerSettings !== undefined) body.firstSpeakerSettings = firstSpeakerSettings;
	if (Object.keys(settings.templateContext).length > 0) {
		body.templateContext = settings.templateContext;
	}
	if (settings.recordingEnabled !== undefined) body.recordingEnabled = settings.recordingEnabled;
	if (settings.maximumDuration !== undefined)
		body.maxDuration = `${Math.round(settings.maximumDuration)}s`;
	if (settings.toolOverrides !== undefined) body.toolOverrides = settings.toolOverrides;
	return body;
}

/** An Ultravox call that waits for its phone leg. `joinUrl` is a credential: never emit, log or put it in an error. */
export interface AgentCall {
	callId: string;
	joinUrl: string;
	audioPath: AudioPath;
	/** The Call object as Ultravox gave it, join URL included. */
	object: IDataObject;
}

/**
 * Creates the Ultravox call. Never repeated: it has no idempotency key (ultravox.md §1.3).
 * @param timeout milliseconds
 * @throws NodeApiError with Ultravox's words; NodeOperationError when the answer is not a call that can be joined
 */
export async function startAgentCall(
	context: RequestContext,
	settings: AgentCallSettings,
	timeout: number,
): Promise<AgentCall> {
	// Percent-encoding leaves dots alone: '..' would be another endpoint.
	if (!/^[\w-]{1,100}$/.test(settings.agentId)) {
		throw new NodeOperationError(context.getNode(), "'Agent' is not the ID of an agent");
	}
	const object = await ultravoxRequest(context, {
		method: 'POST',
		path: `/api/agents/${encodeURIComponent(settings.agentId)}/calls`,
		body: agentCallBody(settings),
		timeout,
	});
	return joinableCall(context, object, settings.audioPath);
}

/**
 * Checks that an Ultravox Call object can be joined the way `audioPath` says. The join URL of a serverWebSocket call
 * speaks another protocol than Plivo's Stream: handed to Plivo it would be silence (ultravox.md §8.7).
 */
export function joinableCall(
	context: RequestContext,
	object: IDataObject,
	audioPath: AudioPath,
): AgentCall {
	const { callId, joinUrl } = object;
	if (typeof callId !== 'string' || typeof joinUrl !== 'string' || joinUrl === '') {
		throw new NodeOperationError(context.getNode(), 'Ultravox created no call that can be joined');
	}
	const forServer = /\/server_web_socket(?:[/?#]|$)/.test(joinUrl);
	const medium = (object.medium ?? {}) as IDataObject;
	const wrongMedium =
		audioPath === 'direct' ? medium.serverWebSocket !== undefined : medium.plivo !== undefined;
	if (wrongMedium || (audioPath === 'direct' && forServer)) {
		throw new NodeOperationError(
			context.getNode(),
			"The Ultravox call was made for another medium than 'Audio Path' needs",
		);
	}
	return { callId, joinUrl, audioPath, object };
}

/** What `<Stream>` needs beside the call. */
export interface StreamTarget {
	callUuid: string;
	contentType: StreamContentType;
	/** Needed on the bridge path only. */
	bridge: BridgeAccount | null;
	/** Where the bridge POSTs its events, and asks for another call when the agent is lost. */
	eventsUrl: string;
	/** What the bridge is to do besides relaying. */
	settings: BridgeSettings;
	/** In the editor's test the test URL answers once: nothing is told or asked later. */
	isTest: boolean;
	now?: Date;
}

/**
 * The `<Stream>` that connects the phone leg to the agent (P2.4).
 * @throws Error with one sentence when the URL would be longer than Plivo takes
 */
export function agentStream(call: AgentCall, target: StreamTarget): XmlElement {
	return stream(streamAddress(call, target), {
		bidirectional: true,
		keepCallAlive: true,
		contentType: target.contentType,
	});
}

function streamAddress(call: AgentCall, target: StreamTarget): string {
	if (call.audioPath === 'direct') return call.joinUrl;
	if (!target.bridge) throw new TypeError('A relayed call needs a bridge');
	const now = target.now ?? new Date();
	const { interruptible, record, resume } = target.settings;
	return streamUrl(
		target.bridge.publicUrl,
		{
			callUuid: target.callUuid,
			callId: call.callId,
			joinUrl: call.joinUrl,
			contentType: target.contentType,
			eventsUrl: target.eventsUrl,
			events: target.isTest ? [] : [...WANTED_EVENTS],
			// Left out where they say nothing: the URL must not grow too long for Plivo.
			...(interruptible ? {} : { notInterruptible: true }),
			...(record ? { record: true } : {}),
			...(resume && !target.isTest ? { resume: true } : {}),
		},
		{ secret: target.bridge.sharedSecret, expiresAt: new Date(now.getTime() + TOKEN_LIFE_MS), now },
	);
}
