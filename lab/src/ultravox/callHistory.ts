import { randomUUID } from 'node:crypto';
import type { HeardUtterance } from '../audio/utterance';
import type { CallSettings } from './callSettings';
import type { JsonObject } from './jsonValue';
import { durationText } from './ultravoxDuration';
import type { Message } from './vendorTypes';

const GREETING_PROMPT = '(New call) Respond as if you are answering the phone.';

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

/** A part of a call with settings of its own (ultravox.md §2.6). */
export interface CallStage {
	readonly callStageId: string;
	readonly created: Date;
	/** As they were when it began. */
	readonly settings: CallSettings;
}

/** What happened in a call, in order. */
export class CallHistory {
	/** What the agent decoded from the audio it received. */
	readonly heardByAgent: HeardUtterance[] = [];
	/** Typed text and key presses that reached the agent. */
	readonly textsToAgent: string[] = [];
	/** Data messages the client sent, or that were injected over REST. */
	readonly clientMessages: JsonObject[] = [];
	/** Of all stages. */
	readonly messages: Message[] = [];
	readonly events: CallEvent[] = [];
	/** Oldest first; the first is there from the beginning. */
	readonly stages: CallStage[] = [];

	constructor(settings: CallSettings) {
		this.openStage(settings);
	}

	/**
	 * What is there before anybody has spoken.
	 * @param greetingPrompt whether an agent that begins is prompted to
	 */
	begin(
		{ initialMessages = [], firstSpeakerSettings }: CallSettings,
		greetingPrompt: boolean,
	): void {
		for (const message of initialMessages) this.addMessage(message);
		if (!greetingPrompt || firstSpeakerSettings.user || this.awaitsAnswer) return;
		const prompt = { text: GREETING_PROMPT, medium: 'MESSAGE_MEDIUM_TEXT' } as const;
		this.addMessage({ role: 'MESSAGE_ROLE_USER', ...prompt }, { streamMs: 0, wallMs: 0 });
	}

	/** Of the stage the call is in. */
	get callStageId(): string {
		return this.stages.at(-1)?.callStageId ?? '';
	}

	/** Begins a stage; what comes now belongs to it. */
	openStage(settings: CallSettings): void {
		this.stages.push({
			callStageId: randomUUID(),
			created: new Date(),
			settings: structuredClone(settings),
		});
	}

	messagesOf(callStageId: string): Message[] {
		return this.messages.filter((message) => message.callStageId === callStageId);
	}

	/** @param times milliseconds in the caller's audio and since the join; none for what a stage begins with */
	addMessage(message: Message, times?: { streamMs: number; wallMs: number }): void {
		const { callStageId } = this;
		const added: Message = {
			...message,
			callStageId,
			callStageMessageIndex: this.messagesOf(callStageId).length,
		};
		if (times) {
			const stream = durationText(times.streamMs);
			const wall = durationText(times.wallMs);
			added.timespan = { start: stream, end: stream };
			added.wallClockTimespan = { start: wall, end: wall };
		}
		this.messages.push(added);
	}

	/** Whether the model has something to answer: the last message is the user's, or a tool's. */
	get awaitsAnswer(): boolean {
		const role = this.messages.at(-1)?.role;
		return role === 'MESSAGE_ROLE_USER' || role === 'MESSAGE_ROLE_TOOL_RESULT';
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

	/** What the caller said, in a sentence. */
	get summary(): string {
		const heard = this.heardByAgent.map(({ text }) => `"${text}"`).join(', ');
		return heard === '' ? 'The caller said nothing.' : `The caller said ${heard}.`;
	}

	/** The texts the agent heard, for an error text. */
	get heardTexts(): string {
		return JSON.stringify(this.heardByAgent.map(({ text }) => text));
	}
}
