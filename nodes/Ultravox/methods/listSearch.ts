import { ultravoxListSearch } from '../../shared/ultravoxListSearch';

export const searchCallThrottles = ultravoxListSearch({
	path: '/api/call_throttles',
	isSearched: false,
	id: ({ throttleId }) => String(throttleId),
	name: ({ name, throttleId }) => String(name ?? throttleId),
});

export { searchAgents } from '../../shared/searchAgents';

export const searchVoices = ultravoxListSearch({
	path: '/api/voices',
	isSearched: true,
	id: ({ voiceId }) => String(voiceId),
	name: ({ name, languageLabel, voiceId }) =>
		[name ?? voiceId, languageLabel].filter(Boolean).join(', '),
});

export const searchTools = ultravoxListSearch({
	path: '/api/tools',
	isSearched: true,
	id: ({ toolId }) => String(toolId),
	name: ({ name, toolId }) => String(name ?? toolId),
});

export const searchModels = ultravoxListSearch({
	path: '/api/models',
	isSearched: false,
	id: ({ name }) => String(name),
	name: ({ name }) => String(name),
});

export { searchCalls, searchCallStages, searchDeletedCalls } from './callSearch';

export { searchApplications, searchNumbers } from '../../shared/plivoSearches';

export { searchCorpora, searchCorpusDocuments, searchCorpusSources } from './knowledgeSearch';

export { searchBatches, searchSipRegistrations, searchWebhooks } from './accountSearch';
