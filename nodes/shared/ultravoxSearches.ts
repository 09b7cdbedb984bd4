import { ultravoxListSearch } from './ultravoxListSearch';

/** List search for voices, of the account and of Ultravox. */
export const searchVoices = ultravoxListSearch({
	path: '/api/voices',
	isSearched: true,
	id: ({ voiceId }) => String(voiceId),
	name: ({ name, languageLabel, voiceId }) =>
		[name ?? voiceId, languageLabel].filter(Boolean).join(', '),
});

/** List search for tools, of the account and built in. */
export const searchTools = ultravoxListSearch({
	path: '/api/tools',
	isSearched: true,
	id: ({ toolId }) => String(toolId),
	name: ({ name, toolId }) => String(name ?? toolId),
});

/** List search for models, valued by name. */
export const searchModels = ultravoxListSearch({
	path: '/api/models',
	isSearched: false,
	id: ({ name }) => String(name),
	name: ({ name }) => String(name),
});
