import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import {
	configurationItem,
	givenSample,
	sendChange,
} from '../../../shared/telephony/configuration';
import type { TelephonyProvider } from '../../../shared/telephony/provider';
import {
	allowedAgents,
	readSettings,
	settingFields,
	settingsBody,
} from '../../../shared/telephony/settings';

/** `PATCH /api/telephony_configs/{provider}` with nothing but what was added (ultravox.md §5.1; peers.md U0.8). */
export const updateConfiguration = (provider: TelephonyProvider): StepsOperation<UltravoxApi> => ({
	name: 'Update',
	value: 'update',
	action: `Update ${provider.name} configuration`,
	description: `Change which agents ${provider.name} may call, what they are told, or the credentials. Listed agents replace all that were listed; Ensure adds or removes some.`,
	properties: [
		fieldCollection({ displayName: 'Update Fields', name: 'updateFields' }, [
			{
				...allowedAgents('The agents that calls may reach, in the place of those listed before'),
				hint: "Where all agents are allowed now, switch 'Allow All Agents' off as well",
			},
			...settingFields,
			...provider.updateInputs,
		]),
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('updateFields');
		const settings = readSettings(fields, fields);
		const sample = givenSample(fields);
		const credentials = await provider.changedCredentials(api, fields);
		const body = { ...credentials.fields, ...settingsBody(settings) };
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		const { secrets } = credentials;
		const answer = await sendChange(api, provider, { method: 'PATCH', body, secrets });
		return [{ json: configurationItem(provider, answer, sample) }];
	},
});
