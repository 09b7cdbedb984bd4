import type { IDataObject } from 'n8n-workflow';
import { party } from '../../shared/callContext';
import { beganAt } from '../../shared/callResult/fittingRecords';
import { findCallsByMetadata, FROM_METADATA_KEY, TO_METADATA_KEY } from '../../shared/placedCall';
import type { CallParties } from '../../shared/plivoOpenCalls';
import { betweenNumbers, openCallsBetween } from '../../shared/plivoOpenCalls';
import { plivoRequestAll } from '../../shared/plivoRequest';
import type { RequestContext } from '../../shared/providerFailure';

/** By how much (ms) the clocks of two companies may differ, on the safe side. */
const CLOCKS_APART_MS = 60_000;
/** A call may wait (ms) in Plivo's queue before it begins. */
const QUEUED_MS = 15 * 60_000;
/** Longer (ms) than a phone is up (plivo.md §5.1). */
const LONGEST_MS = 5 * 3_600_000;
const LOOKING = { timeout: 5_000, repeat: 'safe' as const };
const MOST_RECORDS = 200;

/**
 * Whether Plivo has had a call between two numbers since then that is none of Ultravox's: its call there may be deleted, as is done with
 * the calls of agents that keep none (ultravox.md §2.1), and nothing is found by its key any more.
 * @param since in milliseconds since the epoch
 * @throws NodeApiError when Plivo or Ultravox cannot be asked
 */
export async function hadUnknownCall(
	context: RequestContext,
	{ to, from }: CallParties,
	since: number,
): Promise<boolean> {
	const open: string[] = [];
	for (const status of ['live', 'queued'] as const) {
		open.push(...(await openCallsBetween(context, { to, from }, status, LOOKING)));
	}
	const query = betweenNumbers({ to, from });
	const listed = await plivoRequestAll<IDataObject>(
		context,
		{ path: '/Call/', query, ...LOOKING },
		MOST_RECORDS,
	);
	// A filter may be ignored, and a number may be missing: only what is certainly another call does not count.
	const records = listed.filter(({ to_number: number }) => (party(number) ?? to) === to);
	const ids = new Set(records.map(({ call_uuid: callUuid }) => callUuid));
	const isLater = (record: IDataObject) => !(beganAt(record) < since - CLOCKS_APART_MS);
	const stillOpen = new Set(open.filter((callUuid) => !ids.has(callUuid)));
	if (stillOpen.size === 0 && !records.some(isLater)) return false;
	const wanted = { [TO_METADATA_KEY]: to, [FROM_METADATA_KEY]: from };
	const calls = await findCallsByMetadata(context, wanted, LOOKING.timeout);
	const { others, left } = withoutOwn(records, calls);
	const mayBeOpen = left.filter((call) => Date.now() - createdAt(call) < LONGEST_MS);
	return others.some(isLater) || stillOpen.size > mayBeOpen.length;
}

const createdAt = ({ created }: IDataObject): number => Date.parse(String(created));

/** The records that none of Ultravox's calls can be, each of which is one of them at most, and the calls that are left. */
function withoutOwn(
	records: readonly IDataObject[],
	calls: readonly IDataObject[],
): { others: IDataObject[]; left: IDataObject[] } {
	const left = [...calls].sort((a, b) => createdAt(b) - createdAt(a));
	const inOrder = [...records].sort((a, b) => beganAt(a) - beganAt(b));
	const others = inOrder.filter((record) => {
		const began = beganAt(record);
		const own = left.findIndex((call) => {
			const waited = began - createdAt(call);
			return Number.isNaN(began) || (waited >= -CLOCKS_APART_MS && waited <= QUEUED_MS);
		});
		if (own >= 0) left.splice(own, 1);
		return own < 0;
	});
	return { others, left };
}

/** What is said of such a call. */
export const mayHaveRung = ({ to }: CallParties): string =>
	`${to} may have rung, so it is not dialed again: Plivo has had a call to it since this run began that Ultravox does not know, such as one of another workflow, or has deleted`;
