import { OUR_METADATA_KEYS } from '../../shared/placedCall';

/** The metadata key for the campaign a call belongs to. */
export const CAMPAIGN_METADATA_KEY = 'n8nCampaign';
/** The metadata key for the row: its own ID, or its phone number. */
export const ROW_METADATA_KEY = 'n8nRow';
/** The metadata key for how often the row was scheduled with this call, from 1. */
export const ATTEMPT_METADATA_KEY = 'n8nAttempt';

/** All metadata keys of ours that a call of a campaign may have: what is not among them is the user's own. */
export const CAMPAIGN_KEYS: ReadonlySet<string> = new Set([
	...OUR_METADATA_KEYS,
	CAMPAIGN_METADATA_KEY,
	ROW_METADATA_KEY,
	ATTEMPT_METADATA_KEY,
]);

/** What no phone is dialed twice under: one attempt for one row of a campaign. */
export const campaignCallKey = (campaign: string, row: string, attempt: number): string =>
	JSON.stringify(['campaign', campaign, row, attempt]);
