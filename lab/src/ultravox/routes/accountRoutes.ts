import type { ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { durationMs, durationText } from '../ultravoxDuration';

const FREE_MS = 30 * 60_000;

/** `GET /api/accounts/me`: the natural credential test (ultravox.md §1.3). */
export const accountRoutes: ApiRoutes = {
	'GET /api/accounts/me': ({ state }) => {
		const calls = [...state.calls.values()];
		const usedMs = calls.reduce((sum, call) => sum + (durationMs(call.billing.duration) ?? 0), 0);
		return ok({
			accountId: state.account.accountId,
			name: 'Lab account',
			billingUrl: '',
			freeTimeUsed: durationText(Math.min(usedMs, FREE_MS)),
			freeTimeRemaining: durationText(Math.max(0, FREE_MS - usedMs)),
			hasActiveSubscription: !state.account.paymentRequired,
			subscriptionTier: null,
			subscriptionCadence: null,
			subscriptionExpiration: null,
			subscriptionScheduledUpdate: null,
			subscriptionRenewal: null,
			activeCalls: calls.filter((call) => call.isActive).length,
			allowedConcurrentCalls: state.account.allowedConcurrentCalls,
			allowedVoices: 1,
			allowedCorpora: 2,
		});
	},
};
