import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import {
	corpusDocumentLocator,
	corpusLocator,
	corpusSourceLocator,
} from '../../descriptions/knowledgeLocators';
import { sourcePath } from './sourcePath';

/** `GET /api/corpora/{corpus_id}/sources/{source_id}/documents/{document_id}` (ultravox.md §7.4). */
export const getDocument: RequestOperation<UltravoxApi> = {
	name: 'Get Document',
	value: 'getDocument',
	action: 'Get document of knowledge source',
	description: 'Get what is known of a document: its type, its size, its title and address',
	properties: [corpusLocator(), corpusSourceLocator(), corpusDocumentLocator()],
	request: (parameters) => ({
		method: 'GET',
		path: `${sourcePath(parameters)}/documents/${parameters.uuid('document')}`,
	}),
};
