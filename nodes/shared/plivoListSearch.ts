import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { objectsOf, plivoRequest } from './plivoRequest';

const PAGE_SIZE = 20;
/** How many objects one search looks at before the user has to scroll on. */
const MOST_OBJECTS = 400;

export interface PlivoListSearch {
	/** Of the collection, below the account: `/Application/`. */
	path: string;
	query?: IDataObject;
	/** The id of an object, which becomes the value. */
	id(object: IDataObject): string;
	/** What the user reads and searches in. */
	name(object: IDataObject): string;
	/** Which objects are offered; all, when not given. */
	offers?(object: IDataObject): boolean;
}

/** A method for `listSearch`: n8n calls it with the text typed, and the token of the page before. */
export type ListSearchMethod = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/**
 * A list search over a paged collection of Plivo's, by any part of the name or by the id. Plivo has no such filter, so pages are
 * read until one page of hits is there, or 400 objects were looked at. What Plivo refuses is shown, not taken for an empty list.
 */
export function plivoListSearch(search: PlivoListSearch): ListSearchMethod {
	return async function (filter, paginationToken) {
		const sought = (filter ?? '').trim().toLowerCase();
		const results: INodeListSearchResult['results'] = [];
		const from = Number(paginationToken ?? 0) || 0;
		let offset = from;
		for (;;) {
			const page = await plivoRequest<IDataObject>(this, {
				method: 'GET',
				path: search.path,
				query: { ...search.query, limit: PAGE_SIZE, offset },
				repeat: 'safe',
			});
			const objects = objectsOf(this, page);
			for (const object of objects) {
				const [name, value] = [search.name(object), search.id(object)];
				const isHit = name.toLowerCase().includes(sought) || value.toLowerCase() === sought;
				if (isHit && (search.offers?.(object) ?? true)) results.push({ name, value });
			}
			offset += objects.length;
			if (objects.length < PAGE_SIZE) return { results };
			const isEnough = results.length >= PAGE_SIZE || offset - from >= MOST_OBJECTS;
			if (isEnough) return { results, paginationToken: String(offset) };
		}
	};
}
