import type { IDataObject } from 'n8n-workflow';
import { pick } from '../../shared/operations/perform';
import type { Campaign } from './campaignBatches';
import type { LeftOut } from './campaignRow';
import type { SentBatch } from './sendBatches';

/** A row that is not called, as an item tells of it. */
export const leftOutItem = (leftOut: LeftOut): IDataObject =>
	pick({ ...leftOut }, ['item', 'id', 'to', 'reason', 'explanation']);

/** A batch that was scheduled, as an item tells of it. */
const batchItem = ({ batchId, timeZones, day, windowStart, windowEnd, rows }: SentBatch) => ({
	batchId,
	timeZones: [...timeZones],
	day,
	windowStart: windowStart.toISOString(),
	windowEnd: windowEnd.toISOString(),
	callCount: rows.length,
});

/**
 * What was scheduled for a campaign, in one item.
 * @param notCalled everybody else, in the order of the rows
 */
export function startedItem(
	campaign: Campaign,
	agentName: string | null,
	batches: readonly SentBatch[],
	notCalled: readonly LeftOut[],
): IDataObject {
	const scheduledCount = batches.reduce((sum, { rows }) => sum + rows.length, 0);
	const ends = batches.map(({ windowEnd }) => windowEnd.toISOString()).sort();
	return {
		campaign: {
			id: campaign.id,
			agentId: campaign.agentId,
			agentName,
			rowCount: scheduledCount + notCalled.length,
			scheduledCount,
			notCalledCount: notCalled.length,
			firstWindowStart: batches[0]?.windowStart.toISOString() ?? null,
			lastWindowEnd: ends[ends.length - 1] ?? null,
		},
		batches: batches.map(batchItem),
		notCalled: [...notCalled]
			.sort((one, other) => (one.item ?? 0) - (other.item ?? 0))
			.map(leftOutItem),
	};
}
