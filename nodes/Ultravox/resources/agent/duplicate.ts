import { describeMissing, missingSecrets } from '../../../shared/agents/missingSecrets';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sharedSecretsSetting } from '../../settings/callData';
import { createAgent } from '../../../shared/agents/createAgent';
import { agentName, agentPath, checkedName, chosenAgent, describedInAgent } from './agentFields';
import { writableTemplate } from '../../../shared/agents/template';
import { toolAuthTokens, withToolAuthTokens } from './writeOnly';

/** `GET /api/agents/{agent_id}`, then `POST /api/agents` (ultravox.md §4.1): all but what Ultravox does not show is copied. */
export const duplicate: StepsOperation<UltravoxApi> = {
	name: 'Duplicate',
	value: 'duplicate',
	action: 'Duplicate agent',
	description: 'Create a new agent with the prompt and settings of another',
	describesSecrets: describedInAgent,
	properties: [
		chosenAgent,
		{
			...agentName,
			displayName: 'New Name',
			required: true,
			placeholder: 'e.g. Receptionist of the evening',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'What Ultravox does not show, and so cannot be copied',
			options: [...sharedSecretsSetting.properties, toolAuthTokens],
		},
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const name = checkedName(parameters, 'name');
		const secrets = sharedSecretsSetting.read(fields);
		const original = await api.send({ method: 'GET', path: agentPath(parameters) });
		const callTemplate = withToolAuthTokens(fields, { ...writableTemplate(original), ...secrets });
		const body = { name, callTemplate };
		const agent = await createAgent(api, body);
		const notCopied = missingSecrets(callTemplate);
		if (notCopied.length > 0) {
			api.context.addExecutionHints({
				message: `If the agent has ${describeMissing(notCopied)}, they were not copied: Ultravox does not show them`,
				location: 'outputPane',
				type: 'warning',
			});
		}
		const copiedFrom = parameters.uuid('agent');
		return [{ json: { ...agent, copiedFrom, notCopied } }];
	},
};
