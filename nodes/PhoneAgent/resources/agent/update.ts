import type { IDataObject } from 'n8n-workflow';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { InputProblem } from '../../../shared/operations/inputProblem';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { refusal } from '../../../shared/refusal';
import { secretTexts } from '../../../shared/secretTexts';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { chosenActions } from '../../agent/actions';
import { allowAgent, disallowAgent, plivoConfiguration } from '../../agent/allowance';
import type { AgentChanges } from '../../agent/changes';
import { readChanges } from '../../agent/changes';
import { connectionsOf } from '../../agent/connection';
import { accountIdOf, agentItem } from '../../agent/item';
import { tellKept, tellLeftOut, tellLimits, tellMissingSecrets } from '../../agent/notices';
import { simpleTemplate } from '../../agent/template';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { chosenAgent, commonFields, nameField, sameModelField, typeField } from './fields';

/**
 * An agent keeps its model (peers.md O3.4): no request is needed to say so. The model that an item of the agent has is no change.
 * @throws InputProblem for any other
 */
function refuseOtherModel(item: IDataObject, agentId: string, fields: Parameters): void {
	const model = fields.optionalId('model');
	if (model === undefined || (item.id === agentId && item.model === model)) return;
	throw fields.problem(
		'model',
		'cannot be changed after an agent was created',
		'Leave it out, or create another agent with that model',
	);
}

/** @throws InputProblem for nothing to change, and for instructions that an expression may have lost */
function readUpdate(item: IDataObject, agentId: string, parameters: Parameters): AgentChanges {
	const fields = parameters.collection('updateFields');
	refuseOtherModel(item, agentId, fields);
	const changes = readChanges(fields);
	delete changes.model;
	if (Object.keys(changes).length === 0) {
		throw parameters.problem('updateFields', 'are empty', 'Add what is to be changed');
	}
	const isLost = changes.instructions?.length === 0 && !Array.isArray(fields.raw('instructions'));
	if (!isLost) return changes;
	throw fields.problem(
		'instructions',
		'are empty',
		'Remove the field to keep them, or give the list [] to take all away',
	);
}

/** The allow-list follows the type (peers.md O3.3). */
async function followType(
	api: UltravoxApi,
	agentId: string,
	type: AgentChanges['type'],
	configuration: IDataObject | null,
): Promise<void> {
	let failure: unknown;
	try {
		if (type === 'inbound') await allowAgent(api, agentId, configuration);
		if (type === 'outbound') await disallowAgent(api, agentId, configuration);
		return;
	} catch (error) {
		failure = error;
	}
	const words = failure instanceof Error ? failure.message : String(failure);
	throw refusal(
		api,
		`The agent was changed, but not the Plivo configuration of Ultravox: ${words}`,
		'Run the update again: it does what is missing',
		failure,
	);
}

/** The body of the patch: the template goes whole, since a patch replaces it (ultravox.md §4.1). */
function bodyOf({ name, ...others }: AgentChanges, callTemplate: IDataObject): IDataObject {
	return {
		...(name === undefined ? {} : { name }),
		...(Object.keys(others).length === 0 ? {} : { callTemplate }),
	};
}

/** `GET /api/agents/{agent_id}`, then `PATCH`: what is not named stays, also what was set in Ultravox. */
export const update: StepsOperation<PhoneAgentApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update phone agent',
	description: 'Change an agent; only calls that begin afterwards are different',
	properties: [
		chosenAgent,
		{
			...fieldCollection({ displayName: 'Update Fields', name: 'updateFields' }, [
				nameField,
				typeField,
				...commonFields,
				sameModelField,
			]),
			description: 'What is left empty here is taken away from the agent',
		},
	],
	execute: async ({ context, itemIndex }, parameters) => {
		const api = ultravoxApi(context, itemIndex);
		const agentId = parameters.uuid('agent');
		const item = context.getInputData()[itemIndex]?.json ?? {};
		const changes = readUpdate(item, agentId, parameters);
		const path = `/api/agents/${agentId}`;
		const before = await api.send({ method: 'GET', path });
		// What cannot be is said before anything else is asked.
		simpleTemplate(before, changes);
		const accountId = await accountIdOf(api);
		const connected = (await connectionsOf(context, [agentId])).get(agentId);
		if (changes.type === 'outbound' && connected !== undefined) {
			throw new InputProblem(
				`${connected.phoneNumber} leads to the agent, and an outbound agent answers no calls`,
				'Connect the number to another agent first',
			);
		}
		const chosen = await chosenActions(api, changes);
		const configuration = changes.type === undefined ? null : await plivoConfiguration(api);
		const sent = simpleTemplate(before, changes, chosen);
		const body = bodyOf(changes, sent);
		const secrets = secretTexts(body);
		const agent = await api.send({ method: 'PATCH', path, body, secrets });
		await followType(api, agentId, changes.type, configuration);
		if (body.callTemplate !== undefined) {
			tellKept(context, sent, agent);
			tellMissingSecrets(context, sent);
		}
		tellLeftOut(context, chosen);
		tellLimits(context, agent);
		return [{ json: agentItem(agent, { accountId, connected }) }];
	},
};
