import type { Parameters } from '../operations/parameters';
import { isUuid } from '../uuid';

/** So many agents a provider may be allowed to call one by one (ultravox.md §5.1). */
export const MOST_AGENTS = 100;

/**
 * The ids of agents, each once, in lower case.
 * @throws InputProblem that names the entry which is no id, or says that there are too many
 */
export function agentIds(parameters: Parameters, name: string): string[] {
	const ids = [...new Set(parameters.texts(name).map((id) => id.toLowerCase()))];
	const bad = ids.find((id) => !isUuid(id));
	if (bad !== undefined) {
		throw parameters.problem(
			name,
			`has an entry that is no agent ID: '${bad}'`,
			'An ID looks like 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		);
	}
	if (ids.length > MOST_AGENTS) {
		throw parameters.problem(name, `has ${ids.length} agents, and may have ${MOST_AGENTS}`);
	}
	return ids;
}
