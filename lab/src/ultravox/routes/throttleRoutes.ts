import { notFound, validationError } from '../apiErrors';
import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { paginate } from '../pagination';
import { newestFirst } from '../sorting';
import type { LabThrottle, ThrottleRule } from '../throttles/labThrottle';
import { createThrottle, throttleJson } from '../throttles/labThrottle';

/** Call throttles (ultravox.md §6). */
export const throttleRoutes: ApiRoutes = {
	'GET /api/call_throttles': ({ state, url }) =>
		ok(paginate(newestFirst(state.throttles.values(), throttleJson), url)),
	'POST /api/call_throttles': (request) => {
		const { state, body } = request;
		refuseTakenName(request, undefined);
		const throttle = createThrottle(body, state.clock.text());
		state.throttles.set(throttle.throttleId, throttle);
		return created(throttleJson(throttle));
	},
	'GET /api/call_throttles/{throttle_id}': (request) => ok(throttleJson(throttleOf(request))),
	'PUT /api/call_throttles/{throttle_id}': (request) => updated(request),
	'PATCH /api/call_throttles/{throttle_id}': (request) => updated(request),
	'DELETE /api/call_throttles/{throttle_id}': (request) => {
		request.state.throttles.delete(throttleOf(request).throttleId);
		return noContent();
	},
};

/** A PUT has both fields, the schema sees to that; a PATCH keeps what it does not name. */
function updated(request: ApiRequest): ApiAnswer {
	const { body } = request;
	const throttle = throttleOf(request);
	refuseTakenName(request, throttle);
	if (typeof body.name === 'string') throttle.name = body.name;
	if (Array.isArray(body.rules)) throttle.rules = body.rules as ThrottleRule[];
	return ok(throttleJson(throttle));
}

/** Calls name their throttle by its name, so that no two may share one. */
function refuseTakenName({ state, body }: ApiRequest, own: LabThrottle | undefined): void {
	const taken = [...state.throttles.values()].some(
		(throttle) => throttle !== own && throttle.name === body.name,
	);
	if (!taken) return;
	throw validationError(
		[{ path: ['name'], message: 'A call throttle with this name already exists.' }],
		state.variants.errorShape,
	);
}

function throttleOf({ state, parameters }: ApiRequest): LabThrottle {
	const throttle = state.throttles.get(parameters.throttle_id ?? '');
	if (!throttle) throw notFound();
	return throttle;
}
