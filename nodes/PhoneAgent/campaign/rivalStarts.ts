import { CALL_KEY_METADATA_KEY } from '../../shared/placedCall';
import { refusal } from '../../shared/refusal';
import type { PhoneAgentApi } from '../phoneAgentApi';
import type { Campaign, CampaignBatch } from './campaignBatches';
import { findBatches } from './campaignBatches';
import { deleteBatch } from './stopBatches';

/** A batch that was just made. */
export interface MadeBatch {
	batchId: string;
	/** As Ultravox writes it. */
	created: string;
	/** The keys of its calls. */
	keys: ReadonlySet<string>;
}

/**
 * Whether another batch was certainly made after one, so that its start sees this one. In the same instant nobody knows, and both are
 * taken back.
 */
function isLater({ created: theirs }: CampaignBatch, { created: ours }: MadeBatch): boolean {
	const ahead = Date.parse(theirs) - Date.parse(ours);
	// Dates know milliseconds; Ultravox may write more.
	return ahead === 0 ? theirs.length === ours.length && theirs > ours : ahead > 0;
}

/**
 * Takes a batch back when another start of the same campaign, at the same time, has scheduled somebody of it before: each start looks
 * before it begins, when there was nothing to see yet, but the later one of two always finds the other afterwards.
 * @param known ids of all batches that need not be looked at
 * @param again what the user does to go on
 * @throws NodeApiError when it was taken back
 */
export async function yieldToRivals(
	api: PhoneAgentApi,
	campaign: Campaign,
	made: MadeBatch,
	{ known, again }: { known: ReadonlySet<string>; again: string },
): Promise<void> {
	const looked = new Set([...known, made.batchId]);
	// What was scheduled stays so when Ultravox cannot be asked just now.
	const { batches } = await findBatches(api, campaign, looked).catch(() => ({ batches: [] }));
	const rival = batches.find(
		(other) =>
			!isLater(other, made) &&
			other.calls.some(({ metadata }) => made.keys.has(metadata[CALL_KEY_METADATA_KEY] ?? '')),
	);
	if (rival === undefined) return;
	await deleteBatch(api, campaign, made);
	throw refusal(
		api,
		'The campaign was started twice at the same time, so this batch was taken back: the other start may have scheduled these people',
		`Look at Get Progress. ${again}: who is scheduled is left out`,
	);
}
