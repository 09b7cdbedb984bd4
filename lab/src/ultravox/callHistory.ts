import { randomUUID } from 'node:crypto';
import type { HeardUtterance } from '../audio/utterance';
import type { JsonObject } from './jsonValue';
import { durationText } from './ultravoxDuration';
import type { Message } from './vendorTypes';

/** An entry of `GET /api/calls/{id}/events` (ultravox.md §2.5). */
export interface CallEvent {
	callId: string;
	callStageId: string;
	callTimestamp: string;
	wallClockTimestamp: string;
	severity: 'debug' | 'info' | 'warning' | 'error';
	type: string;
	text: string;
	extras: JsonObject | null;
}

/** What happened in a call, in order. */
export class CallHistory {
	/** What the agent decoded from the audio it received. */
	readonly heardByAgent: HeardUtterance[] = [];
	/** Typed text and key presses that reached the agent. */
	readonly textsToAgent: string[] = [];
	/** Data messages the client sent, or that were injected over REST. */
	readonly clientMessages: JsonObject[] = [];
	readonly messages: Message[] = [];
	readonly events: CallEvent[] = [];
	/** The one stage of the call: the lab opens no others. */
	readonly callStageId = randomUUID();

	/** @param times milliseconds in the caller's audio and since the join */
	addMessage(message: Message, times: { streamMs: number; wallMs: number }): void {
		const stream = durationText(times.streamMs);
		const wall = durationText(times.wallMs);
		this.messages.push({
			...message,
			callStageId: this.callStageId,
			callStageMessageIndex: this.messages.length,
			timespan: { start: stream, end: stream },
			wallClockTimespan: { start: wall, end: wall },
		});
	}

	addEvent(
		event: Pick<CallEvent, 'callId' | 'severity' | 'type' | 'text'>,
		wallMs: number,
	): CallEvent {
		const added: CallEvent = {
			...event,
			callStageId: this.callStageId,
			callTimestamp: durationText(wallMs),
			wallClockTimestamp: durationText(wallMs),
			extras: null,
		};
		this.events.push(added);
		return added;
	}

	/** The texts the agent heard, for an error text. */
	get heardTexts(): string {
		return JSON.stringify(this.heardByAgent.map(({ text }) => text));
	}
}
