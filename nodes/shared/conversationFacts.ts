import type { IDataObject } from 'n8n-workflow';
import type { CallContext } from './callContext';
import { callContextFromUltravox } from './callContext';

/**
 * What Ultravox says of a conversation, to be merged in this order. Its first call is the one that later nodes and earlier items know;
 * how it ended, the last one tells.
 * @param calls of the conversation, first to last
 * @param messages of all of them; undefined when Ultravox could not be asked
 */
export function conversationFacts(
	calls: readonly IDataObject[],
	messages: IDataObject[] | undefined,
): Array<Partial<CallContext>> {
	const [first] = calls;
	if (first === undefined) return [];
	const { callId, agentId, agentName, metadata, startedAt } = callContextFromUltravox(first);
	return [
		...calls.map((call) => callContextFromUltravox(call, messages)),
		{ callId, agentId, agentName, metadata, startedAt },
	];
}
