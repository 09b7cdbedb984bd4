import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { configurationItem, givenSample } from '../../../shared/telephony/configuration';
import type { AgentChange } from '../../../shared/telephony/ensureConfiguration';
import { ensureConfiguration } from '../../../shared/telephony/ensureConfiguration';
import type { TelephonyProvider } from '../../../shared/telephony/provider';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { allowedAgents, readSettings, settingFields } from '../../../shared/telephony/settings';

/** Create, patch or leave alone, after a look (peers.md U0.9). */
export const ensure = (provider: TelephonyProvider): StepsOperation<UltravoxApi> => ({
	name: 'Ensure',
	value: 'ensure',
	action: `Ensure ${provider.name} configuration`,
	description: `Make sure that Ultravox has the credentials of ${provider.name} and allows the agents: made when it is not there, changed when it differs. Run again, it changes nothing.`,
	properties: [
		...provider.inputs,
		{
			displayName: 'Agent Change',
			name: 'agentChange',
			type: 'options',
			options: [
				{
					name: 'Add',
					value: 'add',
					description: 'Allow these agents, and go on allowing the others',
				},
				{
					name: 'Remove',
					value: 'remove',
					description: 'Allow these agents no longer, and go on allowing the others',
				},
				{
					name: 'Set',
					value: 'set',
					description: 'Allow these agents and no others',
				},
			],
			default: 'add',
			description: 'What becomes of the agents chosen below',
		},
		allowedAgents('The agents to add, remove or set'),
		fieldCollection({ displayName: 'Additional Fields', name: 'additionalFields' }, settingFields),
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const settings = readSettings(parameters, fields);
		const sample = givenSample(fields);
		const agentChange = parameters.choice('agentChange') as AgentChange;
		const isNobody = (settings.agents ?? []).length === 0 && settings.allowAll !== true;
		if (agentChange === 'set' && isNobody) {
			throw parameters.problem(
				'callCreationAllowedAgentIds',
				'is empty, so that no agent would be allowed any more',
				'If that is what you want, use Update with an empty list',
			);
		}
		const credentials = await provider.credentials(api, parameters);
		const wanted = { ...settings, agentChange, credentials };
		const { configuration, before, written } = await ensureConfiguration(api, provider, wanted);
		const item = configurationItem(provider, configuration, sample);
		return [{ json: { ...item, created: before === null, changed: written.length > 0 } }];
	},
});
