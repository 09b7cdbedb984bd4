import type { AllItemsOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { badRows, refuseBadRows } from '../../campaign/badRows';
import { ensureThrottle } from '../../campaign/campaignThrottle';
import { prepareCampaign } from '../../campaign/prepareCampaign';
import { sendBatches } from '../../campaign/sendBatches';
import { startedItem } from '../../campaign/startedItem';
import { campaignCalls } from '../../descriptions/campaignCalls';
import type { PhoneAgentApi } from '../../phoneAgentApi';

/**
 * `POST /api/agents/{agent_id}/scheduled_batches` for each time zone and day (ultravox.md §6; peers.md P2.9), after every row was
 * checked and who is in the campaign already was taken out.
 */
export const start: AllItemsOperation<PhoneAgentApi> = {
	name: 'Start',
	value: 'start',
	action: 'Start campaign',
	description:
		'Schedule a call for each row, in the calling hours of who is called. Rings phones and spends money.',
	properties: campaignCalls,
	executeAll: async (api, items) => {
		const prepared = await prepareCampaign(api, items as [Parameters, ...Parameters[]]);
		const { campaign, agentName, rate, problems, rowCount, leftOut, plan } = prepared;
		if (!prepared.leavesBadRowsOut) refuseBadRows(problems, rowCount);
		const throttle =
			plan.batches.length === 0 ? undefined : await ensureThrottle(api, campaign, rate);
		const known = prepared.allIds;
		const sent = await sendBatches(api, campaign, plan.batches, {
			known,
			throttle,
			again: 'Start the campaign again with the same name',
		});
		const notCalled = [...badRows(problems), ...leftOut, ...plan.notCalled];
		return [{ json: startedItem(campaign, agentName, sent, notCalled) }];
	},
};
