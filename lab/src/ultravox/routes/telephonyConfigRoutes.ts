import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import type { JsonObject } from '../jsonValue';
import type { PlivoTelephonyConfig } from '../plivoTelephonyConfig';
import { changedConfig, configJson, configProblems } from '../plivoTelephonyConfig';
import type { UltravoxState } from '../ultravoxState';

const PATH = '/api/telephony_configs/plivo';

/** The account's one set of Plivo credentials (ultravox.md §5.1); there is no PUT. */
export const telephonyConfigRoutes: ApiRoutes = {
	[`GET ${PATH}`]: ({ state }) => ok(configJson(stored(state))),
	[`POST ${PATH}`]: ({ state, body }) => {
		if (state.plivoConfig) {
			throw refusal(state.variants.duplicateConfigStatus, 'A Plivo config already exists.');
		}
		return created(configJson(store(state, body)));
	},
	[`PATCH ${PATH}`]: ({ state, body }) => {
		stored(state);
		return ok(configJson(store(state, body)));
	},
	[`DELETE ${PATH}`]: ({ state }) => {
		stored(state);
		state.plivoConfig = undefined;
		return noContent();
	},
};

function stored(state: UltravoxState): PlivoTelephonyConfig {
	if (!state.plivoConfig) throw notFound();
	return state.plivoConfig;
}

function store(state: UltravoxState, body: JsonObject): PlivoTelephonyConfig {
	const config = changedConfig(state.plivoConfig, body);
	const problems = configProblems(config);
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
	state.plivoConfig = config;
	return config;
}
