import type { IDataObject } from 'n8n-workflow';
import { lostCallIdOf } from './resumedCall';

/**
 * The calls of one conversation, first to last: the one it began in, and those that went on when an agent was lost. One that
 * nobody joined is none of them.
 * @param calls all that were made for one call of Plivo's
 * @param callId Ultravox's id of any of them
 */
export function conversationOf(calls: IDataObject[], callId: string): IDataObject[] {
	let first = calls.find((call) => call.callId === callId);
	const seen = new Set<IDataObject>();
	while (first !== undefined && !seen.has(first)) {
		seen.add(first);
		const lostCallId = lostCallIdOf(first);
		first = calls.find((call) => call.callId === lostCallId) ?? first;
	}
	const conversation: IDataObject[] = [];
	for (let call = first; call !== undefined && !conversation.includes(call);) {
		conversation.push(call);
		const { callId: lostCallId } = call;
		call = calls.find((one) => one.joined && lostCallIdOf(one) === lostCallId);
	}
	return conversation;
}

/** The call that a conversation went on in last; undefined where there is none. */
export const lastOf = (conversation: IDataObject[]): IDataObject | undefined =>
	conversation[conversation.length - 1];
