import type { StepsOperation } from '../../../shared/operations/operation';
import { campaignOf } from '../../campaign/campaignOf';
import { progressItem } from '../../campaign/progressItem';
import { readCampaign } from '../../campaign/readCampaign';
import { startedCampaign } from '../../descriptions/campaign';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** How far a campaign is, as Ultravox tells (ultravox.md §6). */
export const getProgress: StepsOperation<PhoneAgentApi> = {
	name: 'Get Progress',
	value: 'getProgress',
	action: 'Get progress of campaign',
	description: 'Get how many rows of a campaign were called, wait, or were not called in time',
	properties: startedCampaign,
	execute: async (api, parameters) => [
		{ json: progressItem(await readCampaign(api, campaignOf(parameters))) },
	],
};
