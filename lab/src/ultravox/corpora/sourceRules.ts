import type { FieldProblem } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, isJsonObject } from '../jsonValue';
import { MOST_DOCUMENT_BYTES, MOST_DOCUMENTS } from './crawl';
import type { LabUpload } from './labUpload';

const MOST_QUERIES = 10;
const LONGEST_QUERY = 400;

/** Documents that a corpus may name: those uploaded for it. */
export type KnownUploads = (documentId: string) => LabUpload | undefined;

/** What the prose forbids in where a source takes its documents from (ultravox.md §7.4). */
export function sourceProblems(spec: JsonObject, uploads: KnownUploads): FieldProblem[] {
	const kinds = Object.keys(spec);
	const [kind = ''] = kinds;
	if (kinds.length !== 1) {
		return [{ path: [], message: 'Exactly one of crawl, upload and advanced must be set.' }];
	}
	const details = asJsonObject(spec[kind]);
	if (kind === 'upload') return uploadProblems(details, uploads);
	return kind === 'advanced' ? advancedProblems(details, uploads) : crawlProblems(details, kind);
}

function crawlProblems(spec: JsonObject, kind: string): FieldProblem[] {
	const { startUrls } = spec;
	const urls: unknown[] = Array.isArray(startUrls) ? startUrls : [];
	const problems: FieldProblem[] = urls.flatMap((url, index) =>
		/^https?:$/.test(URL.parse(String(url))?.protocol ?? '')
			? []
			: [{ path: [kind, 'startUrls', String(index)], message: 'Enter a valid URL.' }],
	);
	if (urls.length === 0) {
		problems.push({ path: [kind, 'startUrls'], message: 'At least one URL is required.' });
	}
	const limits = {
		maxDepth: Infinity,
		maxDocuments: MOST_DOCUMENTS,
		maxDocumentBytes: MOST_DOCUMENT_BYTES,
	};
	for (const [field, most] of Object.entries(limits)) {
		const value = spec[field];
		if (typeof value === 'number' && (value < 1 || value > most)) {
			problems.push({ path: [kind, field], message: 'Out of range.' });
		}
	}
	return problems;
}

function uploadProblems(spec: JsonObject, uploads: KnownUploads): FieldProblem[] {
	const path = ['upload', 'documentIds'];
	const documentIds: unknown[] = Array.isArray(spec.documentIds) ? spec.documentIds : [];
	return [
		...countProblems(documentIds, path),
		...documentIds.flatMap((id, index) =>
			documentProblems(String(id), [...path, String(index)], uploads),
		),
	];
}

function advancedProblems(spec: JsonObject, uploads: KnownUploads): FieldProblem[] {
	const path = ['advanced', 'documents'];
	const documents = Array.isArray(spec.documents) ? spec.documents.filter(isJsonObject) : [];
	return [
		...countProblems(documents, path),
		...documents.flatMap(({ documentId, exampleQueries }, index) => {
			const here = [...path, String(index)];
			return [
				...documentProblems(String(documentId), [...here, 'documentId'], uploads),
				...queryProblems(exampleQueries, [...here, 'exampleQueries']),
			];
		}),
	];
}

function countProblems(documents: unknown[], path: string[]): FieldProblem[] {
	return documents.length >= 1 && documents.length <= MOST_DOCUMENTS
		? []
		: [{ path, message: `Must have 1 to ${MOST_DOCUMENTS} documents.` }];
}

function documentProblems(id: string, path: string[], uploads: KnownUploads): FieldProblem[] {
	const { bytes } = uploads(id) ?? {};
	if (!bytes) return [{ path, message: 'No document with this id was uploaded.' }];
	return bytes.length > MOST_DOCUMENT_BYTES
		? [{ path, message: 'The document is larger than 10 MB.' }]
		: [];
}

function queryProblems(value: unknown, path: string[]): FieldProblem[] {
	const queries: unknown[] = Array.isArray(value) ? value : [];
	const isGood =
		queries.length >= 1 &&
		queries.length <= MOST_QUERIES &&
		queries.every((query) => {
			const text = String(query).trim();
			return text !== '' && text.length <= LONGEST_QUERY;
		});
	const message = `Must be 1 to ${MOST_QUERIES} queries of 1 to ${LONGEST_QUERY} characters.`;
	return isGood ? [] : [{ path, message }];
}
