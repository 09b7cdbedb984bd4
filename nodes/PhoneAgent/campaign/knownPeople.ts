import type { IDataObject } from 'n8n-workflow';
import { samePhone } from '../../shared/callingHours/doNotCallList';
import { TO_METADATA_KEY } from '../../shared/placedCall';
import { metadataValue } from '../../shared/resumedCall';
import type { CampaignBatch } from './campaignBatches';
import { ROW_METADATA_KEY } from './campaignMetadata';
import type { CampaignRow, LeftOut } from './campaignRow';

/** Who is in a campaign already: scheduled, or called from a batch that is gone. */
export interface KnownPeople {
	numbers: ReadonlySet<string>;
	rowIds: ReadonlySet<string>;
}

/**
 * @param batches of the campaign
 * @param calls of the campaign, whatever became of their batches
 */
export function knownPeople(
	batches: readonly CampaignBatch[],
	calls: readonly IDataObject[],
): KnownPeople {
	const scheduled = batches.flatMap((batch) => batch.calls);
	const numbers = [
		...scheduled.flatMap(({ metadata, outgoing }) => [
			metadata[TO_METADATA_KEY] ?? '',
			typeof outgoing.to === 'string' ? outgoing.to : '',
		]),
		...calls.map((call) => metadataValue(call, TO_METADATA_KEY)),
	];
	const rowIds = [
		...scheduled.map(({ rowId }) => rowId),
		...calls.map((call) => metadataValue(call, ROW_METADATA_KEY)),
	];
	return { numbers: new Set(numbers.map(samePhone)), rowIds: new Set(rowIds) };
}

/** The rows that are new, and those that are in the campaign already: nobody is scheduled a second time. */
export function withoutKnown(
	rows: readonly CampaignRow[],
	{ numbers, rowIds }: KnownPeople,
): { fresh: CampaignRow[]; inCampaign: LeftOut[] } {
	const fresh: CampaignRow[] = [];
	const inCampaign: LeftOut[] = [];
	for (const row of rows) {
		const isSameNumber = numbers.has(samePhone(row.phoneNumber));
		if (!isSameNumber && !rowIds.has(row.id)) {
			fresh.push(row);
			continue;
		}
		inCampaign.push({
			item: row.item,
			id: row.id,
			to: row.phoneNumber,
			reason: 'inCampaign',
			explanation: isSameNumber
				? 'The number is in the campaign already.'
				: "The row is in the campaign already, with another number: its 'Row ID' is there.",
		});
	}
	return { fresh, inCampaign };
}
