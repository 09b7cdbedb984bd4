import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { locatorId } from '../../shared/locatorId';
import { ultravoxListSearch } from '../../shared/ultravoxListSearch';

/** An id is a UUID (ultravox.md §1); an expression that the panel could not resolve is none. */
const ID = /^[0-9a-f-]{36}$/i;

/** The id that is chosen in another field of the panel, for the path. */
export function chosen(
	context: ILoadOptionsFunctions,
	name: string,
	label: string,
	listed: string,
): string {
	const id = locatorId(context.getCurrentNodeParameter(name));
	if (ID.test(id)) return id.toLowerCase();
	throw new NodeOperationError(
		context.getNode(),
		`Choose a '${label}' first: its ${listed} are listed then. Where it comes from the item, give the ID here as well.`,
	);
}

const sourcesPath = (context: ILoadOptionsFunctions, listed: string) =>
	`/api/corpora/${chosen(context, 'corpus', 'Knowledge', listed)}/sources`;

export const searchCorpora = ultravoxListSearch({
	path: '/api/corpora',
	isSearched: false,
	id: ({ corpusId }) => String(corpusId),
	name: ({ name, corpusId }) => String(name || corpusId),
});

/** The sources of the knowledge that is chosen in the panel. */
export async function searchCorpusSources(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = ultravoxListSearch({
		path: sourcesPath(this, 'sources'),
		isSearched: false,
		id: ({ sourceId }) => String(sourceId),
		name: ({ name, sourceId }) => String(name || sourceId),
	});
	return await search.call(this, filter, paginationToken);
}

const titleOf = (metadata: unknown): string => {
	const { title, publicUrl } = (metadata ?? {}) as { title?: unknown; publicUrl?: unknown };
	return String(title || publicUrl || '');
};

/** The documents of the knowledge source that is chosen in the panel. */
export async function searchCorpusDocuments(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const source = chosen(this, 'corpusSource', 'Knowledge Source', 'documents');
	const search = ultravoxListSearch({
		path: `${sourcesPath(this, 'documents')}/${source}/documents`,
		isSearched: false,
		id: ({ documentId }) => String(documentId),
		name: ({ metadata, documentId }) => titleOf(metadata) || String(documentId),
	});
	return await search.call(this, filter, paginationToken);
}
