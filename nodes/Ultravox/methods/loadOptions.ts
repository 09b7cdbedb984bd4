import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { ultravoxRequestAll } from '../../shared/ultravoxRequest';

/** More agents than anybody looks through; an expression reaches the others. */
const MOST_AGENTS = 1_000;

/** The agents of the account by name, valued by id. */
export async function getAgents(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const agents = await ultravoxRequestAll(
		this,
		{ path: '/api/agents', repeat: 'safe' },
		MOST_AGENTS,
	);
	return agents
		.map(({ agentId, name }) => ({ name: String(name ?? agentId), value: String(agentId) }))
		.sort((one, other) => one.name.localeCompare(other.name));
}
