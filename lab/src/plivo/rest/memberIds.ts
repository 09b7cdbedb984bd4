import type { PlivoVariants } from '../variants';
import { ApiRefusal } from './answers';

/**
 * Whom a path's `{ids}` names: one id, a comma list, or `all` (plivo-conferences.md §C1.2).
 * @throws ApiRefusal 404 when nobody is there by those ids; in that variant also when one is missing
 */
export function chosenByIds<Member extends { id: string }>(
	ids: string,
	present: Member[],
	{ partlyUnknownMembers }: PlivoVariants,
): Member[] {
	if (ids === 'all') return present;
	const wanted = ids.split(',').map((id) => id.trim());
	const found = present.filter(({ id }) => wanted.includes(id));
	const missing = wanted.length > found.length;
	if (found.length === 0 || (missing && partlyUnknownMembers === 'refused')) {
		throw new ApiRefusal(404, 'member not found');
	}
	return found;
}
