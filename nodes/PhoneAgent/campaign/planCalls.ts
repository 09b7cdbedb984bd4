import type { ScheduledBatch } from '../../shared/callingHours/schedule';
import { schedule } from '../../shared/callingHours/schedule';
import type { CampaignRow, LeftOut } from './campaignRow';
import type { Calendar } from './readCalendar';
import { ThrottleRoom } from './throttleRoom';

/** Who is called when, and who is not. */
export interface CallPlan {
	/** By their start. */
	batches: Array<ScheduledBatch<CampaignRow>>;
	/** In the order in which the rows were given. */
	notCalled: LeftOut[];
}

const MINUTE_MS = 60_000;

/**
 * How long before an opening ends its last call is made: a call is dialed a little later than Ultravox makes it, and whose phone
 * rings then is still to be called in time.
 */
export const LAST_CALL_MS = MINUTE_MS;

/** One request takes so many calls: with their data they stay far below the 32 MB that Ultravox takes (ultravox.md §6). */
const MOST_PER_REQUEST = 2_000;

const lastCall = (end: Date) => new Date(end.getTime() - LAST_CALL_MS);

function* inRequests(batch: ScheduledBatch<CampaignRow>): Generator<ScheduledBatch<CampaignRow>> {
	for (let next = 0; next < batch.rows.length; next += MOST_PER_REQUEST) {
		yield { ...batch, rows: batch.rows.slice(next, next + MOST_PER_REQUEST) };
	}
}

/**
 * Puts rows into their recipients' calling windows: one batch for each set of time zones and day.
 * @param rows with numbers in E.164 form
 * @param throttled what other calls of the campaign leave of its throttle
 */
export function planCalls(
	rows: readonly CampaignRow[],
	calendar: Calendar,
	throttled = new ThrottleRoom(calendar.callsPerMinute),
): CallPlan {
	const { window, from, horizonDays, mostPerWindow } = calendar;
	const { batches, notCalled } = schedule(rows, window, {
		from,
		horizonDays,
		mostPerBatch: ({ start, end }, waiting) => {
			const called = { start, end: lastCall(end) };
			const count = Math.min(waiting, mostPerWindow, throttled.roomIn(called));
			throttled.take(called, count);
			return count;
		},
	});
	return {
		batches: batches
			.map((batch) => ({ ...batch, windowEnd: lastCall(batch.windowEnd) }))
			.flatMap((batch) => [...inRequests(batch)]),
		notCalled: notCalled.map(({ row, reason, explanation }) => ({
			item: row.item,
			id: row.id,
			to: row.phoneNumber,
			reason,
			explanation,
		})),
	};
}
