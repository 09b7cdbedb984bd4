import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message of a conversation, as OpenAI's chat completions have it. */
export interface ChatMessage {
	role: 'system' | 'user' | 'assistant' | 'tool';
	content: string | null;
}

/** A tool that the model may use. */
export interface ChatTool {
	name: string;
	description: string;
	parameters: { properties: Record<string, { type?: string }>; required?: string[] };
}

/** What a model is asked. */
export interface ChatRequest {
	messages: ChatMessage[];
	tools: ChatTool[];
}

/** What it answers: words, or the arguments of its one tool. */
export type ChatReply = { say: string } | { useTool: Record<string, unknown> };

async function bodyOf(request: IncomingMessage): Promise<unknown> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function messageOf(reply: ChatReply, { tools }: ChatRequest, turn: number): object {
	if ('say' in reply) return { role: 'assistant', content: reply.say };
	const [tool] = tools;
	if (!tool) throw new Error('The model was given no tool');
	const call = { name: tool.name, arguments: JSON.stringify(reply.useTool) };
	return {
		role: 'assistant',
		content: null,
		tool_calls: [{ id: `call_${turn}`, type: 'function', function: call }],
	};
}

/** A language model behind OpenAI's interface that says what a test wants it to say. */
export class ChatModel {
	private constructor(
		readonly url: string,
		readonly close: () => Promise<void>,
		readonly requests: readonly ChatRequest[],
	) {}

	/** @param answer its turn in a conversation, of which the last message is the one it answers */
	static async start(answer: (request: ChatRequest) => ChatReply): Promise<ChatModel> {
		const requests: ChatRequest[] = [];
		const server = createServer((message, response) => {
			void bodyOf(message).then((body) => {
				const { messages, tools = [] } = body as {
					messages: ChatMessage[];
					tools?: Array<{ function: ChatTool }>;
				};
				const request = { messages, tools: tools.map((tool) => tool.function) };
				requests.push(request);
				const reply = answer(request);
				const choice = {
					index: 0,
					message: messageOf(reply, request, requests.length),
					finish_reason: 'say' in reply ? 'stop' : 'tool_calls',
				};
				response.setHeader('content-type', 'application/json');
				response.end(
					JSON.stringify({
						id: `chatcmpl-${requests.length}`,
						object: 'chat.completion',
						created: Math.floor(Date.now() / 1000),
						model: 'of-the-tests',
						choices: [choice],
						usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
					}),
				);
			});
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;
		const close = async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		};
		return new ChatModel(`http://127.0.0.1:${port}/v1`, close, requests);
	}
}
