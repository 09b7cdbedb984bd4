import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { ultravoxRequestAll } from '../../shared/ultravoxRequest';

/** More tools than anybody looks through; an expression reaches the others. */
const MOST_TOOLS = 1_000;

/** The tools that an agent can have, of the account and built in, by name and valued by id. */
export async function getTools(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const tools = await ultravoxRequestAll(this, { path: '/api/tools', repeat: 'safe' }, MOST_TOOLS);
	return tools
		.map(({ toolId, name }) => ({ name: String(name ?? toolId), value: String(toolId) }))
		.sort((one, other) => one.name.localeCompare(other.name));
}
