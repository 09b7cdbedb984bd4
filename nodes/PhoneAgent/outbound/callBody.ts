import type { IDataObject } from 'n8n-workflow';
import { parseContentType } from '../../shared/audioFormat';
import { NEWS_TIMING } from '../../shared/callbackTiming';
import type { AttachedTools } from '../../shared/callTools/attach';
import { eventUrl } from '../../shared/callTools/eventUrl';
import { calleeSpeaksFirst } from '../../shared/firstSpeaker';
import {
	CALL_KEY_METADATA_KEY,
	DIRECTION_METADATA_KEY,
	FROM_METADATA_KEY,
	ITEM_METADATA_KEY,
	NODE_METADATA_KEY,
	RUN_METADATA_KEY,
	TO_METADATA_KEY,
} from '../../shared/placedCall';
import type { CallbackEvent, Callbacks, OutboundCall } from './outboundCall';
import type { RunIdentity } from './runIdentity';

/**
 * How long (s) Ultravox waits for the call beyond the ringing: for dialing, and for a detection of machines before the answer
 * (plivo.md §5.1, 10 s at most).
 */
const JOIN_MARGIN_SECONDS = 30;
/** How much longer (s) Plivo lets the phone leg live than the agent talks: only where the agent's end is not heard. */
const LEG_MARGIN_SECONDS = 60;
/** As on answered calls: unplayed audio (ms) that Ultravox may send ahead to the bridge. */
const CLIENT_BUFFER_MS = 20_000;

/** The URL of a callback of Plivo's, with its timing (plivo.md §6.8). */
export const plivoCallback = (
	event: CallbackEvent,
	{ webhookUrl }: Callbacks,
	{ item }: OutboundCall,
): string => eventUrl(webhookUrl, { event, item }, NEWS_TIMING);

/** Seconds from the creation of the Ultravox call until it gives up waiting for somebody to pick up. */
export const joinSeconds = ({ ringSeconds }: OutboundCall): number =>
	ringSeconds + JOIN_MARGIN_SECONDS;

/** What every call we place carries, the user's metadata included: text values (ultravox.md §2.1). */
function metadataOf(call: OutboundCall, { run, node }: RunIdentity): IDataObject {
	return {
		...call.metadata,
		[CALL_KEY_METADATA_KEY]: call.key,
		[RUN_METADATA_KEY]: run,
		[NODE_METADATA_KEY]: node,
		[ITEM_METADATA_KEY]: String(call.item),
		[TO_METADATA_KEY]: call.to,
		[FROM_METADATA_KEY]: call.from,
		[DIRECTION_METADATA_KEY]: 'outbound',
	};
}

/**
 * How Plivo is to find out that a machine has picked up (plivo.md §5.1). With an address to tell, the person is connected at once
 * and told apart meanwhile; without, Plivo detects first.
 */
export function machineDetection(call: OutboundCall, url: string | undefined): IDataObject {
	if (call.machine.choice === 'talkAnyway') return {};
	return {
		machine_detection: call.machine.choice === 'hangUp' ? 'hangup' : 'true',
		...(url === undefined ? {} : { machine_detection_url: url, machine_detection_method: 'POST' }),
	};
}

/**
 * Times and the address that hears of the end: the same whoever asks Plivo to dial. The limit is for the leg, and so for a talk with a
 * human after a handoff, too: an agent that can hand off goes without.
 */
export function dialFields(call: OutboundCall, callbacks: Callbacks | null): IDataObject {
	const { handsOff = false, longestSeconds, ringSeconds } = call;
	const isLimited = longestSeconds !== undefined && !handsOff;
	return {
		ring_timeout: ringSeconds,
		...(isLimited ? { time_limit: longestSeconds + LEG_MARGIN_SECONDS } : {}),
		...(callbacks === null
			? {}
			: {
					hangup_url: plivoCallback('hangup', callbacks, call),
					hangup_method: 'POST',
				}),
	};
}

function mediumOf(call: OutboundCall, callbacks: Callbacks | null): IDataObject {
	if (call.audioPath === 'bridge') {
		const { sampleRate } = parseContentType(call.contentType);
		return {
			serverWebSocket: {
				inputSampleRate: sampleRate,
				outputSampleRate: sampleRate,
				clientBufferSizeMs: CLIENT_BUFFER_MS,
			},
		};
	}
	const machineUrl = callbacks ? plivoCallback('machine', callbacks, call) : undefined;
	const additionalParams = {
		...dialFields(call, callbacks),
		...machineDetection(call, machineUrl),
	};
	return { plivo: { outgoing: { to: call.to, from: call.from, additionalParams } } };
}

/**
 * The body of `POST /api/agents/{id}/calls` for a call that we place (ultravox.md §4.3, P2.5, P2.6).
 * @param callbacks null when nobody waits for the end
 * @param attached what the agent is like, and the tools it gets for this call
 */
export function outboundCallBody(
	call: OutboundCall,
	identity: RunIdentity,
	callbacks: Callbacks | null,
	{ duties, toolOverrides }: Pick<AttachedTools, 'duties' | 'toolOverrides'>,
): IDataObject {
	const ended = callbacks && {
		url: eventUrl(callbacks.webhookUrl, { event: 'ended', item: call.item }),
		secrets: [callbacks.secret],
	};
	const hasContext = Object.keys(call.templateContext).length > 0;
	const { recordingEnabled, longestSeconds, firstSentence, firstSentenceDelay } = call;
	const firstSpeakerSettings = calleeSpeaksFirst(duties, firstSentence, firstSentenceDelay);
	return {
		medium: mediumOf(call, callbacks),
		metadata: metadataOf(call, identity),
		...(firstSpeakerSettings === undefined ? {} : { firstSpeakerSettings }),
		joinTimeout: `${joinSeconds(call)}s`,
		...(hasContext ? { templateContext: call.templateContext } : {}),
		...(recordingEnabled === undefined ? {} : { recordingEnabled }),
		...(longestSeconds === undefined ? {} : { maxDuration: `${longestSeconds}s` }),
		...(ended ? { callbacks: { ended } } : {}),
		...(toolOverrides === undefined ? {} : { toolOverrides }),
	};
}
