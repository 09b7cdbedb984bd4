import type { IDataObject } from 'n8n-workflow';
import { text } from '../../shared/callContext';
import { isObject } from '../../shared/operations/values';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { ResultOptions } from './attemptResult';
import { attemptResult } from './attemptResult';
import type { Campaign } from './campaignBatches';
import { CAMPAIGN_KEYS } from './campaignMetadata';
import type { RowState } from './rowStates';
import { lastAttempt } from './rowStates';

/** The row as the campaign knows it: what it was started with. */
function knownRow(row: RowState): IDataObject {
	const { scheduled, call } = lastAttempt(row);
	const metadata = scheduled?.metadata ?? (isObject(call?.metadata) ? call.metadata : {});
	return {
		item: row.item,
		id: row.id,
		to: row.to,
		templateContext: scheduled?.templateContext ?? null,
		metadata: Object.fromEntries(
			Object.entries(metadata).filter(([key]) => !CAMPAIGN_KEYS.has(key)),
		),
	};
}

/** The result of a row, which an item may be joined to. */
export interface RowResult extends IDataObject {
	row: IDataObject;
}

/** The result of a row: what was tried last, the row, and what became of the call. */
export async function rowResult(
	api: PhoneAgentApi,
	campaign: Campaign,
	row: RowState,
	options: ResultOptions,
): Promise<RowResult> {
	const last = lastAttempt(row);
	const { state, attempt, batchId, windowStart, windowEnd, scheduled } = last;
	return {
		campaign: {
			id: campaign.id,
			agentId: campaign.agentId,
			state,
			attempt,
			batchId,
			windowStart,
			windowEnd,
			notCreatedBecause: text(scheduled?.error),
		},
		row: knownRow(row),
		...(await attemptResult(api, campaign, row, last, options)),
	};
}

/** The result of an input item that is no row of the campaign. */
export const strangerResult = (campaign: Campaign): RowResult => ({
	campaign: {
		id: campaign.id,
		agentId: campaign.agentId,
		state: 'notInCampaign',
		attempt: null,
		batchId: null,
		windowStart: null,
		windowEnd: null,
		notCreatedBecause: null,
	},
	row: { item: null, id: null, to: null, templateContext: null, metadata: null },
	call: null,
	plivo: null,
	ultravox: null,
	costs: null,
});
