import type { IDataObject } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import {
	CALL_KEY_METADATA_KEY,
	DIRECTION_METADATA_KEY,
	FROM_METADATA_KEY,
	ITEM_METADATA_KEY,
	TO_METADATA_KEY,
} from '../../shared/placedCall';
import {
	ATTEMPT_METADATA_KEY,
	CAMPAIGN_METADATA_KEY,
	campaignCallKey,
	ROW_METADATA_KEY,
} from './campaignMetadata';
import type { CampaignRow } from './campaignRow';

/** One call as the scheduler takes it (ultravox.md §6). */
export function scheduledCallBody(id: string, row: CampaignRow): IDataObject {
	const { phoneNumber: to, from, additionalParams, templateContext } = row;
	const isEmpty = (object: IDataObject) => Object.keys(object).length === 0;
	return given({
		medium: {
			plivo: {
				outgoing: given({
					to,
					from,
					additionalParams: isEmpty(additionalParams) ? undefined : additionalParams,
				}),
			},
		},
		metadata: given({
			...row.metadata,
			[CAMPAIGN_METADATA_KEY]: id,
			[ROW_METADATA_KEY]: row.id,
			[ATTEMPT_METADATA_KEY]: String(row.attempt),
			[CALL_KEY_METADATA_KEY]: campaignCallKey(id, row.id, row.attempt),
			[ITEM_METADATA_KEY]: row.item === null ? undefined : String(row.item),
			[TO_METADATA_KEY]: to,
			[FROM_METADATA_KEY]: from,
			[DIRECTION_METADATA_KEY]: 'outbound',
		}),
		templateContext: isEmpty(templateContext) ? undefined : templateContext,
	});
}
