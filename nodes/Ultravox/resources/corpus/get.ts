import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator } from '../../descriptions/knowledgeLocators';

/** `GET /api/corpora/{corpus_id}` (ultravox.md §7.4). */
export const get: RequestOperation<UltravoxApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get knowledge base',
	description: 'Get a body of knowledge: whether it can be asked yet, and how much is in it',
	properties: [corpusLocator()],
	request: (parameters) => ({ method: 'GET', path: `/api/corpora/${parameters.uuid('corpus')}` }),
};
