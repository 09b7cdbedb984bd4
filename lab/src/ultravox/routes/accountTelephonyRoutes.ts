import type { ApiRoutes } from '../apiRoute';
import { ok } from '../apiRoute';
import type { JsonObject } from '../jsonValue';
import { asJsonObject } from '../jsonValue';
import { storeConfig } from '../telephony/storeConfig';
import { configJson, telephonyProviders } from '../telephony/telephonyConfig';
import type { UltravoxState } from '../ultravoxState';

const PATH = '/api/accounts/me/telephony_config';

/** The old way to the credentials of all providers at once; deprecated, over the same store (ultravox.md §5.1). */
export const accountTelephonyRoutes: ApiRoutes = {
	[`GET ${PATH}`]: ({ state }) => ok(json(state)),
	[`PATCH ${PATH}`]: ({ state, body }) => {
		for (const provider of telephonyProviders) {
			if (body[provider] === null) state.telephonyConfigs[provider] = undefined;
			else if (body[provider] !== undefined) {
				const given = asJsonObject(body[provider]);
				storeConfig(state, provider, given, { before: undefined, path: [provider] });
			}
		}
		return ok(json(state));
	},
};

function json({ telephonyConfigs }: UltravoxState): JsonObject {
	return Object.fromEntries(
		telephonyProviders.map((provider) => {
			const config = telephonyConfigs[provider];
			return [provider, config ? configJson(provider, config) : null];
		}),
	);
}
