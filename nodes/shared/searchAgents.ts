import { ultravoxListSearch } from './ultravoxListSearch';

/** List search for Ultravox agents: name and id, searched by Ultravox, page by page. */
export const searchAgents = ultravoxListSearch({
	path: '/api/agents',
	isSearched: true,
	id: ({ agentId }) => String(agentId),
	name: ({ name, agentId }) => String(name ?? agentId),
});
