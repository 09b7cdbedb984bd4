import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { UltravoxPage } from './ultravoxRequest';
import { cursorOf, ultravoxRequest } from './ultravoxRequest';

/** List search for Ultravox agents: name and id, searched by Ultravox, page by page. */
export async function searchAgents(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const page = await ultravoxRequest<UltravoxPage<IDataObject>>(this, {
		method: 'GET',
		path: '/api/agents',
		query: {
			pageSize: 50,
			...(filter ? { search: filter } : {}),
			...(paginationToken ? { cursor: paginationToken } : {}),
		},
	});
	return {
		results: (page.results ?? []).map((agent) => ({
			name: String(agent.name ?? agent.agentId),
			value: String(agent.agentId),
		})),
		paginationToken: cursorOf(page.next),
	};
}
