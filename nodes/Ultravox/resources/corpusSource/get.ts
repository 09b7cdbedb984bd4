import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator, corpusSourceLocator } from '../../descriptions/knowledgeLocators';
import { sourcePath } from './sourcePath';

/** `GET /api/corpora/{corpus_id}/sources/{source_id}` (ultravox.md §7.4). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get knowledge source',
	description:
		'Get a knowledge source: where its documents come from, and whether they are indexed',
	properties: [corpusLocator(), corpusSourceLocator()],
	request: (parameters) => ({ method: 'GET', path: sourcePath(parameters) }),
};
