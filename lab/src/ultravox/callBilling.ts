import { billedDuration } from './ultravoxDuration';
import type { EndReason } from './vendorTypes';

export interface CallBilling {
	status:
		| 'BILLING_STATUS_PENDING'
		| 'BILLING_STATUS_BILLED'
		| 'BILLING_STATUS_FREE_ZERO_EFFECTIVE_DURATION'
		| 'BILLING_STATUS_FREE_SYSTEM_ERROR';
	duration: string | null;
}

export const PENDING: CallBilling = { status: 'BILLING_STATUS_PENDING', duration: null };

/** What a call costs: joined to ended; unjoined and system-error calls are free (ultravox.md §10). */
export function billCall(
	reason: EndReason,
	joined: Date | undefined,
	ended: Date | undefined,
): CallBilling {
	const milliseconds = joined && ended ? ended.getTime() - joined.getTime() : 0;
	if (milliseconds <= 0) {
		return { status: 'BILLING_STATUS_FREE_ZERO_EFFECTIVE_DURATION', duration: '0s' };
	}
	if (reason === 'system_error') {
		return { status: 'BILLING_STATUS_FREE_SYSTEM_ERROR', duration: '0s' };
	}
	return { status: 'BILLING_STATUS_BILLED', duration: billedDuration(milliseconds) };
}
