import type { AllItemsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { prepareCampaign } from '../../campaign/prepareCampaign';
import { previewItems } from '../../campaign/previewItems';
import { campaignCalls } from '../../descriptions/campaignCalls';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** Who would be called when, and who not and why. Only reads. */
export const preview: AllItemsOperation<PhoneAgentApi> = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview campaign',
	description:
		'Show of each row when it would be called, or why it would not. Nothing is scheduled.',
	properties: campaignCalls,
	executeAll: async (api, items) => {
		const prepared = await prepareCampaign(api, items as [Parameters, ...Parameters[]]);
		return previewItems(prepared).map(({ item, json }) => ({ json, pairedItem: { item } }));
	},
};
