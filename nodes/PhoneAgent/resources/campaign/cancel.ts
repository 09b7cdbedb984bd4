import type { StepsOperation } from '../../../shared/operations/operation';
import { campaignOf } from '../../campaign/campaignOf';
import { readCampaign } from '../../campaign/readCampaign';
import type { RowState } from '../../campaign/rowStates';
import { lastAttempt } from '../../campaign/rowStates';
import { deleteBatch, eachBatch, isOpen, pauseBatch } from '../../campaign/stopBatches';
import { startedCampaign } from '../../descriptions/campaign';
import type { PhoneAgentApi } from '../../phoneAgentApi';

const NOT_CALLED: ReadonlySet<string> = new Set(['waiting', 'paused', 'expired', 'notCreated']);

/** A row that was not called: of a batch that is deleted, nobody else knows it any more. */
const rowItem = (row: RowState) => {
	const { scheduled, state } = lastAttempt(row);
	const { id, to, from, item } = row;
	return { item, id, to, from, state, templateContext: scheduled?.templateContext ?? {} };
};

/**
 * `DELETE .../scheduled_batches/{batch_id}` for each batch that is not over (ultravox.md §6), paused first so that no call is made
 * between reading and deleting. Their calls stay.
 */
export const cancel: StepsOperation<PhoneAgentApi> = {
	name: 'Cancel',
	value: 'cancel',
	action: 'Cancel campaign',
	description:
		'Make no further calls of a campaign for good, and tell who was not called; live calls go on',
	properties: startedCampaign,
	execute: async (api, parameters) => {
		const campaign = campaignOf(parameters);
		const open = (await readCampaign(api, campaign)).batches.filter(isOpen);
		// Deleting stops a batch also when it cannot be paused.
		await eachBatch(api, open, 'paused', async (batch) => {
			if (!batch.paused) await pauseBatch(api, campaign, batch);
		}).catch(() => undefined);
		const { rows } = await readCampaign(api, campaign);
		await eachBatch(api, open, 'deleted', async (batch) => {
			await deleteBatch(api, campaign, batch);
		});
		const notCalled = rows.filter((row) =>
			row.attempts.every(({ state }) => NOT_CALLED.has(state)),
		);
		const { id, agentId } = campaign;
		return [
			{
				json: {
					campaign: {
						id,
						agentId,
						rowCount: rows.length,
						calledCount: rows.length - notCalled.length,
						notCalledCount: notCalled.length,
						deletedBatchCount: open.length,
					},
					notCalled: notCalled.map(rowItem),
				},
			},
		];
	},
};
