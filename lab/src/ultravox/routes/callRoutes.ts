import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { createCall } from '../callCreation';
import { callJson } from '../callJson';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { paginate } from '../pagination';
import type { ListDescription } from '../sorting';
import { sortList } from '../sorting';
import type { UltravoxState } from '../ultravoxState';
import type { CallRequest } from '../vendorTypes';
import { callFilter } from './callFilters';

/** How calls are listed. */
export const callsByTime: ListDescription<LabUltravoxCall> = {
	id: (call) => call.callId,
	fields: {
		created: (call) => call.created.toISOString(),
		joined: (call) => call.joined?.toISOString() ?? '',
		ended: (call) => call.ended?.toISOString() ?? '',
	},
	json: callJson,
};

/** Calls (ultravox.md §2.1 to §2.3). */
export const callRoutes: ApiRoutes = {
	'GET /api/calls': ({ state, url }) => {
		const calls = [...state.calls.values()].filter(callFilter(url.searchParams));
		const list = sortList(calls, url.searchParams.get('sort'), callsByTime);
		return ok(paginate(list, url));
	},
	'POST /api/calls': ({ state, body, url }) => {
		throttleProblem(state, url);
		const call = createCall(state, body as CallRequest, {
			priorCallId: url.searchParams.get('priorCallId'),
			enableGreetingPrompt: url.searchParams.get('enableGreetingPrompt') !== 'false',
		});
		return created(callJson(call));
	},
	'GET /api/calls/{call_id}': (request) => ok(callJson(callOf(request))),
	'DELETE /api/calls/{call_id}': (request) => {
		const { state } = request;
		const call = callOf(request);
		if (!call.endPublished) {
			throw refusal(state.variants.deleteLiveStatus, 'Cannot delete an ongoing call.');
		}
		state.calls.delete(call.callId);
		return noContent();
	},
	'POST /api/calls/{call_id}/send_data_message': (request) => {
		const call = callOf(request);
		const { body, state } = request;
		if (!INJECTABLE.includes(String(body.type))) {
			const message = `"${String(body.type)}" is not a valid choice.`;
			throw validationError([{ path: ['type'], message }], state.variants.errorShape);
		}
		if (!call.joined || !call.isActive) throw refusal(422, 'The call is not in progress.');
		call.receiveMessage(body);
		return noContent();
	},
};

/** What `send_data_message` takes (ultravox.md §2.3). */
const INJECTABLE = ['user_text_message', 'forced_agent_message', 'hang_up'];

export function callOf({ state, parameters }: ApiRequest): LabUltravoxCall {
	const call = state.calls.get(parameters.call_id ?? '');
	if (!call) throw notFound();
	return call;
}

/** The lab's account has no call throttles. */
export function throttleProblem(state: UltravoxState, url: URL): void {
	if (!url.searchParams.has('throttle')) return;
	throw validationError(
		[{ path: ['throttle'], message: 'No such call throttle.' }],
		state.variants.errorShape,
	);
}
