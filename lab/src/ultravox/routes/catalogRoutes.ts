import type { ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import { paginate } from '../pagination';
import { inGivenOrder } from '../sorting';
import { labModels } from '../modelCatalog';

/** Models (ultravox.md §7.3). */
export const catalogRoutes: ApiRoutes = {
	'GET /api/models': ({ url }) =>
		ok(paginate(inGivenOrder(labModels.map((name) => ({ name }))), url)),
};
