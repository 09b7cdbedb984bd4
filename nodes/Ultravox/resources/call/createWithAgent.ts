import type { StepsOperation } from '../../../shared/operations/operation';
import { agentLocator } from '../../../shared/descriptions/agentLocator';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { mediumSetting } from '../../settings/medium';
import { together } from '../../settings/setting';
import { agentCallSettings } from '../../settings/subsets';
import { templateContextSetting } from '../../settings/templateContext';
import { createCall, createdCall, creationOptions, returnJoinUrl } from './createdCall';

const settings = together(mediumSetting, templateContextSetting, agentCallSettings);

/** `POST /api/agents/{agent_id}/calls` (ultravox.md §4.3): what the agent does not say, and what is different in this call. */
export const createWithAgent: StepsOperation<UltravoxApi> = {
	name: 'Create with Agent',
	value: 'createWithAgent',
	action: 'Create call with agent',
	description:
		'Create a call with an agent. Rings a phone and spends money when the direction is outgoing.',
	...createdCall,
	properties: [
		agentLocator({ required: true, description: 'The agent that talks in the call' }),
		...settings.properties,
		returnJoinUrl,
		creationOptions(),
	],
	execute: async (api, parameters) => {
		const agentId = parameters.uuid('agent');
		return await createCall(api, parameters, {
			path: `/api/agents/${agentId}/calls`,
			body: settings.read(parameters),
			agentId,
		});
	},
};
