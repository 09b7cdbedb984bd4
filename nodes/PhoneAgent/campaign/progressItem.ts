import type { IDataObject } from 'n8n-workflow';
import type { CampaignBatch } from './campaignBatches';
import type { ReadCampaign } from './readCampaign';
import type { AttemptState, RowState } from './rowStates';
import { lastAttempt } from './rowStates';

/** Calls in these states are still to come. */
const OPEN: ReadonlySet<AttemptState> = new Set(['waiting', 'paused']);

/** A batch, and how many of its calls are still to come. */
const batchItem = (batch: CampaignBatch, rows: readonly RowState[]) => {
	const { batchId, windowStart, windowEnd, paused, endedAt, calls } = batch;
	const attempts = rows.flatMap((row) => row.attempts).filter((one) => one.batchId === batchId);
	return {
		batchId,
		windowStart,
		windowEnd,
		paused,
		endedAt,
		callCount: calls.length,
		openCount: attempts.filter(({ state }) => OPEN.has(state)).length,
	};
};

/** How far a campaign is: each row counts once, with what was tried last. */
export function progressItem({ campaign, batches, rows }: ReadCampaign): IDataObject {
	const last = rows.map(lastAttempt);
	const count = (wanted: AttemptState) => last.filter(({ state }) => state === wanted).length;
	const [waiting, paused, live] = [count('waiting'), count('paused'), count('live')];
	return {
		campaign: {
			id: campaign.id,
			agentId: campaign.agentId,
			rowCount: rows.length,
			waitingCount: waiting,
			pausedCount: paused,
			liveCount: live,
			endedCount: count('ended'),
			expiredCount: count('expired'),
			notCreatedCount: count('notCreated'),
			unknownCount: count('unknown'),
			isOver: waiting + paused + live === 0,
		},
		batches: batches.map((batch) => batchItem(batch, rows)),
	};
}
