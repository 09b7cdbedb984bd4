import { setTimeout as sleep } from 'node:timers/promises';
import type { ScriptedToolCall } from './agentScript';
import { fillScript, scriptedTurn } from './agentScript';
import { CallTools } from './callTools';
import { hangUpMessage } from './clientTools';
import type { ConversationHost } from './conversationHost';
import type { JsonObject } from './jsonValue';
import { renderTemplate } from './template';
import type { EndReason } from './vendorTypes';

const THINK_MS = 50;

export interface SayTurn {
	kind: 'say';
	text: string;
	uninterruptible?: boolean;
	then?: 'loseSocket';
	/** Ends the call with this reason once the text has been played. */
	end?: EndReason;
	/** END_BEHAVIOR_HANG_UP_SOFT: an interruption cancels the end. */
	soft?: boolean;
}

/** Something the agent does. */
export type Turn =
	| SayTurn
	| { kind: 'answer'; heard: string }
	| { kind: 'tool'; call: ScriptedToolCall; heard: string };

/** What the agent does, one thing after another: thinks, speaks or writes, runs tools, ends the call. */
export class AgentTurns {
	readonly #turns: Turn[] = [];
	readonly #tools: CallTools;
	readonly #over = new AbortController();
	#working = false;
	/** The agent answers in text instead of voice. */
	inText: boolean;

	constructor(
		private readonly host: ConversationHost,
		private readonly onBusy: (busy: boolean) => void,
	) {
		this.#tools = new CallTools(host);
		this.inText = host.settings.initialOutputMedium === 'MESSAGE_MEDIUM_TEXT';
	}

	/** Aborted when the call is over. */
	get over(): AbortSignal {
		return this.#over.signal;
	}

	/** @param first before everything else that waits */
	add(turn: Turn, first = false): void {
		if (this.over.aborted) return;
		if (first) this.#turns.unshift(turn);
		else this.#turns.push(turn);
		if (!this.#working) void this.#work();
	}

	/** Takes a `client_tool_result`; false when nothing waits for it. */
	toolResult(message: JsonObject): boolean {
		return this.#tools.answer(message);
	}

	close(): void {
		this.#over.abort();
		this.#turns.length = 0;
		this.#tools.close();
		this.host.voice.close();
	}

	async #work(): Promise<void> {
		this.#working = true;
		for (let turn = this.#turns.shift(); turn; turn = this.#turns.shift()) {
			this.onBusy(true);
			await this.#take(turn);
			if (this.over.aborted) break;
			this.host.voice.setState('listening');
			this.onBusy(false);
		}
		this.#working = false;
	}

	async #take(turn: Turn): Promise<void> {
		if (turn.kind === 'say') await this.#say(turn);
		else if (turn.kind === 'tool') await this.#runTool(turn.call, turn.heard);
		else await this.#answer(turn.heard);
	}

	async #answer(heard: string): Promise<void> {
		const { script, voice } = this.host;
		voice.setState('thinking');
		const thinking = sleep(script.thinkMs ?? THINK_MS, undefined, { signal: this.over });
		await thinking.catch(() => undefined);
		const scripted = scriptedTurn(script, heard);
		if (scripted.kind === 'tool') {
			await this.#runTool(scripted.call, heard);
			return;
		}
		await this.#say({
			kind: 'say',
			text: this.#fill(scripted.say, { heard }),
			...(scripted.then === 'hangUp' ? { end: 'agent_hangup' } : {}),
			...(scripted.then === 'loseSocket' ? { then: scripted.then } : {}),
		});
	}

	async #say(turn: SayTurn): Promise<void> {
		if (this.over.aborted) return;
		let interrupted = false;
		if (turn.text !== '' && this.inText) this.#write(turn.text);
		else if (turn.text !== '') interrupted = await this.#speak(turn);
		if (this.over.aborted) return;
		if (turn.end && !(turn.soft === true && interrupted)) this.host.end(turn.end);
		else if (turn.then === 'loseSocket') this.host.loseSocket();
	}

	async #speak(turn: SayTurn): Promise<boolean> {
		const { text, interrupted } = await this.host.voice.say(turn.text, {
			uninterruptible: turn.uninterruptible === true,
			farewell: turn.end !== undefined,
		});
		this.host.addMessage({ role: 'MESSAGE_ROLE_AGENT', text, medium: 'MESSAGE_MEDIUM_VOICE' });
		return interrupted;
	}

	#write(text: string): void {
		this.host.transcripts.add('agent', 'text', text);
		this.host.addMessage({ role: 'MESSAGE_ROLE_AGENT', text, medium: 'MESSAGE_MEDIUM_TEXT' });
	}

	/** The conversation stands still until the tool answers or times out (ultravox.md §7.1). */
	async #runTool(call: ScriptedToolCall, heard: string): Promise<void> {
		this.host.voice.setState('thinking');
		const outcome = await this.#tools.run(call.toolName, call.parameters ?? {});
		if (outcome.responseType === 'hang-up') {
			await this.#say({ kind: 'say', text: hangUpMessage(outcome.result), end: 'agent_hangup' });
		} else if (outcome.responseType === 'new-stage' && outcome.error === undefined) {
			this.host.openStage(outcome.result);
			await this.#say({ kind: 'say', text: this.#fill(call.say ?? '', { heard, result: '' }) });
		} else if (outcome.error !== undefined) {
			const text = call.sayOnError ?? 'That did not work.';
			await this.#say({ kind: 'say', text: this.#fill(text, { heard, error: outcome.error }) });
		} else if (outcome.agentReaction !== 'listens') {
			const facts = { heard, result: outcome.result };
			await this.#say({ kind: 'say', text: this.#fill(call.say ?? '{result}', facts) });
		}
	}

	#fill(text: string, facts: Record<string, string>): string {
		return fillScript(renderTemplate(text, this.host.settings.templateContext), facts);
	}
}
