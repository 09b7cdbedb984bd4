import type { FieldProblem } from '../apiErrors';
import { validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { accountJson, allCalls } from '../account/accountJson';
import { billingPeriod, billingUsage, periodProblems } from '../account/billingUsage';
import { callUsage } from '../account/callUsage';
import { concurrency, concurrencyRange, rangeProblems } from '../account/concurrency';
import { invoiceJson } from '../account/invoices';
import { changeTtsApiKeys, ttsApiKeysJson } from '../account/ttsApiKeys';
import { without } from '../jsonValue';
import { paginate } from '../pagination';
import { inGivenOrder } from '../sorting';
import { callFilter } from './callFilters';

/** Of the list of invoices alone (ultravox.md §1.1). */
const INVOICES_PER_PAGE = 10;

/** The account: what it may do, what it used and paid, its keys for voices (ultravox.md §1.3, §7.5). */
export const accountRoutes: ApiRoutes = {
	'GET /api/accounts': ({ state }) => ok([accountJson(state)]),
	'GET /api/accounts/me': ({ state }) => ok(accountJson(state)),
	'GET /api/accounts/me/billing': ({ state }) => ok(state.account.billing),
	'GET /api/accounts/me/billing/invoices': ({ state, url }) => {
		const newest = state.account.invoices.toReversed();
		const page = paginate(inGivenOrder(newest.map(invoiceJson)), url, INVOICES_PER_PAGE);
		return ok(without(page, 'total'));
	},
	'GET /api/accounts/me/billing/usage': (request) => {
		const { state, url } = request;
		const period = billingPeriod(url.searchParams, state.clock.now());
		refuse(request, periodProblems(period));
		return ok(billingUsage(allCalls(state), period));
	},
	'GET /api/accounts/me/usage/calls': ({ state, url }) =>
		ok(callUsage([...state.calls.values()].filter(callFilter(url.searchParams)))),
	'GET /api/accounts/me/usage/concurrency': (request) => {
		const { state, url } = request;
		const now = state.clock.now();
		const range = concurrencyRange(url.searchParams, now);
		refuse(request, rangeProblems(range));
		return ok(concurrency(allCalls(state), range, now));
	},
	'GET /api/accounts/me/tts_api_keys': ({ state }) => ok(ttsApiKeysJson(state.ttsApiKeys)),
	'PATCH /api/accounts/me/tts_api_keys': ({ state, body }) => {
		changeTtsApiKeys(state.ttsApiKeys, body);
		return ok(ttsApiKeysJson(state.ttsApiKeys));
	},
};

function refuse({ state }: ApiRequest, problems: FieldProblem[]): void {
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
}
