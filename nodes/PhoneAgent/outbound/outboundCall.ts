import type { IDataObject } from 'n8n-workflow';
import type { AudioPath } from '../../shared/agentCall';
import type { StreamContentType } from '../../shared/audioFormat';
import type { BridgeSettings } from '../../shared/bridgeSettings';
import type { MachinePlan } from '../../shared/placedCall';

/** Who is to be called and how: checked, for one input item. */
export interface OutboundCall {
	/** Index of the input item. */
	item: number;
	/** At most one call is dialled under it. */
	key: string;
	/** Whether the user gave the key, so that it holds across runs. */
	isOwnKey: boolean;
	/** E.164. */
	to: string;
	/** E.164. */
	from: string;
	agentId: string;
	audioPath: AudioPath;
	contentType: StreamContentType;
	/** How long the phone rings at most, in seconds. */
	ringSeconds: number;
	/** Seconds; undefined leaves the agent's own. */
	longestSeconds?: number;
	/** In milliseconds since the epoch: nobody is dialled later. undefined is always. */
	dialUntil?: number;
	machine: MachinePlan;
	/** The agent may hand the person to a human, who talks as long as they like. */
	handsOff?: boolean;
	/** What the agent says when the person who picked up stays silent; '' leaves it to the agent. */
	firstSentence: string;
	/** Seconds of silence before that; undefined leaves it to the agent. */
	firstSentenceDelay?: number;
	/** undefined leaves the agent's own setting. */
	recordingEnabled?: boolean;
	templateContext: IDataObject;
	/** The user's own. */
	metadata: IDataObject;
	bridge: BridgeSettings;
}

/** What a callback tells; the value of `event` in its URL, which names the input item as `item`. */
export type CallbackEvent = 'ended' | 'hangup' | 'machine' | 'bridge';

/** Where the providers tell what becomes of the calls: the webhook of the execution that waits. */
export interface Callbacks {
	/** With the query that n8n knows the execution by. */
	webhookUrl: string;
	/** What Ultravox signs its end events with. */
	secret: string;
}
