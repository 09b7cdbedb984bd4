import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { createCall } from '../callCreation';
import { callJson } from '../callJson';
import { dataMessageProblems } from '../calls/dataMessageRules';
import { deleteCall } from '../deletedCalls/deletedCall';
import type { LabUltravoxCall } from '../labUltravoxCall';
import { paginate } from '../pagination';
import type { ListDescription } from '../sorting';
import { requestedSort, sortList } from '../sorting';
import { throttledCall } from '../throttles/throttledCall';
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
	'GET /api/calls': (request) => {
		const { state, url } = request;
		const calls = [...state.calls.values()].filter(callFilter(url.searchParams));
		const list = sortList(calls, requestedSort(request, callsByTime), callsByTime);
		return ok(paginate(list, url));
	},
	'POST /api/calls': ({ state, body, url }) => {
		const call = throttledCall(state, url, () =>
			createCall(state, body as CallRequest, {
				priorCallId: url.searchParams.get('priorCallId'),
				enableGreetingPrompt: !isFalse(url.searchParams.get('enableGreetingPrompt')),
			}),
		);
		return created(callJson(call));
	},
	'GET /api/calls/{call_id}': (request) => ok(callJson(callOf(request))),
	'DELETE /api/calls/{call_id}': (request) => {
		const { state } = request;
		const call = callOf(request);
		if (!call.endPublished) {
			throw refusal(state.variants.deleteLiveStatus, 'Cannot delete an ongoing call.');
		}
		deleteCall(state, call);
		return noContent();
	},
	'POST /api/calls/{call_id}/send_data_message': (request) => {
		const call = callOf(request);
		const { body, state } = request;
		const problems = dataMessageProblems(body);
		if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
		if (!call.joined || !call.isActive) throw refusal(422, 'The call is not in progress.');
		call.receiveMessage(body);
		return noContent();
	},
};

export function callOf({ state, parameters }: ApiRequest): LabUltravoxCall {
	const call = state.calls.get(parameters.call_id ?? '');
	if (!call) throw notFound();
	return call;
}

function isFalse(value: string | null): boolean {
	return value !== null && ['false', '0'].includes(value.toLowerCase());
}
