import type { IDataObject } from 'n8n-workflow';
import { CALL_UUID_METADATA_KEY } from '../agentCall';
import { FROM_METADATA_KEY, TO_METADATA_KEY } from '../placedCall';
import { openCallsBetween } from '../plivoOpenCalls';
import type { RequestContext } from '../providerFailure';
import { metadataValue } from '../resumedCall';
import { isUuid } from '../uuid';

/** How long (ms) Plivo may take: a conversation stands still meanwhile. */
const LOOK_UP_MS = 2_500;

/**
 * Plivo's id of the phone call that an Ultravox call is about: from its metadata, else the one live call between both numbers
 * (plivo.md §5.2), where Ultravox or the bridge dialled. Null when there is none, or more than one.
 * @throws NodeApiError with Plivo's words
 */
export async function phoneLegOf(
	context: RequestContext,
	call: IDataObject,
): Promise<string | null> {
	const known = metadataValue(call, CALL_UUID_METADATA_KEY);
	if (isUuid(known)) return known;
	const to = metadataValue(call, TO_METADATA_KEY);
	const from = metadataValue(call, FROM_METADATA_KEY);
	if (to === '' || from === '') return null;
	const live = await openCallsBetween(context, { to, from }, 'live', { timeout: LOOK_UP_MS });
	return live.length === 1 ? (live[0] ?? null) : null;
}
