import type { Conversation } from './conversation';
import type { Urgency } from './conversationHost';
import { asJsonObject, type JsonObject } from './jsonValue';

/**
 * Acts on a data message of the client (ultravox.md §8.5), or of `send_data_message`.
 *
 * @param send answers the client
 * @returns false for a type nobody knows
 */
export function handleClientMessage(
	message: JsonObject,
	conversation: Conversation,
	send: (message: { type: string } & JsonObject) => void,
): boolean {
	switch (message.type) {
		case 'ping':
			send({ type: 'pong', timestamp: message.timestamp });
			return true;
		case 'user_text_message':
			conversation.userText(text(message.text), urgency(message));
			return true;
		case 'input_text_message':
			conversation.userText(text(message.text), message.deferResponse === true ? 'later' : 'soon');
			return true;
		case 'forced_agent_message':
			force(message, conversation);
			return true;
		case 'hang_up':
			conversation.forceMessage(text(message.message), {
				uninterruptible: false,
				urgency: 'immediate',
				end: 'agent_hangup',
			});
			return true;
		case 'set_output_medium':
			conversation.setOutputMedium(message.medium === 'text' ? 'text' : 'voice');
			return true;
		case 'client_tool_result':
			return conversation.toolResult(message);
		default:
			return false;
	}
}

function force(message: JsonObject, conversation: Conversation): void {
	const content = text(message.content);
	if (content !== '') {
		conversation.forceMessage(content, {
			uninterruptible: message.uninterruptible === true,
			urgency: urgency(message),
		});
	}
	const calls: unknown[] = Array.isArray(message.toolCalls) ? message.toolCalls : [];
	for (const call of calls.map(asJsonObject)) {
		if (call.name === 'hangUp') {
			conversation.forceMessage('', {
				uninterruptible: false,
				urgency: 'soon',
				end: 'agent_hangup',
			});
		} else conversation.forceTool(text(call.name), asJsonObject(call.arguments));
	}
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function urgency(message: JsonObject): Urgency {
	return message.urgency === 'immediate' || message.urgency === 'later' ? message.urgency : 'soon';
}
