import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator, corpusSourceLocator } from '../../descriptions/knowledgeLocators';
import { sourcePath } from './sourcePath';

/** `GET /api/corpora/{corpus_id}/sources/{source_id}/documents` (ultravox.md §7.4). */
export const getManyDocuments: ListOperation<UltravoxApi> = {
	name: 'Get Many Documents',
	value: 'getManyDocuments',
	action: 'Get many documents of knowledge source',
	description: 'Get many documents that came in through a knowledge source',
	properties: [corpusLocator(), corpusSourceLocator()],
	list: (parameters) => ({ path: `${sourcePath(parameters)}/documents` }),
};
