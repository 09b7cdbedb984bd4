import type { IDataObject } from 'n8n-workflow';
import type { CallContext } from '../callContext';
import type { RequestContext } from '../providerFailure';
import { wasRefused } from '../providerStatus';
import type { AgentDuties } from './agentLookup';
import { agentDuties, NO_DUTIES } from './agentLookup';
import type { CollectedData } from './collected';
import { collectedOf, hasSubmitted } from './collected';
import type { DataDelivery } from './deliverCollected';
import { dataEventId, deliverCollected } from './deliverCollected';
import { agentIdOf } from './returnToAgent';
import { COLLECT_TOOL } from './toolNames';
import { toolNamesOfCall } from './toolsOfCall';

/** How long (ms) Ultravox may be asked what the agent of a call that is over collects. */
const LOOK_UP_MS = 5_000;

/** A conversation that is over. */
export interface EndedConversation {
	/** Ultravox's calls, first to last. */
	calls: IDataObject[];
	/** All their messages in order; not given when they could not be asked. */
	messages?: readonly unknown[];
}

/** What became of the data of a call. */
export interface CallData {
	/** For `call.collected`; null for an agent without fields, and when nobody knows. */
	collected: CollectedData | null;
	/** Null for an agent without a data webhook, and for a conversation that never began. */
	delivery: DataDelivery | null;
}

const NOTHING: CallData = { collected: null, delivery: null };

/** What the agent of a conversation has to do. */
export interface AskedDuties {
	/** Null when nobody could be asked. */
	duties: AgentDuties | null;
	/** Ultravox may answer another time: it did not refuse. */
	mayKnowLater: boolean;
}

/** What the agent of a conversation has to do; from the first call, since those that go on need not name their agent. Never throws. */
export async function askDuties(
	context: RequestContext,
	{ calls }: Pick<EndedConversation, 'calls'>,
): Promise<AskedDuties> {
	const agentId = calls.map(agentIdOf).find((id) => id !== '');
	// Of a conversation that never began, nothing is collected.
	if (agentId === undefined || !calls.some(({ joined }) => joined)) {
		return { duties: NO_DUTIES, mayKnowLater: false };
	}
	try {
		return { duties: await agentDuties(context, agentId, LOOK_UP_MS), mayKnowLater: false };
	} catch (error) {
		context.logger.warn('Ultravox could not be asked what an agent collects', { error });
		return { duties: null, mayKnowLater: !wasRefused(error) };
	}
}

const dutiesIn = async (
	context: RequestContext,
	conversation: EndedConversation,
): Promise<AgentDuties | null> => (await askDuties(context, conversation)).duties;

/**
 * What was collected in a call, for its item. Nothing is sent: also for a look at a call that was told before. Never throws.
 * @param duties of the agent, where they are known; null when Ultravox could not be asked
 */
export async function collectedIn(
	context: RequestContext,
	conversation: EndedConversation,
	duties?: AgentDuties | null,
): Promise<CollectedData | null> {
	const { calls, messages } = conversation;
	if (messages === undefined || !calls.some(({ joined }) => joined)) return null;
	const known = duties === undefined ? await dutiesIn(context, conversation) : duties;
	const { dataFields = [] } = known ?? {};
	return collectedOf(messages, dataFields);
}

/**
 * What was collected in a call, and its one delivery to the agent's data webhook, when the call has ended. Call it once for a call: by
 * whoever tells its end. Only of conversations that began, and whose agent had the tool for it. Never throws.
 * @param call the context of the item
 * @param duties of the agent, where they are known; null when Ultravox could not be asked
 * @param isLeft whether that is left to another process of n8n, which may have taken the end of this call: nothing is sent here
 */
export async function takeCallData(
	context: RequestContext,
	conversation: EndedConversation,
	call: CallContext,
	duties?: AgentDuties | null,
	isLeft = false,
): Promise<CallData> {
	if (!conversation.calls.some(({ joined }) => joined)) return NOTHING;
	const known = duties === undefined ? await dutiesIn(context, conversation) : duties;
	if (known === null) return { collected: null, delivery: unknownData(call) };
	const { dataFields, dataWebhookUrl } = known;
	if (dataFields.length === 0) return NOTHING;
	const collected =
		conversation.messages === undefined ? null : collectedOf(conversation.messages, dataFields);
	if (dataWebhookUrl === null) return { collected, delivery: null };
	if (collected === null) return { collected, delivery: unknownData(call) };
	const couldCollect = await hadTool(context, conversation);
	if (couldCollect === null) return { collected, delivery: unknownData(call) };
	if (!couldCollect) return NOTHING;
	if (isLeft) return { collected, delivery: leftData(call) };
	const delivery = await deliverCollected(context, { url: dataWebhookUrl, call, collected });
	return { collected, delivery };
}

/**
 * Whether the agent had the tool that takes the data; null when nobody knows. A use of it shows that; else Ultravox tells which tools a
 * call had (ultravox.md §2.3).
 */
async function hadTool(
	context: RequestContext,
	{ calls, messages = [] }: EndedConversation,
): Promise<boolean | null> {
	if (hasSubmitted(messages)) return true;
	const asking = calls
		.filter(({ joined }) => joined)
		.map(async ({ callId }) => await toolNamesOfCall(context, String(callId)));
	const names = await Promise.all(asking).catch((error: unknown) => {
		context.logger.warn('Ultravox could not be asked which tools a call had', { error });
		return null;
	});
	return names && names.flat().includes(COLLECT_TOOL);
}

/** Without the messages nobody knows what was collected, and 'nothing' would be a lie. */
const unknownData = (call: CallContext): DataDelivery => ({
	delivered: false,
	eventId: dataEventId(call),
	attempts: 0,
	status: null,
	reason:
		"Ultravox could not be asked what was collected, or whether the agent could collect anything: nothing was sent to the address of 'Send Collected Data To'.",
});

/** Whether another process has sent it when it took the end of the call, that one alone knows. */
const leftData = (call: CallContext): DataDelivery => ({
	delivered: null,
	eventId: dataEventId(call),
	attempts: 0,
	status: null,
	reason:
		"Another process of n8n, which takes ends of these calls, too, may have sent it: nothing was sent to the address of 'Send Collected Data To' with this item.",
});
