import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator } from '../../descriptions/knowledgeLocators';

/** `DELETE /api/corpora/{corpus_id}` (ultravox.md §7.4): its sources and documents go with it. */
export const deleteCorpus: RequestOperation<UltravoxApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete knowledge base',
	description: 'Delete a body of knowledge for good, with all its sources and documents',
	properties: [corpusLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/api/corpora/${parameters.uuid('corpus')}`,
	}),
	result: (_answer, parameters) => ({ corpusId: parameters.uuid('corpus'), deleted: true }),
};
