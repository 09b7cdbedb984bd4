import { setTimeout as sleep } from 'node:timers/promises';
import type { HeardUtterance } from '../audio/utterance';
import { AgentTurns } from './agentTurns';
import type { ConversationHost, Urgency } from './conversationHost';
import { InactivityWatch } from './inactivityWatch';
import type { JsonObject } from './jsonValue';
import { renderTemplate } from './template';
import { durationMs } from './ultravoxDuration';
import type { EndReason, TimedMessage } from './vendorTypes';
import { UserTurn } from './userTurn';

/** Defaults of `vadSettings` (ultravox.md §2.1). */
const ENDPOINT_DELAY_MS = 384;
const INTERRUPTION_MS = 90;

/** The scripted agent in talk with a caller: greets, listens, is interrupted, answers. */
export class Conversation {
	readonly #turns: AgentTurns;
	readonly #userTurn: UserTurn;
	readonly #inactivity: InactivityWatch;
	readonly #interruptionMs: number;
	#userActive = false;

	constructor(private readonly host: ConversationHost) {
		const { vadSettings, inactivityMessages } = host.settings;
		this.#interruptionMs = durationMs(vadSettings?.minimumInterruptionDuration) ?? INTERRUPTION_MS;
		this.#userTurn = new UserTurn(
			durationMs(vadSettings?.turnEndpointDelay) ?? ENDPOINT_DELAY_MS,
			(text) => this.#userSaid(text),
		);
		this.#inactivity = new InactivityWatch(inactivityMessages ?? [], (message) =>
			this.#userInactive(message),
		);
		this.#turns = new AgentTurns(host, (busy) => {
			if (busy) this.#inactivity.pause();
			else this.#inactivity.resume();
		});
	}

	/** The client is there: greet, or wait to be spoken to. */
	start(): void {
		this.host.voice.setState('listening');
		this.#inactivity.reset();
		const { agent, user } = this.host.settings.firstSpeakerSettings;
		if (!user) {
			const isTold = agent?.text !== undefined || agent?.prompt !== undefined;
			if (!isTold && !this.host.speaksFirst) return;
			this.#greet(agent?.text, agent?.delay, agent?.uninterruptible === true);
		} else if (user.fallback) {
			this.#greet(user.fallback.text, user.fallback.delay, false);
		}
	}

	/** Sound of the caller, so many milliseconds of it so far. */
	userSound(milliseconds: number): void {
		const { voice } = this.host;
		if (milliseconds >= this.#interruptionMs && voice.speaking && voice.interruptible) {
			voice.interrupt();
		}
	}

	userStarted(): void {
		this.#userActive = true;
		this.#inactivity.pause();
		this.#userTurn.speaking();
		this.host.send({ type: 'user_started_speaking' });
	}

	userUtterance(utterance: HeardUtterance): void {
		this.#userTurn.add(utterance.text);
	}

	userQuiet(silentForMs: number): void {
		this.#inactivity.reset();
		this.host.send({ type: 'user_stopped_speaking' });
		this.#userTurn.quiet(silentForMs);
	}

	/** Text for the agent, typed or from keys (ultravox.md §8.5). Empty text only interrupts. */
	userText(text: string, urgency: Urgency): void {
		this.#userActive = true;
		this.#inactivity.reset();
		if (urgency === 'immediate') this.#interruptForText();
		if (text === '') return;
		this.host.transcripts.add('user', 'text', text);
		this.host.addMessage({ role: 'MESSAGE_ROLE_USER', text, medium: 'MESSAGE_MEDIUM_TEXT' });
		if (urgency !== 'later') {
			this.#turns.add({ kind: 'answer', heard: text }, urgency === 'immediate');
		}
	}

	/** Says exactly this, and with `end` ends the call after it. */
	forceMessage(
		text: string,
		options: { uninterruptible: boolean; urgency: Urgency; end?: EndReason },
	): void {
		const immediate = options.urgency === 'immediate';
		if (immediate) this.#interruptForText();
		const { uninterruptible, end } = options;
		this.#turns.add({ kind: 'say', text, uninterruptible, ...(end ? { end } : {}) }, immediate);
	}

	/** Runs a tool of the client, as if the model had called it. */
	forceTool(toolName: string, parameters: JsonObject): void {
		this.#turns.add({ kind: 'tool', call: { when: '', toolName, parameters }, heard: '' });
	}

	/** Takes a `client_tool_result`; false when nothing waits for it. */
	toolResult(message: JsonObject): boolean {
		return this.#turns.toolResult(message);
	}

	setOutputMedium(medium: 'voice' | 'text'): void {
		this.#turns.inText = medium === 'text';
	}

	/** The call is over; nothing is said any more. */
	close(): void {
		this.#turns.close();
		this.#inactivity.close();
		this.#userTurn.close();
	}

	#greet(fixed: string | undefined, delay: string | undefined, uninterruptible: boolean): void {
		const { script, settings, agentName } = this.host;
		const opening = script.greeting ?? `Hello, this is ${agentName}.`;
		const text = fixed ?? renderTemplate(opening, settings.templateContext);
		const greet = () => {
			if (!this.#userActive) this.#turns.add({ kind: 'say', text, uninterruptible });
		};
		const delayMs = durationMs(delay) ?? 0;
		if (delayMs === 0) {
			greet();
			return;
		}
		void sleep(delayMs, undefined, { signal: this.#turns.over }).then(greet, () => undefined);
	}

	#userSaid(text: string): void {
		this.host.transcripts.add('user', 'voice', text, this.host.userTranscriptLagMs);
		this.host.addMessage({ role: 'MESSAGE_ROLE_USER', text, medium: 'MESSAGE_MEDIUM_VOICE' });
		this.#turns.add({ kind: 'answer', heard: text });
	}

	#userInactive(message: TimedMessage): void {
		const hangsUp = message.endBehavior?.startsWith('END_BEHAVIOR_HANG_UP') === true;
		this.#turns.add({
			kind: 'say',
			text: message.message ?? '',
			soft: message.endBehavior === 'END_BEHAVIOR_HANG_UP_SOFT',
			...(hangsUp ? { end: 'agent_hangup' } : {}),
		});
	}

	#interruptForText(): void {
		if (this.host.voice.interruptible) this.host.voice.interrupt();
	}
}
