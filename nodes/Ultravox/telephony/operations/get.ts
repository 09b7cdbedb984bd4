import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import {
	configurationItem,
	givenSample,
	noConfiguration,
	readConfiguration,
} from '../../../shared/telephony/configuration';
import { previewSample } from '../../../shared/telephony/contextMapping';
import type { TelephonyProvider } from '../../../shared/telephony/provider';

/** `GET /api/telephony_configs/{provider}` (ultravox.md §5.1). */
export const getConfiguration = (provider: TelephonyProvider): StepsOperation<UltravoxApi> => ({
	name: 'Get',
	value: 'get',
	action: `Get ${provider.name} configuration`,
	description: `Get which agents ${provider.name} may call and what they are told; credentials are never shown again`,
	properties: [optionsCollection([previewSample])],
	execute: async (api, parameters) => {
		const sample = givenSample(parameters.collection('options'));
		const configuration = await readConfiguration(api, provider);
		if (configuration === null) throw noConfiguration(api, provider);
		return [{ json: configurationItem(provider, configuration, sample) }];
	},
});
