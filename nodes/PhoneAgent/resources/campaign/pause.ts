import type { StepsOperation } from '../../../shared/operations/operation';
import { campaignOf } from '../../campaign/campaignOf';
import { progressItem } from '../../campaign/progressItem';
import { readCampaign } from '../../campaign/readCampaign';
import { eachBatch, isOpen, pauseBatch } from '../../campaign/stopBatches';
import { startedCampaign } from '../../descriptions/campaign';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/** `PATCH .../scheduled_batches/{batch_id}` with `paused` for each batch that is not over (ultravox.md §6). */
export const pause: StepsOperation<PhoneAgentApi> = {
	name: 'Pause',
	value: 'pause',
	action: 'Pause campaign',
	description:
		'Make no further calls of a campaign; live calls go on. Ultravox does not promise that it can be resumed.',
	properties: startedCampaign,
	execute: async (api, parameters) => {
		const campaign = campaignOf(parameters);
		const { batches } = await readCampaign(api, campaign);
		const going = batches.filter((batch) => isOpen(batch) && !batch.paused);
		await eachBatch(api, going, 'paused', async (batch) => {
			await pauseBatch(api, campaign, batch);
		});
		// Read again: a call may have been made in between.
		const { campaign: progress, batches: now } = progressItem(await readCampaign(api, campaign));
		return [{ json: { campaign: progress, batches: now, pausedBatchCount: going.length } }];
	},
};
