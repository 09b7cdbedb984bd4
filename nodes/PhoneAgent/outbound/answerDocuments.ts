import type { BridgeEventType } from '../../shared/bridgeEvents';
import type { BridgeAccount } from '../../shared/bridgeRequest';
import type { MachinePlan } from '../../shared/placedCall';
import type { XmlElement } from '../../shared/plivoXml';
import { hangup, plivoResponse, speak, stream, wait } from '../../shared/plivoXml';
import { answerUrl, STREAM_PLACEHOLDER } from '../../shared/streamToken';
import { joinSeconds } from './callBody';
import type { OutboundCall } from './outboundCall';

/** How long (s) a machine may greet before the message is said all the same. */
const LONGEST_GREETING = 60;

/**
 * What an answering machine hears: nothing until its beep, then the message. Plivo has no event for the beep, but `<Wait>` ends
 * with it (plivo.md §7.2).
 */
export function messageElements({ message, voice, language }: MachinePlan): XmlElement[] {
	return [
		wait({ length: LONGEST_GREETING, beep: true }),
		speak(message, { voice, language }),
		hangup(),
	];
}

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
	now?: Date;
}

/**
 * Plivo's `answer_url` of a call through the bridge: the bridge answers it by itself, whatever n8n does meanwhile. Behind the stream
 * the call ends: nobody is left in silence when the agent is gone.
 * @throws Error with one sentence when the address would be longer than Plivo takes
 */
export function bridgedAnswerUrl(
	call: OutboundCall,
	{ callId, joinUrl, bridge, eventsUrl, events, notInterruptible, now = new Date() }: BridgedCall,
): string {
	const { contentType, machine } = call;
	const attributes = { bidirectional: true, keepCallAlive: true, contentType };
	return answerUrl(
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
				...(notInterruptible ? { notInterruptible: true } : {}),
				...(call.bridge.record ? { record: true } : {}),
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
}
