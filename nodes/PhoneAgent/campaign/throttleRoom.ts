import type { Opening } from '../../shared/callingHours/openings';
import type { CampaignBatch, ScheduledCall } from './campaignBatches';

const MINUTE_MS = 60_000;

/** Calls that are to be made within a time. */
interface TakenRoom {
	start: number;
	end: number;
	count: number;
}

/** Calls that Ultravox has made, or will not make, are none that it still has to make. */
const isToCome = ({ status, callId }: ScheduledCall) =>
	callId === null && !['SUCCESS', 'EXPIRED', 'ERROR'].includes(status);

const overlap = (one: TakenRoom, other: TakenRoom) =>
	one.start < other.end && other.start < one.end;

/**
 * How many calls still fit into a time when all batches of a campaign share one throttle (ultravox.md §6). In which order Ultravox
 * serves batches that are open at once is not documented, so a time has room for a call only if those of all batches that overlap it fit
 * into it together: then none expires, whichever comes first.
 */
export class ThrottleRoom {
	private readonly all: TakenRoom[] = [];

	/** @param batches that the campaign has already */
	constructor(
		private readonly callsPerMinute: number,
		batches: readonly CampaignBatch[] = [],
	) {
		for (const { windowStart, windowEnd, calls } of batches) {
			if (windowStart === null || windowEnd === null) continue;
			const time = { start: new Date(windowStart), end: new Date(windowEnd) };
			this.take(time, calls.filter(isToCome).length);
		}
	}

	/** How many calls fit between two instants, beside those that were taken in. */
	roomIn({ start, end }: Opening): number {
		const wanted = { start: start.getTime(), end: end.getTime(), count: 0 };
		const crossed = this.all.filter((one) => overlap(one, wanted));
		return Math.max(0, Math.min(...[wanted, ...crossed].map((one) => this.leftIn(one))));
	}

	/** Calls that are made between two instants. */
	take({ start, end }: Opening, count: number): void {
		if (count > 0) this.all.push({ start: start.getTime(), end: end.getTime(), count });
	}

	private leftIn(time: TakenRoom): number {
		const minutes = Math.floor((time.end - time.start) / MINUTE_MS);
		const taken = this.all
			.filter((one) => overlap(one, time))
			.reduce((sum, { count }) => sum + count, 0);
		return Math.floor(minutes * this.callsPerMinute) - taken;
	}
}
