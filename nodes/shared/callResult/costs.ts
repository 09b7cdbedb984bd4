import type { IDataObject } from 'n8n-workflow';
import { durationSeconds } from '../durationSeconds';

/** Seconds of a step of Ultravox's billing, which counts begun ones (ultravox.md §10). */
const STEP_SECONDS = 6;

/** What a call has cost; null for what nobody tells. */
export interface CallCosts extends IDataObject {
	/** Plivo's `TotalCost`. */
	plivo: number | null;
	/** Ultravox's billed time at the rate the user gave. */
	ultravox: number | null;
	/** Both together; null while one is not known. */
	total: number | null;
	/** Billed by Ultravox, in whole steps. */
	ultravoxSeconds: number | null;
}

const PENDING = new Set<unknown>(['BILLING_STATUS_PENDING', 'BILLING_STATUS_UNSPECIFIED', null]);

/** Whether Ultravox has still to bill a call (ultravox.md §2.2). One that nobody joined costs nothing. */
export const isBillingPending = ({ joined, billingStatus }: IDataObject): boolean =>
	Boolean(joined) && PENDING.has(billingStatus ?? null);

/** What Ultravox bills for a call, in seconds; null while it has not told. */
function billedSeconds(call: IDataObject): number | null {
	if (!call.joined) return 0;
	const seconds = isBillingPending(call) ? null : durationSeconds(call.billedDuration);
	return seconds === null ? null : Math.ceil(seconds / STEP_SECONDS) * STEP_SECONDS;
}

/** Money, without the digits that only floating point has. */
const money = (amount: number): number => Math.round(amount * 1e6) / 1e6;

/**
 * What a call has cost (ultravox.md §10: begun steps of six seconds).
 * @param calls of Ultravox's, all of one conversation
 * @param plivo what Plivo charges; null when it does not say
 * @param ratePerMinute what the user pays Ultravox; null leaves that side null
 */
export function callCosts(
	calls: readonly IDataObject[],
	plivo: number | null,
	ratePerMinute: number | null,
): CallCosts {
	const seconds = calls.map(billedSeconds);
	const all = seconds.every((one) => one !== null)
		? seconds.reduce<number>((sum, one) => sum + (one ?? 0), 0)
		: null;
	const ultravox =
		all === null || ratePerMinute === null ? null : money((all / 60) * ratePerMinute);
	return {
		plivo,
		ultravox,
		total: plivo === null || ultravox === null ? null : money(plivo + ultravox),
		ultravoxSeconds: all,
	};
}
