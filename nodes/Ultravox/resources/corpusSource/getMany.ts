import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { corpusLocator } from '../../descriptions/knowledgeLocators';
import { sourcesPath } from './sourcePath';

/** `GET /api/corpora/{corpus_id}/sources` (ultravox.md §7.4). */
export const getMany: ListOperation<UltravoxApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many knowledge sources',
	description: 'Get many sources of a body of knowledge',
	properties: [corpusLocator()],
	list: (parameters) => ({ path: sourcesPath(parameters) }),
};
