import type { StepsOperation } from '../../../shared/operations/operation';
import { statusOf } from '../../../shared/providerStatus';
import { refusal } from '../../../shared/refusal';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sendExplained } from '../../../shared/ultravoxExplained';
import { configurationItem, givenSample } from '../../../shared/telephony/configuration';
import { newConfiguration } from '../../../shared/telephony/ensureConfiguration';
import type { TelephonyProvider } from '../../../shared/telephony/provider';
import { fieldCollection } from '../../../shared/descriptions/fieldCollection';
import { allowedAgents, readSettings, settingFields } from '../../../shared/telephony/settings';

/** `POST /api/telephony_configs/{provider}` (ultravox.md §5.1): one per account. */
export const createConfiguration = (provider: TelephonyProvider): StepsOperation<UltravoxApi> => ({
	name: 'Create',
	value: 'create',
	action: `Create ${provider.name} configuration`,
	description: `Give Ultravox the credentials of ${provider.name}, so that agents take calls to its numbers and make calls with it`,
	properties: [
		...provider.inputs,
		allowedAgents(),
		fieldCollection({ displayName: 'Additional Fields', name: 'additionalFields' }, settingFields),
	],
	execute: async (api, parameters) => {
		const fields = parameters.collection('additionalFields');
		const settings = readSettings(parameters, fields);
		const sample = givenSample(fields);
		const credentials = await provider.credentials(api, parameters);
		const body = newConfiguration(credentials, settings);
		const { secrets } = credentials;
		let failure: unknown;
		try {
			const request = { method: 'POST', path: provider.path, body, secrets } as const;
			const answer = await sendExplained(api, request);
			return [{ json: configurationItem(provider, answer, sample) }];
		} catch (error) {
			failure = error;
		}
		const words = (failure as Error).message;
		if (statusOf(failure) !== 409 && !/\balready\b/i.test(words)) throw failure;
		throw refusal(
			api,
			words,
			`An account has one ${provider.name} configuration: change it with Update or Ensure`,
			failure,
		);
	},
});
