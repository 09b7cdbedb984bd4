import { randomUUID } from 'node:crypto';
import type { CallSettings } from './callSettings';
import { toolName as nameOf } from './callSettings';
import type { ToolOutcome } from './clientTools';
import { ClientTools, failed } from './clientTools';
import type { JsonObject } from './jsonValue';
import { asJsonObject } from './jsonValue';
import { builtInOutcome } from './tools/builtInTools';
import { runHttpTool } from './tools/httpCallTool';
import type { Message, SelectedTool } from './vendorTypes';

export interface CallToolsHost {
	/** False where the client takes no data messages (native Plivo). */
	readonly hasClientTools: boolean;
	readonly tools: SelectedTool[];
	readonly settings: CallSettings;
	send(message: { type: string } & JsonObject): void;
	addMessage(message: Message): void;
	/** What an automatic parameter stands for; undefined for what nobody knows. */
	knownValue(name: string): unknown;
	log(kind: string, summary: string): void;
}

/** The tools of a call's agent: those reached over HTTP, on every medium, and those of the client (ultravox.md §7.1). */
export class CallTools {
	readonly #client: ClientTools;
	#state: JsonObject;

	constructor(private readonly host: CallToolsHost) {
		this.#client = new ClientTools((message) => host.send(message));
		this.#state = asJsonObject(host.settings.initialState);
	}

	/** Runs a tool and keeps its call and its result among the messages. Never rejects. */
	async run(toolName: string, parameters: JsonObject): Promise<ToolOutcome> {
		const { host } = this;
		const tool = host.tools.find((selected) => nameOf(selected) === toolName);
		const isHttp = tool?.temporaryTool?.http !== undefined;
		if (!isHttp && !host.hasClientTools) {
			host.log('dropped', `client tool ${toolName}: native Plivo calls have no client tools`);
			return failed('not available on this medium');
		}
		const invocation = { toolName, invocationId: randomUUID() };
		host.addMessage({
			role: 'MESSAGE_ROLE_TOOL_CALL',
			text: JSON.stringify(parameters),
			...invocation,
		});
		host.send({ type: 'invoking_tool', ...invocation });
		const outcome = isHttp
			? await this.#runHttp(tool, parameters)
			: await this.#client.run(invocation, parameters, tool?.temporaryTool);
		host.addMessage({
			role: 'MESSAGE_ROLE_TOOL_RESULT',
			text: outcome.result,
			...invocation,
			...(outcome.error === undefined ? {} : { errorDetails: outcome.error }),
		});
		host.send({ type: 'tool_used', ...invocation });
		return outcome;
	}

	/** Takes a `client_tool_result`; false when nothing waits for it. */
	answer(message: JsonObject): boolean {
		return this.#client.answer(message);
	}

	/** The call is over. */
	close(): void {
		this.#client.close();
	}

	async #runHttp(tool: SelectedTool, parameters: JsonObject): Promise<ToolOutcome> {
		const { host } = this;
		const builtIn = builtInOutcome(tool.temporaryTool ?? {}, parameters);
		if (builtIn) return builtIn;
		const outcome = await runHttpTool(tool, parameters, (name) =>
			name === 'KNOWN_PARAM_CALL_STATE' ? this.#state : host.knownValue(name),
		);
		this.#state = outcome.callState ?? this.#state;
		const words = outcome.error === undefined ? 'answered' : `failed: ${outcome.error}`;
		host.log('message', `the tool ${nameOf(tool) ?? ''} ${words}`);
		return outcome;
	}
}
