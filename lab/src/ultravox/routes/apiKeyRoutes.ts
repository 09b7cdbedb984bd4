import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiAnswer, ApiHandler, ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import type { LabApiKey } from '../apiKeys/labApiKey';
import { apiKeyJson, createApiKey } from '../apiKeys/labApiKey';
import { paginate } from '../pagination';
import { newestFirst } from '../sorting';

const ONE = '/api/api_keys/{api_key_prefix}';

/** Keys of the account (ultravox.md §7.5): the secret is shown once, revoking cannot be undone. */
export const apiKeyRoutes: ApiRoutes = withPermission({
	'GET /api/api_keys': ({ state, url }) =>
		ok(paginate(newestFirst(state.apiKeys.values(), apiKeyJson), url)),
	'POST /api/api_keys': ({ state, body }) => {
		const key = createApiKey(body, state.clock.text());
		state.apiKeys.set(key.prefix, key);
		return created({ ...apiKeyJson(key), secret: key.secret });
	},
	[`GET ${ONE}`]: (request) => ok(apiKeyJson(keyOf(request))),
	[`PUT ${ONE}`]: (request) => updated(request),
	[`PATCH ${ONE}`]: (request) => updated(request),
	[`DELETE ${ONE}`]: (request) => {
		request.state.apiKeys.delete(keyOf(request).prefix);
		return noContent();
	},
});

/** The document declares no security for these; an API key may not be enough (variant). */
function withPermission(routes: ApiRoutes): ApiRoutes {
	const guarded =
		(handler: ApiHandler): ApiHandler =>
		(request) => {
			if (!request.state.variants.apiKeysWithApiKey) {
				throw refusal(403, 'You do not have permission to perform this action.');
			}
			return handler(request);
		};
	return Object.fromEntries(
		Object.entries(routes).map(([operation, handler]) => [operation, guarded(handler)]),
	);
}

function updated(request: ApiRequest): ApiAnswer {
	const key = keyOf(request);
	const { revoked } = request.body;
	if (key.revoked && revoked === false) {
		throw validationError(
			[{ path: ['revoked'], message: 'A revoked key stays revoked.' }],
			request.state.variants.errorShape,
		);
	}
	if (revoked === true) key.revoked = true;
	return ok(apiKeyJson(key));
}

function keyOf({ state, parameters }: ApiRequest): LabApiKey {
	const key = state.apiKeys.get(parameters.api_key_prefix ?? '');
	if (!key) throw notFound();
	return key;
}
