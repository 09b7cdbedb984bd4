import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';

/** Most documents of a source (ultravox.md §7.4). */
export const MOST_DOCUMENTS = 200;

/** `/api/corpora/{corpus_id}/sources` */
export const sourcesPath = (parameters: Parameters): string =>
	`/api/corpora/${parameters.uuid('corpus')}/sources`;

/** `/api/corpora/{corpus_id}/sources/{source_id}` */
export const sourcePath = (parameters: Parameters): string =>
	`${sourcesPath(parameters)}/${parameters.uuid('corpusSource')}`;

/** The ids of the documents that were uploaded for a source. */
export function uploadedIds({ upload }: IDataObject): string[] {
	const ids = (upload as IDataObject | undefined)?.documentIds;
	return Array.isArray(ids) ? (ids as string[]) : [];
}
