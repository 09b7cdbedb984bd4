import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { sendChange } from '../../../shared/telephony/configuration';
import type { TelephonyProvider } from '../../../shared/telephony/provider';

/** `DELETE /api/telephony_configs/{provider}` (ultravox.md §5.1). It has no id: the item names the provider. */
export const deleteConfiguration = (provider: TelephonyProvider): StepsOperation<UltravoxApi> => ({
	name: 'Delete',
	value: 'delete',
	action: `Delete ${provider.name} configuration`,
	description: `Delete what Ultravox keeps of ${provider.name} for good: its numbers stop reaching agents, and agents stop calling with it`,
	properties: [],
	execute: async (api) => {
		await sendChange(api, provider, { method: 'DELETE' });
		return [{ json: { provider: provider.name.toLowerCase(), deleted: true } }];
	},
});
