import { refusal } from '../apiErrors';
import type { ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { storeConfig } from '../telephony/storeConfig';
import type { TelephonyConfig, TelephonyProvider } from '../telephony/telephonyConfig';
import { configJson, providerName, telephonyProviders } from '../telephony/telephonyConfig';
import type { UltravoxState } from '../ultravoxState';

/** The account's credentials of each provider, at most one set of them (ultravox.md §5.1); there is no PUT. */
export const telephonyConfigRoutes: ApiRoutes = Object.assign(
	{},
	...telephonyProviders.map((provider) => routesOf(provider)),
) as ApiRoutes;

function routesOf(provider: TelephonyProvider): ApiRoutes {
	const path = `/api/telephony_configs/${provider}`;
	return {
		[`GET ${path}`]: ({ state }) => ok(configJson(provider, stored(state, provider))),
		[`POST ${path}`]: ({ state, body }) => {
			if (state.telephonyConfigs[provider]) {
				const sentence = `A ${providerName(provider)} config already exists.`;
				throw refusal(state.variants.duplicateConfigStatus, sentence);
			}
			const config = storeConfig(state, provider, body, { before: undefined });
			return created(configJson(provider, config));
		},
		[`PATCH ${path}`]: ({ state, body }) => {
			const before = stored(state, provider);
			return ok(configJson(provider, storeConfig(state, provider, body, { before })));
		},
		[`DELETE ${path}`]: ({ state }) => {
			stored(state, provider);
			state.telephonyConfigs[provider] = undefined;
			return noContent();
		},
	};
}

function stored(state: UltravoxState, provider: TelephonyProvider): TelephonyConfig {
	const config = state.telephonyConfigs[provider];
	if (config) return config;
	throw refusal(
		state.variants.missingConfigStatus,
		`No ${providerName(provider)} config is stored.`,
	);
}
