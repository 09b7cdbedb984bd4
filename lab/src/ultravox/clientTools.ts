import type { JsonObject } from './jsonValue';
import { durationMs } from './ultravoxDuration';
import type { ToolDefinition } from './vendorTypes';

/** Of a tool that names none (ultravox.md §7.1). */
const TIMEOUT_MS = 2500;

/** How a tool ended; a timeout is an error as well. */
export interface ToolOutcome {
	result: string;
	error?: string;
	/** `tool-response`, `hang-up`, `new-stage`, `send-to-thread` (ultravox.md §8.5). */
	responseType: string;
	/** `speaks`, `listens`, `speaks-once`. */
	agentReaction: string;
}

/** A tool that is being run. */
export interface ToolInvocation {
	toolName: string;
	invocationId: string;
}

/** Client tools: asked for with `client_tool_invocation`, answered with `client_tool_result`. */
export class ClientTools {
	readonly #pending = new Map<string, (outcome: ToolOutcome) => void>();

	constructor(private readonly send: (message: { type: string } & JsonObject) => void) {}

	/** Runs a tool; settles with the client's answer, or as an error after the tool's timeout. */
	async run(
		invocation: ToolInvocation,
		parameters: JsonObject,
		definition: ToolDefinition | undefined,
	): Promise<ToolOutcome> {
		const timeoutMs = durationMs(definition?.timeout) ?? TIMEOUT_MS;
		const answer = this.#answerTo(invocation.invocationId, timeoutMs);
		this.send({ type: 'client_tool_invocation', ...invocation, parameters });
		return await answer;
	}

	/** Takes a `client_tool_result`; false when nothing waits for it. */
	answer(message: JsonObject): boolean {
		const settle = this.#pending.get(String(message.invocationId));
		if (!settle) return false;
		const error = message.errorType ?? message.errorMessage;
		settle({
			result: typeof message.result === 'string' ? message.result : '',
			responseType: String(message.responseType ?? 'tool-response'),
			agentReaction: String(message.agentReaction ?? 'speaks'),
			...(error === undefined ? {} : { error: String(message.errorMessage ?? error) }),
		});
		return true;
	}

	/** The call is over. */
	close(): void {
		for (const settle of this.#pending.values()) settle(failed('the call ended'));
	}

	#answerTo(invocationId: string, timeoutMs: number): Promise<ToolOutcome> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => settle(failed('timeout')), timeoutMs);
			const settle = (outcome: ToolOutcome) => {
				clearTimeout(timer);
				this.#pending.delete(invocationId);
				resolve(outcome);
			};
			this.#pending.set(invocationId, settle);
		});
	}
}

/** The message in the result of a tool that answered `hang-up`: `{strict, message}` (ultravox.md §7.1). */
export function hangUpMessage(result: string): string {
	try {
		const { message } = JSON.parse(result) as { message?: unknown };
		return typeof message === 'string' ? message : '';
	} catch {
		return '';
	}
}

/** The outcome of a tool that did not work. */
export function failed(error: string): ToolOutcome {
	return { result: '', error, responseType: 'tool-response', agentReaction: 'speaks' };
}
