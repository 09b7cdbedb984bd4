import type { IDataObject } from 'n8n-workflow';
import { callContextFromUltravox } from '../../shared/callContext';
import { pathSegment } from '../../shared/pathSegment';
import { statusOf } from '../../shared/providerStatus';
import { refusal } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign, CampaignBatch } from './campaignBatches';
import { findBatches } from './campaignBatches';
import { callsOf } from './campaignCalls';
import type { RowState } from './rowStates';
import { rowStates } from './rowStates';

/** Everything that Ultravox knows of a campaign. */
export interface ReadCampaign {
	campaign: Campaign;
	batches: CampaignBatch[];
	/** The ids of all batches that the agent has. */
	allIds: string[];
	rows: RowState[];
}

/** Calls that the list does not have, though Ultravox says that it made them: one by one. */
async function missingCalls(
	api: PhoneAgentApi,
	batches: readonly CampaignBatch[],
	calls: readonly IDataObject[],
): Promise<IDataObject[]> {
	const known = new Set(calls.map(({ callId }) => callId));
	const ids = batches
		.flatMap((batch) => batch.calls)
		.flatMap(({ callId }) => (callId === null || known.has(callId) ? [] : [callId]));
	const found: IDataObject[] = [];
	for (const callId of ids) {
		const path = `/api/calls/${pathSegment(callId)}`;
		// Deleted calls stay unknown.
		const call = await api.send({ method: 'GET', path }).catch((error: unknown) => {
			if (statusOf(error) === 404) return null;
			throw error;
		});
		if (call !== null) found.push(call);
	}
	return found;
}

/**
 * A campaign as it stands: nothing of it is kept but at Ultravox.
 * @throws NodeApiError with the words of Ultravox, also where it knows nothing of the campaign
 */
export async function readCampaign(api: PhoneAgentApi, campaign: Campaign): Promise<ReadCampaign> {
	const { batches, allIds } = await findBatches(api, campaign);
	// Another agent's campaign may have the same name.
	const listed = (await callsOf(api, campaign)).filter((call) =>
		[null, campaign.agentId].includes(callContextFromUltravox(call).agentId),
	);
	const calls = [...listed, ...(await missingCalls(api, batches, listed))];
	const rows = rowStates(batches, calls);
	if (rows.length > 0) return { campaign, batches, allIds, rows };
	throw refusal(
		api,
		`Ultravox has no campaign '${campaign.id}' of this agent`,
		'Check agent and name. A campaign that scheduled nobody, or was canceled before its first call, leaves nothing behind',
	);
}
