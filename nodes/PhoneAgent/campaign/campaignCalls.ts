import type { IDataObject } from 'n8n-workflow';
import { findCallsByMetadata } from '../../shared/placedCall';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign } from './campaignBatches';
import { CAMPAIGN_METADATA_KEY } from './campaignMetadata';

/** The calls that were made for campaigns of this name, by whatever agent, latest first; also from batches that are gone. */
export async function callsOf(api: PhoneAgentApi, { id }: Campaign): Promise<IDataObject[]> {
	return await findCallsByMetadata(api.context, { [CAMPAIGN_METADATA_KEY]: id });
}
