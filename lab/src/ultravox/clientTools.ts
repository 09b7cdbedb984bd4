import { randomUUID } from 'node:crypto';
import type { JsonObject } from './jsonValue';
import { durationMs } from './ultravoxDuration';
import type { Message, SelectedTool } from './vendorTypes';

/** Of a tool that names none (ultravox.md §7.1). */
const TIMEOUT_MS = 2500;

/** How a client tool ended; a timeout is an error as well. */
export interface ToolOutcome {
	result: string;
	error?: string;
	/** `tool-response`, `hang-up`, `new-stage`, `send-to-thread` (ultravox.md §8.5). */
	responseType: string;
	/** `speaks`, `listens`, `speaks-once`. */
	agentReaction: string;
}

export interface ClientToolsHost {
	/** False where the client takes no data messages (native Plivo). */
	readonly hasClientTools: boolean;
	readonly tools: SelectedTool[];
	send(message: { type: string } & JsonObject): void;
	addMessage(message: Message): void;
	log(kind: string, summary: string): void;
}

/** Client tools: asked for with `client_tool_invocation`, answered with `client_tool_result`. */
export class ClientTools {
	readonly #pending = new Map<string, (outcome: ToolOutcome) => void>();

	constructor(private readonly host: ClientToolsHost) {}

	/** Runs a tool; settles with the client's answer, or as an error after the tool's timeout. */
	async run(toolName: string, parameters: JsonObject): Promise<ToolOutcome> {
		const { host } = this;
		if (!host.hasClientTools) {
			host.log('dropped', `client tool ${toolName}: native Plivo calls have no client tools`);
			return failed('not available on this medium');
		}
		const invocationId = randomUUID();
		const call = { toolName, invocationId };
		host.addMessage({
			role: 'MESSAGE_ROLE_TOOL_CALL',
			text: JSON.stringify(parameters),
			...call,
		});
		host.send({ type: 'invoking_tool', ...call });
		const answer = this.#answerTo(invocationId, this.#timeoutMs(toolName));
		host.send({ type: 'client_tool_invocation', ...call, parameters });
		const outcome = await answer;
		host.addMessage({
			role: 'MESSAGE_ROLE_TOOL_RESULT',
			text: outcome.result,
			...call,
			...(outcome.error === undefined ? {} : { errorDetails: outcome.error }),
		});
		host.send({ type: 'tool_used', ...call });
		return outcome;
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

	#timeoutMs(name: string): number {
		const definition = this.host.tools
			.map((tool) => tool.temporaryTool)
			.find((tool) => tool?.modelToolName === name);
		return durationMs(definition?.timeout) ?? TIMEOUT_MS;
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

function failed(error: string): ToolOutcome {
	return { result: '', error, responseType: 'tool-response', agentReaction: 'speaks' };
}
