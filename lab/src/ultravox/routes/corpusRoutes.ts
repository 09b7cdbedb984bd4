import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { queryDocuments } from '../corpora/corpusQuery';
import type { LabCorpus } from '../corpora/labCorpus';
import { corpusJson, createCorpus, updateTexts } from '../corpora/labCorpus';
import { createUpload } from '../corpora/labUpload';
import { uploadUrl } from '../corpora/uploadStorage';
import { paginate } from '../pagination';
import { newestFirst } from '../sorting';

/** Of a query that names none; as the built-in queryCorpus tool has it (ultravox.md §7.1). */
const DEFAULT_RESULTS = 5;

/** Corpora and what is uploaded for them (ultravox.md §7.4). */
export const corpusRoutes: ApiRoutes = {
	'GET /api/corpora': ({ state, url }) =>
		ok(paginate(newestFirst(state.corpora.all(), corpusJson), url)),
	'POST /api/corpora': ({ state, body }) => {
		const { corpora } = state.corpora;
		const { allowedCorpora } = state.account;
		if (allowedCorpora !== null && corpora.size >= allowedCorpora) {
			throw refusal(
				state.variants.planRefusalStatus,
				`Your plan includes ${allowedCorpora} corpora.`,
			);
		}
		const corpus = createCorpus(state.clock.text());
		updateTexts(corpus, body);
		corpora.set(corpus.corpusId, corpus);
		return created(corpusJson(corpus));
	},
	'GET /api/corpora/{corpus_id}': (request) => ok(corpusJson(corpusOf(request))),
	'PUT /api/corpora/{corpus_id}': (request) => {
		const corpus = corpusOf(request);
		updateTexts(corpus, { name: '', description: '', ...request.body });
		return ok(corpusJson(corpus));
	},
	'PATCH /api/corpora/{corpus_id}': (request) => {
		const corpus = corpusOf(request);
		updateTexts(corpus, request.body);
		return ok(corpusJson(corpus));
	},
	'DELETE /api/corpora/{corpus_id}': (request) => {
		const { corpusId } = corpusOf(request);
		const { corpora, uploads } = request.state.corpora;
		corpora.delete(corpusId);
		for (const upload of uploads.values()) {
			if (upload.corpusId === corpusId) uploads.delete(upload.documentId);
		}
		return noContent();
	},
	'POST /api/corpora/{corpus_id}/query': (request) => {
		const corpus = corpusOf(request);
		const { state, body } = request;
		const { query, maxResults = DEFAULT_RESULTS } = body;
		const problems = [
			...(typeof query === 'string' && query.trim() !== ''
				? []
				: [{ path: ['query'], message: 'This field may not be blank.' }]),
			...(Number(maxResults) >= 1
				? []
				: [{ path: ['maxResults'], message: 'Must be greater than zero.' }]),
		];
		if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
		const documents = [...corpus.sources.values()].flatMap((source) =>
			source.documents.map((document) => ({ sourceId: source.sourceId, document })),
		);
		return ok(queryDocuments(documents, String(query), Number(maxResults)));
	},
	'POST /api/corpora/{corpus_id}/uploads': (request) => {
		const { corpusId } = corpusOf(request);
		const { state, body } = request;
		const mimeType = String(body.mimeType);
		const fileName = typeof body.fileName === 'string' ? body.fileName : '';
		const upload = createUpload({ corpusId, mimeType, fileName }, state.clock.now());
		state.corpora.uploads.set(upload.documentId, upload);
		return created({ documentId: upload.documentId, presignedUrl: uploadUrl(state, upload) });
	},
};

export function corpusOf({ state, parameters }: ApiRequest): LabCorpus {
	const corpus = state.corpora.find(parameters.corpus_id ?? '');
	if (!corpus) throw notFound();
	return corpus;
}
