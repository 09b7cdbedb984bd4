import type { IDataObject } from 'n8n-workflow';
import { objectOf, readSimpleAgent, textOf } from '../../shared/simpleAgent/read';
import type { UltravoxApi } from '../../shared/ultravoxApi';
import type { Connected } from './connection';

/** What of an item is not in the agent itself. */
export interface AgentFacts {
	/** Of the Ultravox account. */
	accountId: string | null;
	connected: Connected | undefined;
}

/** The account whose agents these are: `GET /api/accounts/me`. */
export async function accountIdOf(api: UltravoxApi): Promise<string | null> {
	const { accountId } = await api.send({ method: 'GET', path: '/api/accounts/me' });
	return textOf(accountId);
}

/** An agent with the nineteen keys of peers.md O3.2, null for what is not set. */
export function agentItem(agent: IDataObject, { accountId, connected }: AgentFacts): IDataObject {
	const simple = readSimpleAgent(agent);
	const names = simple.dataFields.map(({ name }) => name);
	const created = textOf(agent.created);
	return {
		id: textOf(agent.agentId),
		org_id: accountId,
		phone_number: connected?.phoneNumber ?? null,
		name: simple.name,
		type: simple.type,
		language: simple.language,
		accent: simple.accent,
		handoff_phone_number: simple.handoffNumber,
		interruptible: simple.interruptible,
		actionIds: simple.actionIds,
		instructions: simple.instructions,
		data_collection_fields: names.length === 0 ? null : names,
		data_collection_webhook_url: simple.dataWebhookUrl,
		model: simple.model,
		voice_id: simple.voice,
		first_message: simple.firstMessage,
		created_at: created,
		updated_at: textOf(objectOf(agent.callTemplate).updated) ?? created,
		provider_external_id: connected?.applicationId ?? null,
	};
}
