import { plivoListSearch } from '../../shared/plivoListSearch';
import { isDedicatedName, TEST_PREFIX } from '../publication/names';

/**
 * Plivo Applications by any part of the name. Those of running tests, and dedicated ones, are left out: they belong to one
 * trigger each.
 */
export const searchApplications = plivoListSearch({
	path: '/Application/',
	id: ({ app_id }) => String(app_id),
	name: ({ app_name }) => String(app_name ?? ''),
	offers: ({ app_name }) => {
		const name = String(app_name ?? '');
		return !name.startsWith(TEST_PREFIX) && !isDedicatedName(name);
	},
});
