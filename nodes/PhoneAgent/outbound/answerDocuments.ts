import type { BridgeEventType } from '../../shared/bridgeEvents';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import { ANSWER_TIMING, FALLBACK_TIMING } from '../../shared/callbackTiming';
import { nobodyHere } from '../../shared/nobodyHere';
import type { MachinePlan } from '../../shared/placedCall';
import type { XmlElement } from '../../shared/plivoXml';
import { hangup, plivoResponse, speak, stream, wait } from '../../shared/plivoXml';
import { answerUrl, fallbackUrl, STREAM_PLACEHOLDER } from '../../shared/streamToken';
import { joinSeconds } from './callBody';
import type { OutboundCall } from './outboundCall';

/** How long (s) a machine may greet before the message is said all the same. */
const LONGEST_GREETING = 60;

/**
 * What an answering machine hears: nothing until its beep, then the message. Plivo has no event for the beep, but `<Wait>` ends
 * with it (plivo.md §7.2). Without `<Hangup>`: Plivo hangs up when nothing follows, and its record says so with a code of its own
 * (4010, plivo.md §7.1), which no other document of ours leads to. That is how a message is known to have been left.
 */
export function messageElements({ message, voice, language }: MachinePlan): XmlElement[] {
	return [wait({ length: LONGEST_GREETING, beep: true }), speak(message, { voice, language })];
}

/** Plivo tries the answer for a minute first (plivo.md §5.1). */
const FALLBACK_GRACE_MS = 120_000;

/** What is sealed into the address that answers a call through the bridge. */
export interface BridgedCall {
	/** Ultravox's id. */
	callId: string;
	joinUrl: string;
	bridge: BridgeAccount;
	/** Where the bridge reports the call. */
	eventsUrl: string;
	/** Which events it tells; all when it is not given. */
	events?: BridgeEventType[];
	notInterruptible: boolean;
	/** Somebody is there who can be asked for another call when the agent is lost. */
	resume: boolean;
	now?: Date;
}

/**
 * Plivo's `answer_url` of a call through the bridge: the bridge answers it by itself, whatever n8n does meanwhile. Behind the stream
 * the call ends; the bridge says a sentence before when the agent was lost or the stream was not taken: nobody is
 * left in silence by a bridge that lives.
 * @throws Error with one sentence when the address would be longer than Plivo takes
 */
export function bridgedAnswerUrl(call: OutboundCall, relayed: BridgedCall): string {
	const { callId, joinUrl, bridge, eventsUrl, events, now = new Date() } = relayed;
	const { contentType, machine } = call;
	const attributes = { bidirectional: true, keepCallAlive: true, contentType };
	const url = answerUrl(
		bridge.publicUrl,
		{
			xml: plivoResponse(stream(STREAM_PLACEHOLDER, attributes), hangup()),
			...(machine.choice === 'leaveMessage'
				? { machineXml: plivoResponse(...messageElements(machine)) }
				: {}),
			stream: {
				callId,
				joinUrl,
				contentType,
				eventsUrl,
				...(events ? { events } : {}),
				// Left out where they say nothing: the URL must not grow too long for Plivo.
				...(relayed.notInterruptible ? { notInterruptible: true } : {}),
				...(call.bridge.record ? { record: true } : {}),
				...(relayed.resume ? { resume: true } : {}),
			},
			bridgeUrl: bridge.publicUrl,
		},
		{
			secret: bridge.sharedSecret,
			// As long as Ultravox waits: an answer after that would connect nobody.
			expiresAt: new Date(now.getTime() + joinSeconds(call) * 1000),
			now,
		},
	);
	return url + ANSWER_TIMING;
}

/**
 * Plivo's `fallback_url` of such a call, for when the answer cannot be had (plivo.md §5.1): the bridge's as well, sealed, and with
 * nothing in it that can be late or gone.
 */
export function bridgedFallbackUrl(
	call: OutboundCall,
	bridge: BridgeAccount,
	now = new Date(),
): string {
	const url = fallbackUrl(
		bridge.publicUrl.replace(/^ws/i, 'http'),
		{ xml: plivoResponse(...nobodyHere()) },
		{
			secret: bridge.sharedSecret,
			expiresAt: new Date(now.getTime() + joinSeconds(call) * 1000 + FALLBACK_GRACE_MS),
			now,
		},
	);
	return url + FALLBACK_TIMING;
}
