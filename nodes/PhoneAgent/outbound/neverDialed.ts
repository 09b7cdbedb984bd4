import type { IDataObject } from 'n8n-workflow';
import { instant, party } from '../../shared/callContext';
import { FROM_METADATA_KEY, TO_METADATA_KEY } from '../../shared/placedCall';
import { betweenNumbers } from '../../shared/plivoOpenCalls';
import { plivoRequest, plivoRequestAll } from '../../shared/plivoRequest';
import type { RequestContext } from '../../shared/providerFailure';
import { pauseUnlessStopped } from '../../shared/repeat';
import { isRelayed, metadataValue } from '../../shared/resumedCall';
import { stopSignal } from '../../shared/stopSignal';

/**
 * How long (ms) after Ultravox has given up waiting no phone can ring any more that Plivo does not know of: an order may have been held
 * back for a minute, and a phone rings for two at most (plivo.md §5.1).
 */
const SETTLED_MS = 2 * 60_000;
/** For how long (ms) Plivo is certainly asked with success: without a filter it lists seven days (plivo.md §5.2). */
const KEPT_MS = 6 * 24 * 3_600_000;
/** A clock may be behind the other (ms). */
const EARLY_MS = 60_000;
/** Longer (ms) than a call waits in Plivo's queue: a later one between the same numbers is another. */
const LATE_MS = 3_600_000;
/** A record comes a little after the end (plivo.md §5.2): between two looks (ms). */
const RECORD_LAG_MS = 4_000;
const TIMEOUT_MS = 5_000;
const MOST_RECORDS = 200;

/** Nobody joined, and nobody can any more. Only through the bridge: on the direct path Ultravox dials as it makes the call. */
export const isSpent = (call: IDataObject): boolean =>
	isRelayed(call) && !call.joined && Boolean(call.ended);

/**
 * Whether certainly no phone rang for an Ultravox call through the bridge, because Plivo refused to dial: nobody joined, and Plivo has no
 * call between the two numbers that can be this one, neither over nor live nor queued.
 * @throws NodeApiError when Plivo cannot be asked
 */
export async function wasNeverDialed(
	context: RequestContext,
	object: IDataObject,
	now = Date.now(),
): Promise<boolean> {
	const created = Date.parse(String(object.created));
	const isSettled = now - Date.parse(String(object.ended)) >= SETTLED_MS;
	const isKept = now - created <= KEPT_MS;
	const [to, from] = [TO_METADATA_KEY, FROM_METADATA_KEY].map((key) => metadataValue(object, key));
	if (!isSpent(object) || !isSettled || !isKept || !to || !from) return false;
	const look = async () => await isUnknownToPlivo(context, { to, from, created });
	if (!(await look())) return false;
	return (await pauseUnlessStopped(RECORD_LAG_MS, stopSignal(context))) && (await look());
}

async function isUnknownToPlivo(
	context: RequestContext,
	{ to, from, created }: { to: string; from: string; created: number },
): Promise<boolean> {
	const numbers = betweenNumbers({ to, from });
	const asking = { path: '/Call/', timeout: TIMEOUT_MS, repeat: 'safe' as const };
	for (const status of ['queued', 'live']) {
		const query = { ...numbers, status };
		const { calls } = await plivoRequest(context, { ...asking, method: 'GET', query });
		if (!Array.isArray(calls) || calls.length > 0) return false;
	}
	const records = await plivoRequestAll(context, { ...asking, query: numbers }, MOST_RECORDS);
	return (
		records.length < MOST_RECORDS &&
		!records.some((record) => {
			const apart = Date.parse(instant(record.initiation_time, 'Z') ?? '') - created;
			const isApart = apart < -EARLY_MS || apart > LATE_MS;
			// A filter may be ignored, and a time may be missing: only what is certainly another call does not count.
			return (party(record.to_number) ?? to) === to && !isApart;
		})
	);
}
