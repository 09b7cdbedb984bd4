import { ultravoxListSearch } from '../../shared/ultravoxListSearch';

export const searchCallThrottles = ultravoxListSearch({
	path: '/api/call_throttles',
	isSearched: false,
	id: ({ throttleId }) => String(throttleId),
	name: ({ name, throttleId }) => String(name ?? throttleId),
});

export { searchAgents } from '../../shared/searchAgents';

export { searchModels, searchTools, searchVoices } from '../../shared/ultravoxSearches';

export { searchCalls, searchCallStages, searchDeletedCalls } from './callSearch';

export { searchApplications, searchNumbers } from '../../shared/plivoSearches';

export { searchCorpora, searchCorpusDocuments, searchCorpusSources } from './knowledgeSearch';

export { searchBatches, searchSipRegistrations, searchWebhooks } from './accountSearch';
