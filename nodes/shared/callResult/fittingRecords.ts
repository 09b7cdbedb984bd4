import type { IDataObject } from 'n8n-workflow';
import { instant, party } from '../callContext';
import type { PlacedCall } from '../placedCall';

/** By how much (ms) the clocks of two companies may differ. */
const CLOCKS_APART_MS = 3_000;
/** A call may wait in Plivo's queue before it begins. */
const QUEUED_MS = 15 * 60_000;

/** Milliseconds; NaN for what is no time. */
const at = (value: unknown): number => Date.parse(instant(value, 'Z') ?? '');

/** When the phone's side began, in milliseconds; NaN where a record does not say (plivo.md §5.2). */
export const beganAt = ({ initiation_time: initiated }: IDataObject): number => at(initiated);

/** Whether a record is of the time of a call: one that was over before the call was placed is of a call before. */
function isInTime(record: IDataObject, placed: number): boolean {
	const began = beganAt(record) - placed;
	const isAfter = began >= -CLOCKS_APART_MS && began <= QUEUED_MS;
	return isAfter && !(at(record.end_time) < placed - CLOCKS_APART_MS);
}

/** Whether a record can be of the call that Ultravox tells of: who was joined was answered, and meanwhile the phone was up. */
function agrees(record: IDataObject, joined: number): boolean {
	if (Number.isNaN(joined)) return true;
	const isAnswered = typeof record.answer_time === 'string' && record.answer_time !== '';
	const isBefore = at(record.end_time) < joined - CLOCKS_APART_MS;
	return isAnswered && !isBefore && beganAt(record) <= joined + CLOCKS_APART_MS;
}

/**
 * The records that can be of a call whose id at Plivo nobody knows, the most likely one first: of a conversation the one that was
 * answered when the agent was joined, else the one that began when the call was placed.
 * @param calls of Ultravox's, all of the conversation
 * @param taken ids that belong to other calls
 */
export function fittingRecords(
	records: readonly IDataObject[],
	{ to, placedAt }: Pick<PlacedCall, 'to' | 'placedAt'>,
	calls: readonly IDataObject[],
	taken: ReadonlySet<string>,
): IDataObject[] {
	const placed = Date.parse(placedAt);
	const joined = at(calls.find((call) => Boolean(call.joined))?.joined);
	const distance = (record: IDataObject) =>
		Math.abs(Number.isNaN(joined) ? beganAt(record) - placed : at(record.answer_time) - joined);
	return (
		records
			// Checked again here: a filter that is ignored would hand us strangers' calls.
			.filter((one) => party(one.to_number) === to && !taken.has(String(one.call_uuid)))
			.filter((one) => isInTime(one, placed) && agrees(one, joined))
			.sort((a, b) => distance(a) - distance(b))
	);
}
