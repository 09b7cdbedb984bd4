import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { plivoRequest } from '../../shared/plivoRequest';
import { isDedicatedName, TEST_PREFIX } from '../publication/names';

const PAGE_SIZE = 20;

/**
 * List search for Plivo Applications by any part of the name. Plivo itself finds names by their beginning only
 * (plivo.md §4), so pages are read until one page of hits is there. Applications of running tests, and
 * dedicated ones, are left out: they belong to one trigger each.
 * @param paginationToken offset at Plivo
 */
export async function searchApplications(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const sought = (filter ?? '').trim().toLowerCase();
	const results: INodeListSearchResult['results'] = [];
	let offset = Number(paginationToken ?? 0) || 0;
	for (;;) {
		const { objects = [] } = await plivoRequest<{ objects?: IDataObject[] }>(this, {
			method: 'GET',
			path: '/Application/',
			query: { limit: PAGE_SIZE, offset },
		});
		for (const application of objects) {
			const name = String(application.app_name ?? '');
			const id = String(application.app_id);
			const isHit = name.toLowerCase().includes(sought) || id === sought;
			if (isHit && !name.startsWith(TEST_PREFIX) && !isDedicatedName(name))
				results.push({ name, value: id });
		}
		offset += objects.length;
		if (objects.length < PAGE_SIZE) return { results };
		if (results.length >= PAGE_SIZE) return { results, paginationToken: String(offset) };
	}
}
