import type { IDataObject } from 'n8n-workflow';
import type { ScheduledBatch } from '../../shared/callingHours/schedule';
import type { CampaignRow, LeftOut } from './campaignRow';
import { leftOutItem } from './startedItem';
import type { PreparedCampaign } from './prepareCampaign';
import { badRows } from './badRows';

/** What a row's item tells of it, and the row's place among the items. */
export interface PreviewItem {
	item: number;
	json: IDataObject;
}

const calledItem = (
	row: CampaignRow,
	{ timeZones, day, windowStart, windowEnd }: ScheduledBatch<CampaignRow>,
): IDataObject => ({
	row: {
		item: row.item,
		id: row.id,
		to: row.phoneNumber,
		from: row.from,
		templateContext: row.templateContext,
	},
	plan: {
		isCalled: true,
		reason: null,
		explanation: null,
		timeZones: [...timeZones],
		day,
		windowStart: windowStart.toISOString(),
		windowEnd: windowEnd.toISOString(),
	},
});

function notCalledItem(leftOut: LeftOut): IDataObject {
	const { item, id, to, reason, explanation } = leftOutItem(leftOut);
	return {
		row: { item, id, to, from: null, templateContext: null },
		plan: {
			isCalled: false,
			reason,
			explanation,
			timeZones: null,
			day: null,
			windowStart: null,
			windowEnd: null,
		},
	};
}

/** One item for each row: when it would be called, or why it would not; in the order of the rows. */
export function previewItems({ campaign, ...prepared }: PreparedCampaign): PreviewItem[] {
	const { plan, leftOut, problems } = prepared;
	const called = plan.batches.flatMap((batch) =>
		batch.rows.map((row) => ({ item: row.item ?? 0, json: calledItem(row, batch) })),
	);
	const notCalled = [...badRows(problems), ...leftOut, ...plan.notCalled].map((one) => ({
		item: one.item ?? 0,
		json: notCalledItem(one),
	}));
	return [...called, ...notCalled]
		.sort((one, other) => one.item - other.item)
		.map(({ item, json }) => ({
			item,
			json: { ...json, campaign: { id: campaign.id, agentId: campaign.agentId } },
		}));
}
