import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator, corpusSourceLocator } from '../../descriptions/knowledgeLocators';
import { sourcePath } from './sourcePath';

/** `DELETE /api/corpora/{corpus_id}/sources/{source_id}` (ultravox.md §7.4). */
export const deleteSource: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete knowledge source',
	description: 'Delete a knowledge source for good, with all its documents',
	properties: [corpusLocator(), corpusSourceLocator()],
	request: (parameters) => ({ method: 'DELETE', path: sourcePath(parameters) }),
	result: (_answer, parameters) => ({
		corpusId: parameters.uuid('corpus'),
		sourceId: parameters.uuid('corpusSource'),
		deleted: true,
	}),
};
