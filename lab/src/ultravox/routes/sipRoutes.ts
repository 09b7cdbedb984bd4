import { agentIdProblems } from '../agentIds';
import { notFound, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { paginate } from '../pagination';
import { changedSipConfig, patternProblems } from '../sip/labSip';
import type { SipRegistration } from '../sip/sipRegistration';
import { createRegistration, registrationJson, updateRegistration } from '../sip/sipRegistration';
import { newestFirst } from '../sorting';

const LIST = '/api/sip/registrations';
const ONE = `${LIST}/{registration_id}`;

/** SIP of the account: its settings, and where it registers (ultravox.md §5.4). */
export const sipRoutes: ApiRoutes = {
	'GET /api/sip': ({ state }) => ok(state.sip.json()),
	'PATCH /api/sip': ({ state, body }) => {
		const { variants, sip } = state;
		const config = changedSipConfig(sip.config, body, variants.patchNestedObject);
		const named = body.allowedAgents === undefined ? [] : config.allowedAgents;
		const problems = [
			...patternProblems(named),
			...agentIdProblems(
				state,
				named.map(({ agentId }, index) => ({ agentId, path: ['allowedAgents', index, 'agentId'] })),
			),
		];
		if (problems.length > 0) throw validationError(problems, variants.errorShape);
		sip.config = config;
		return ok(sip.json());
	},
	[`GET ${LIST}`]: (request) => {
		const { registrations } = request.state.sip;
		const list = newestFirst(registrations.values(), (registration) => json(request, registration));
		return ok(paginate(list, request.url));
	},
	[`POST ${LIST}`]: (request) => {
		const { state, body } = request;
		const registration = createRegistration(body, state.clock.now());
		state.sip.registrations.set(registration.registrationId, registration);
		return created(json(request, registration));
	},
	[`GET ${ONE}`]: (request) => ok(json(request, registrationOf(request))),
	[`PATCH ${ONE}`]: (request) => {
		const registration = registrationOf(request);
		updateRegistration(registration, request.body, request.state.clock.now());
		return ok(json(request, registration));
	},
	[`DELETE ${ONE}`]: (request) => {
		request.state.sip.registrations.delete(registrationOf(request).registrationId);
		return noContent();
	},
};

function json({ state }: ApiRequest, registration: SipRegistration) {
	return registrationJson(registration, state.clock.now());
}

function registrationOf({ state, parameters }: ApiRequest): SipRegistration {
	const registration = state.sip.registrations.get(parameters.registration_id ?? '');
	if (!registration) throw notFound();
	return registration;
}
