import { notFound } from '../apiErrors';
import type { ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { tombstoneJson } from '../deletedCalls/deletedCall';
import { paginate } from '../pagination';
import { sortList } from '../sorting';
import { callFilter } from './callFilters';

/** Tombstones of calls that were deleted, with the filters of calls (ultravox.md §2.3). */
export const deletedCallRoutes: ApiRoutes = {
	'GET /api/deleted_calls': ({ state, url }) => {
		const passes = callFilter(url.searchParams);
		const deleted = [...state.deletedCalls.values()].filter(({ call }) => passes(call));
		const list = sortList(deleted, null, {
			id: ({ call }) => call.callId,
			fields: { created: ({ call }) => call.created.toISOString() },
			json: (one) => tombstoneJson(one, state),
		});
		return ok(paginate(list, url));
	},
	'GET /api/deleted_calls/{call_id}': ({ state, parameters }) => {
		const deleted = state.deletedCalls.get(parameters.call_id ?? '');
		if (!deleted) throw notFound();
		return ok(tombstoneJson(deleted, state));
	},
};
