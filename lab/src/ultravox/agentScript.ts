/** What may trigger a reply: the text contains the string (in any case), or matches the expression. */
export type Trigger = string | RegExp;

export interface ScriptedReply {
	when: Trigger;
	/** Spoken; `{heard}` is what was heard, `{{name}}` comes from the template context. */
	say: string;
	/** After having spoken: end the call, or lose the client's socket without a word. */
	then?: 'hangUp' | 'loseSocket';
}

export interface ScriptedToolCall {
	when: Trigger;
	toolName: string;
	parameters?: Record<string, unknown>;
	/** Spoken after the result, where `{result}` stands for it. */
	say?: string;
	/** Spoken after an error or the tool's timeout, where `{error}` stands for it. */
	sayOnError?: string;
}

/** The lab's stand-in for a language model: what an agent says to what. */
export interface AgentScript {
	/** What the agent opens with, when the call settings do not say it word for word. */
	greeting?: string;
	/** The first whose `when` matches the text that was heard (or typed) is said. */
	replies?: ScriptedReply[];
	/** What is said to anything else. */
	otherwise?: string;
	/** Tools, of the client or reached over HTTP; looked at before the replies. */
	toolCalls?: ScriptedToolCall[];
	/** Milliseconds of audio sent ahead of real time; never more than `clientBufferSizeMs`. */
	sendAheadMs?: number;
	/** Milliseconds the agent thinks before it answers. */
	thinkMs?: number;
}

const DEFAULT_OTHERWISE = 'I heard {heard}.';

export type ScriptedTurn =
	| { kind: 'tool'; call: ScriptedToolCall }
	| { kind: 'say'; say: string; then?: ScriptedReply['then'] };

/** What the script does about a text. */
export function scriptedTurn(script: AgentScript, heard: string): ScriptedTurn {
	const call = script.toolCalls?.find(({ when }) => triggers(when, heard));
	if (call) return { kind: 'tool', call };
	const reply = script.replies?.find(({ when }) => triggers(when, heard));
	if (reply) return { kind: 'say', say: reply.say, ...(reply.then ? { then: reply.then } : {}) };
	return { kind: 'say', say: script.otherwise ?? DEFAULT_OTHERWISE };
}

function triggers(when: Trigger, heard: string): boolean {
	return typeof when === 'string'
		? heard.toLowerCase().includes(when.toLowerCase())
		: new RegExp(when).test(heard);
}

/** Fills `{heard}`, `{result}` and `{error}`; `{{…}}` is left to the template context. */
export function fillScript(text: string, facts: Record<string, string>): string {
	return text.replaceAll(/(?<!\{)\{(\w+)\}(?!\})/g, (placeholder, name: string) =>
		Object.hasOwn(facts, name) ? (facts[name] ?? '') : placeholder,
	);
}
