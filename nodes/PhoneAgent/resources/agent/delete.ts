import { InputProblem } from '../../../shared/operations/inputProblem';
import type { StepsOperation } from '../../../shared/operations/operation';
import { ultravoxApi } from '../../../shared/ultravoxApi';
import { disallowAgent, plivoConfiguration } from '../../agent/allowance';
import { connectionsOf } from '../../agent/connection';
import { warn } from '../../agent/notices';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { chosenAgent } from './fields';

/** `DELETE /api/agents/{agent_id}`; not while a number leads to the agent, whose callers would meet silence. */
export const deleteAgent: StepsOperation<PhoneAgentApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete phone agent',
	description: 'Delete an agent for good; one that a number leads to is not deleted',
	properties: [chosenAgent],
	execute: async ({ context, itemIndex }, parameters) => {
		const api = ultravoxApi(context, itemIndex);
		const agentId = parameters.uuid('agent');
		const connected = (await connectionsOf(context, [agentId])).get(agentId);
		if (connected !== undefined) {
			throw new InputProblem(
				`${connected.phoneNumber} leads to the agent: its callers would reach nobody`,
				'Connect the number to another agent, or link it to something else at Plivo, first',
			);
		}
		await api.send({ method: 'DELETE', path: `/api/agents/${agentId}` });
		try {
			await disallowAgent(api, agentId, await plivoConfiguration(api));
		} catch (error) {
			// The agent is gone, which is what was asked for.
			const words = error instanceof Error ? error.message : String(error);
			warn(
				context,
				`The Plivo configuration of Ultravox still lists the deleted agent ${agentId}: ${words}`,
			);
		}
		return [{ json: { id: agentId, deleted: true } }];
	},
};
