import type { IDataObject } from 'n8n-workflow';
import type { CallContext } from '../callContext';
import type { RequestContext } from '../providerFailure';
import type { AgentDuties } from './agentLookup';
import { agentDuties, NO_DUTIES } from './agentLookup';
import type { CollectedData } from './collected';
import { collectedOf } from './collected';
import type { DataDelivery } from './deliverCollected';
import { dataEventId, deliverCollected } from './deliverCollected';
import { agentIdOf } from './returnToAgent';

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

/** What the agent of a conversation has to do; from the first call, since those that go on need not name their agent. Never throws. */
async function dutiesIn(
	context: RequestContext,
	{ calls }: EndedConversation,
): Promise<AgentDuties | null> {
	const agentId = calls.map(agentIdOf).find((id) => id !== '');
	if (agentId === undefined) return NO_DUTIES;
	return await agentDuties(context, agentId, LOOK_UP_MS).catch((error: unknown) => {
		context.logger.warn('Ultravox could not be asked what an agent collects', { error });
		return null;
	});
}

/**
 * What was collected in a call, for its item. Nothing is sent: also for a look at a call that was told before. Never throws.
 * @param duties of the agent, where they are known
 */
export async function collectedIn(
	context: RequestContext,
	conversation: EndedConversation,
	duties?: AgentDuties,
): Promise<CollectedData | null> {
	const { calls, messages } = conversation;
	if (messages === undefined || !calls.some(({ joined }) => joined)) return null;
	const { dataFields = [] } = duties ?? (await dutiesIn(context, conversation)) ?? {};
	return collectedOf(messages, dataFields);
}

/**
 * What was collected in a call, and its one delivery to the agent's data webhook, when the call has ended. Call it once for a call: by
 * whoever tells its end. Only of conversations that began. Never throws.
 * @param call the context of the item
 * @param duties of the agent, where they are known
 */
export async function takeCallData(
	context: RequestContext,
	conversation: EndedConversation,
	call: CallContext,
	duties?: AgentDuties,
): Promise<CallData> {
	if (!conversation.calls.some(({ joined }) => joined)) return NOTHING;
	const known = duties ?? (await dutiesIn(context, conversation));
	if (known === null) return NOTHING;
	const { dataFields, dataWebhookUrl } = known;
	if (dataFields.length === 0) return NOTHING;
	const collected =
		conversation.messages === undefined ? null : collectedOf(conversation.messages, dataFields);
	if (dataWebhookUrl === null) return { collected, delivery: null };
	if (collected === null) return { collected, delivery: unknownData(call) };
	const delivery = await deliverCollected(context, { url: dataWebhookUrl, call, collected });
	return { collected, delivery };
}

/** Without the messages nobody knows what was collected, and 'nothing' would be a lie. */
const unknownData = (call: CallContext): DataDelivery => ({
	delivered: false,
	eventId: dataEventId(call),
	attempts: 0,
	status: null,
	reason: 'Ultravox could not be asked what was collected: nothing was sent to the data webhook.',
});
