import type { IDataObject } from 'n8n-workflow';
import type { ListSearchMethod } from './plivoListSearch';
import type { UltravoxPage } from './ultravoxRequest';
import { cursorOf, resultsOf, ultravoxRequest } from './ultravoxRequest';

export interface UltravoxListSearch {
	/** Of the collection: `/api/voices`. */
	path: string;
	query?: IDataObject;
	/** Ultravox searches by itself (`search`); else what is typed is looked for in the names of each page. */
	isSearched: boolean;
	/** The id of an object, which becomes the value. */
	id(object: IDataObject): string;
	/** What the user reads. */
	name(object: IDataObject): string;
}

const PAGE_SIZE = 50;

/** A list search over a collection of Ultravox's, page by page. */
export function ultravoxListSearch(search: UltravoxListSearch): ListSearchMethod {
	return async function (filter, paginationToken) {
		const sought = (filter ?? '').trim();
		const page = await ultravoxRequest<UltravoxPage<IDataObject>>(this, {
			method: 'GET',
			path: search.path,
			query: {
				...search.query,
				pageSize: PAGE_SIZE,
				...(search.isSearched && sought !== '' ? { search: sought } : {}),
				...(paginationToken ? { cursor: paginationToken } : {}),
			},
			repeat: 'safe',
		});
		const results = resultsOf(this, page)
			.map((object) => ({ name: search.name(object), value: search.id(object) }))
			.filter(
				({ name, value }) =>
					search.isSearched ||
					name.toLowerCase().includes(sought.toLowerCase()) ||
					value === sought,
			);
		return { results, paginationToken: cursorOf(page.next) };
	};
}
