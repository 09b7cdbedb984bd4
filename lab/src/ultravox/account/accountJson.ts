import type { JsonObject } from '../jsonValue';
import type { UltravoxState } from '../ultravoxState';
import { durationMs, durationText } from '../ultravoxDuration';

const FREE_MS = 30 * 60_000;

/** The Account object of the API (ultravox.md §1.3). */
export function accountJson(state: UltravoxState): JsonObject {
	const { account } = state;
	const active = [...state.calls.values()].filter((call) => call.isActive).length;
	const usedMs = allCalls(state).reduce(
		(sum, { billing }) => sum + (durationMs(billing.duration) ?? 0),
		0,
	);
	return {
		accountId: account.accountId,
		name: 'Lab account',
		billingUrl: '',
		freeTimeUsed: durationText(Math.min(usedMs, FREE_MS)),
		freeTimeRemaining: durationText(Math.max(0, FREE_MS - usedMs)),
		hasActiveSubscription: !account.paymentRequired,
		subscriptionTier: null,
		subscriptionCadence: null,
		subscriptionExpiration: null,
		subscriptionScheduledUpdate: null,
		subscriptionRenewal: null,
		activeCalls: active,
		allowedConcurrentCalls: account.allowedConcurrentCalls,
		allowedVoices: account.allowedVoices,
		allowedCorpora: account.allowedCorpora,
	};
}

/** What the account has used: calls that were deleted were calls all the same. */
export function allCalls(state: UltravoxState) {
	return [...state.calls.values(), ...[...state.deletedCalls.values()].map(({ call }) => call)];
}
