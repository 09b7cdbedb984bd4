import type { IDataObject } from 'n8n-workflow';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { createAgent } from '../../../shared/agents/createAgent';
import type { StepsOperation } from '../../../shared/operations/operation';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { chosenActions } from '../../agent/actions';
import { allowAgent, plivoConfiguration, refuseOneTooMany } from '../../agent/allowance';
import type { AgentChanges } from '../../agent/changes';
import { agentName, readChanges } from '../../agent/changes';
import { accountIdOf, agentItem } from '../../agent/item';
import { tellLeftOut, tellLimits } from '../../agent/notices';
import { simpleTemplate } from '../../agent/template';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { commonFields, modelField, nameField, typeField } from './fields';

/** Whether a new agent went again. */
async function isTakenBack(api: UltravoxApi, agentId: string): Promise<boolean> {
	try {
		await api.send({ method: 'DELETE', path: `/api/agents/${encodeURIComponent(agentId)}` });
		return true;
	} catch {
		return false;
	}
}

/** Lets calls reach the new agent; one that no call can reach is taken back. */
async function allow(
	api: UltravoxApi,
	agentId: string,
	configuration: IDataObject | null,
): Promise<void> {
	let failure: unknown;
	try {
		await allowAgent(api, agentId, configuration);
		return;
	} catch (error) {
		failure = error;
	}
	const words = failure instanceof Error ? failure.message : String(failure);
	throw refusal(
		api,
		`The agent could not be allowed in the Plivo configuration of Ultravox: ${words}`,
		(await isTakenBack(api, agentId))
			? 'It was deleted again, so that you can try once more'
			: `It is there all the same, as ${agentId}: delete it before you try again`,
		failure,
	);
}

/** An agent (peers.md O3.1): `POST /api/agents`, and for an inbound one the allowance of ultravox.md §5.1. */
export const create: StepsOperation<PhoneAgentApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create phone agent',
	description: 'Create an agent that talks on the phone; only its name has to be given',
	properties: [
		{ ...nameField, required: true },
		typeField,
		fieldCollection({ displayName: 'Additional Fields', name: 'additionalFields' }, [
			...commonFields,
			modelField,
		]),
	],
	execute: async ({ context, itemIndex }, parameters) => {
		const api = ultravoxApi(context, itemIndex);
		const name = agentName(parameters);
		const type = parameters.choice('type') === 'outbound' ? 'outbound' : 'inbound';
		const changes: AgentChanges = {
			interruptible: true,
			actions: 'all',
			...readChanges(parameters.collection('additionalFields')),
			name,
			type,
		};
		// What cannot be is said before anything is asked.
		simpleTemplate({}, changes);
		const accountId = await accountIdOf(api);
		const chosen = await chosenActions(api, changes);
		const configuration = type === 'inbound' ? await plivoConfiguration(api) : null;
		if (type === 'inbound') await refuseOneTooMany(api, configuration);
		const callTemplate = simpleTemplate({}, changes, chosen);
		const agent = await createAgent(api, { name, callTemplate });
		if (type === 'inbound') await allow(api, String(agent.agentId), configuration);
		tellLeftOut(context, chosen);
		tellLimits(context, agent);
		return [{ json: agentItem(agent, { accountId, connected: undefined }) }];
	},
};
