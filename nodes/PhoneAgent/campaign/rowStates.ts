import type { IDataObject } from 'n8n-workflow';
import { text } from '../../shared/callContext';
import { isObject } from '../../shared/operations/values';
import { FROM_METADATA_KEY, ITEM_METADATA_KEY, TO_METADATA_KEY } from '../../shared/placedCall';
import { metadataValue } from '../../shared/resumedCall';
import type { CampaignBatch, ScheduledCall } from './campaignBatches';
import { ATTEMPT_METADATA_KEY, ROW_METADATA_KEY } from './campaignMetadata';

/**
 * How one attempt for a row stands. `waiting`: it may be called any time, or later. `paused`: its batch is. `live`: the call is
 * made and not over. `ended`: the call is over, whatever became of it. `expired`: its window ended first. `notCreated`: Ultravox
 * could not make the call. `unknown`: Ultravox says that it made the call, and does not have it.
 */
export type AttemptState =
	'waiting' | 'paused' | 'live' | 'ended' | 'expired' | 'notCreated' | 'unknown';

/** One attempt for a row, with all that is known of it. */
export interface Attempt {
	attempt: number;
	state: AttemptState;
	/** As Ultravox tells of it; null where its batch is gone. */
	scheduled: ScheduledCall | null;
	batchId: string | null;
	/** ISO 8601 */
	windowStart: string | null;
	windowEnd: string | null;
	/** Ultravox's Call object; null where none was made, or it is not known. */
	call: IDataObject | null;
}

/** A row of a campaign. */
export interface RowState {
	id: string;
	/** E.164; null when nobody knows it any more. */
	to: string | null;
	from: string | null;
	/** Index of the item it came from, when the campaign was started. */
	item: number | null;
	/** In order; never empty. */
	attempts: [Attempt, ...Attempt[]];
}

/** What was tried last. */
export const lastAttempt = ({ attempts }: RowState): Attempt =>
	attempts[attempts.length - 1] ?? attempts[0];

const hasEnded = ({ ended }: IDataObject) => Boolean(ended);

function stateOf(
	{ status, callId }: ScheduledCall,
	isPaused: boolean,
	call: IDataObject | null,
): AttemptState {
	if (call !== null) return hasEnded(call) ? 'ended' : 'live';
	// Whether a call that nobody joined is a success is not documented (ultravox.md §6): it was made all the same.
	if (callId !== null || status === 'SUCCESS') return 'unknown';
	if (status === 'EXPIRED') return 'expired';
	if (status === 'ERROR') return 'notCreated';
	return isPaused ? 'paused' : 'waiting';
}

const callKey = (row: string, attempt: number) => JSON.stringify([row, attempt]);

/** The metadata of an attempt: of what was scheduled, else of the call. */
function metadataOf({ scheduled, call }: Attempt, key: string): string | null {
	const value = scheduled === null ? metadataValue(call ?? {}, key) : scheduled.metadata[key];
	return text(value);
}

function rowOf(id: string, attempts: [Attempt, ...Attempt[]]): RowState {
	attempts.sort((one, other) => one.attempt - other.attempt);
	const [first] = attempts;
	const item = metadataOf(first, ITEM_METADATA_KEY);
	return {
		id,
		to: metadataOf(first, TO_METADATA_KEY),
		from: metadataOf(first, FROM_METADATA_KEY),
		item: item !== null && /^\d+$/.test(item) ? Number(item) : null,
		attempts,
	};
}

/** The calls by their ids, and by row and attempt. */
function indexed(calls: readonly IDataObject[]): Map<string, IDataObject> {
	const all = new Map<string, IDataObject>();
	for (const call of calls) {
		const attempt = Number(metadataValue(call, ATTEMPT_METADATA_KEY)) || 1;
		all.set(callKey(metadataValue(call, ROW_METADATA_KEY), attempt), call);
		all.set(String(call.callId), call);
	}
	return all;
}

/**
 * The rows of a campaign in the order in which they were started.
 * @param calls that were made, also from batches that are gone
 */
export function rowStates(
	batches: readonly CampaignBatch[],
	calls: readonly IDataObject[],
): RowState[] {
	const made = indexed(calls);
	const rows = new Map<string, Attempt[]>();
	const add = (rowId: string, attempt: Attempt) =>
		rows.set(rowId, [...(rows.get(rowId) ?? []), attempt]);
	const told = new Set<unknown>();
	for (const { batchId, windowStart, windowEnd, paused, calls: scheduledCalls } of batches) {
		for (const scheduled of scheduledCalls) {
			const { rowId, attempt, callId } = scheduled;
			const call = made.get(callId ?? '') ?? made.get(callKey(rowId, attempt)) ?? null;
			told.add(call?.callId);
			const state = stateOf(scheduled, paused, call);
			add(rowId, { attempt, state, scheduled, batchId, windowStart, windowEnd, call });
		}
	}
	for (const call of calls) {
		if (told.has(call.callId) || !isObject(call.metadata)) continue;
		add(metadataValue(call, ROW_METADATA_KEY), {
			attempt: Number(metadataValue(call, ATTEMPT_METADATA_KEY)) || 1,
			state: hasEnded(call) ? 'ended' : 'live',
			scheduled: null,
			batchId: null,
			windowStart: null,
			windowEnd: null,
			call,
		});
	}
	const states = [...rows].flatMap(([id, [first, ...others]]) =>
		first === undefined ? [] : [rowOf(id, [first, ...others])],
	);
	const place = ({ item }: RowState) => item ?? Number.MAX_SAFE_INTEGER;
	return states.sort((one, other) => place(one) - place(other));
}
