import { notFound, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import type { LabCorpus } from '../corpora/labCorpus';
import { updateTexts } from '../corpora/labCorpus';
import { documentJson } from '../corpora/labDocument';
import type { LabSource } from '../corpora/labSource';
import { createSource, sourceJson, SPEC_FIELDS } from '../corpora/labSource';
import { sourceDocuments } from '../corpora/sourceDocuments';
import type { KnownUploads } from '../corpora/sourceRules';
import { sourceProblems } from '../corpora/sourceRules';
import type { JsonObject } from '../jsonValue';
import { asJsonObject, mergeDeep } from '../jsonValue';
import { paginate } from '../pagination';
import { newestFirst } from '../sorting';
import { corpusOf } from './corpusRoutes';

const MOST_SOURCES = 20;
const SOURCES = '/api/corpora/{corpus_id}/sources';
const SOURCE = `${SOURCES}/{source_id}`;

/** Sources of a corpus and their documents (ultravox.md §7.4). */
export const corpusSourceRoutes: ApiRoutes = {
	[`GET ${SOURCES}`]: (request) => {
		const { corpusId, sources } = corpusOf(request);
		const list = newestFirst(sources.values(), (source) => sourceJson(source, corpusId));
		return ok(paginate(list, request.url));
	},
	[`POST ${SOURCES}`]: (request) => {
		const corpus = corpusOf(request);
		const { state, body } = request;
		if (corpus.sources.size >= MOST_SOURCES) {
			const message = `A corpus has at most ${MOST_SOURCES} sources.`;
			throw validationError([{ path: [], message }], state.variants.errorShape);
		}
		const source = createSource(state.clock.text());
		index(request, corpus, source, specOf(body));
		updateTexts(source, body);
		corpus.sources.set(source.sourceId, source);
		return created(sourceJson(source, corpus.corpusId));
	},
	[`GET ${SOURCE}`]: (request) => {
		const { corpus, source } = sourceOf(request);
		return ok(sourceJson(source, corpus.corpusId));
	},
	[`PUT ${SOURCE}`]: (request) => {
		const { corpus, source } = sourceOf(request);
		index(request, corpus, source, specOf(request.body));
		updateTexts(source, { name: '', description: '', ...request.body });
		return ok(sourceJson(source, corpus.corpusId));
	},
	[`PATCH ${SOURCE}`]: (request) => {
		const { corpus, source } = sourceOf(request);
		index(request, corpus, source, patchedSpec(request, source));
		updateTexts(source, request.body);
		return ok(sourceJson(source, corpus.corpusId));
	},
	[`DELETE ${SOURCE}`]: (request) => {
		const { corpus, source } = sourceOf(request);
		corpus.sources.delete(source.sourceId);
		return noContent();
	},
	[`GET ${SOURCE}/documents`]: (request) => {
		const { ids, source } = sourceOf(request);
		const list = newestFirst(source.documents, (document) => documentJson(document, ids));
		return ok(paginate(list, request.url));
	},
	[`GET ${SOURCE}/documents/{document_id}`]: (request) => {
		const { ids, source } = sourceOf(request);
		const document = source.documents.find(
			({ documentId }) => documentId === request.parameters.document_id,
		);
		if (!document) throw notFound();
		return ok(documentJson(document, ids));
	},
};

/** The deprecated `loadSpec` does not count beside `crawl` or `upload` (OAS). */
function specOf(body: JsonObject): JsonObject {
	const given = SPEC_FIELDS.filter((field) => body[field] !== undefined);
	const isIgnored = body.crawl !== undefined || body.upload !== undefined;
	return Object.fromEntries(
		given
			.filter((field) => field !== 'loadSpec' || !isIgnored)
			.map((field) => [field, body[field]]),
	);
}

/** Another kind of source replaces the one there was. */
function patchedSpec({ state, body }: ApiRequest, { spec }: LabSource): JsonObject {
	const given = specOf(body);
	const [kind] = Object.keys(given);
	if (kind === undefined) return spec;
	const isMerged = state.variants.patchNestedObject === 'merge' && spec[kind] !== undefined;
	return isMerged
		? { ...given, [kind]: mergeDeep(asJsonObject(spec[kind]), asJsonObject(given[kind])) }
		: given;
}

/**
 * Brings the source's documents in, which takes its time on the lab's clock. Every change does (ultravox.md §7.4).
 * @throws ApiError 400 for what the prose forbids
 */
function index(
	{ state }: ApiRequest,
	{ corpusId }: LabCorpus,
	source: LabSource,
	spec: JsonObject,
): void {
	const uploads: KnownUploads = (documentId) => {
		const upload = state.corpora.uploads.get(documentId);
		return upload?.corpusId === corpusId ? upload : undefined;
	};
	const problems = sourceProblems(spec, uploads);
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
	const from = { uploads, web: state.corpora.web };
	source.spec = spec;
	source.coming = {
		documents: sourceDocuments(spec, from, state.clock.text()),
		at: state.corpora.readyAt(),
	};
}

function sourceOf(request: ApiRequest): {
	corpus: LabCorpus;
	source: LabSource;
	ids: { corpusId: string; sourceId: string };
} {
	const corpus = corpusOf(request);
	const source = corpus.sources.get(request.parameters.source_id ?? '');
	if (!source) throw notFound();
	return { corpus, source, ids: { corpusId: corpus.corpusId, sourceId: source.sourceId } };
}
