import { agentIdProblems } from '../agentIds';
import { validationError } from '../apiErrors';
import type { JsonObject } from '../jsonValue';
import type { UltravoxState } from '../ultravoxState';
import type { TelephonyConfig, TelephonyProvider } from './telephonyConfig';
import { changedConfig, configProblems } from './telephonyConfig';

/**
 * Puts the fields of a body that passed the schema over what is stored for a provider, and stores that.
 *
 * @param path where the body lies in the request, for the problems
 * @throws ApiError 400 for what the prose forbids (ultravox.md §5.1)
 */
export function storeConfig(
	state: UltravoxState,
	provider: TelephonyProvider,
	body: JsonObject,
	{ before, path = [] }: { before: TelephonyConfig | undefined; path?: string[] },
): TelephonyConfig {
	const config = changedConfig(provider, before, body);
	const field = 'callCreationAllowedAgentIds';
	const problems = [
		...configProblems(config),
		...agentIdProblems(
			state,
			(body[field] === undefined ? [] : config[field]).map((agentId, index) => ({
				agentId,
				path: [field, index],
			})),
		),
	];
	if (problems.length > 0) {
		throw validationError(
			problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] })),
			state.variants.errorShape,
		);
	}
	state.telephonyConfigs[provider] = config;
	return config;
}
