import type { FieldProblem } from './apiErrors';
import type { UltravoxState } from './ultravoxState';

/** What is wrong with the agents that a setting names: the vendor does not say whether it looks (variant). */
export function agentIdProblems(
	state: UltravoxState,
	named: { agentId: string; path: (string | number)[] }[],
): FieldProblem[] {
	if (state.variants.unknownAgentIds === 'accept') return [];
	return named
		.filter(({ agentId }) => !state.agents.has(agentId))
		.map(({ agentId, path }) => ({
			path: path.map(String),
			message: `There is no agent ${agentId}.`,
		}));
}
