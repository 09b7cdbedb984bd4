import { notFound, refusal, validationError } from '../apiErrors';
import type { ApiAnswer, ApiRequest, ApiRoutes } from '../apiRoute';
import { created, noContent, ok } from '../apiRoute';
import { batchProblems } from '../batches/batchRules';
import type { LabBatch } from '../batches/labBatch';
import {
	batchJson,
	changedBatch,
	createBatch,
	scheduledCallJson,
	scheduledCalls,
	scheduledCallStatus,
} from '../batches/labBatch';
import type { JsonObject } from '../jsonValue';
import type { LabAgent } from '../labAgent';
import { paginate } from '../pagination';
import { newestFirst, sequenceText, sortList } from '../sorting';
import { agentOf } from './agentRoutes';
import { callsByTime } from './callRoutes';

const BATCHES = '/api/agents/{agent_id}/scheduled_batches';
const BATCH = `${BATCHES}/{batch_id}`;

/** The outbound call scheduler (ultravox.md §6). */
export const batchRoutes: ApiRoutes = {
	[`GET ${BATCHES}`]: (request) => {
		const { agentId } = agentOf(request);
		const batches = [...request.state.batches.batches.values()].filter(
			(batch) => batch.agentId === agentId,
		);
		return ok(
			paginate(
				newestFirst(batches, (batch) => json(request, batch)),
				request.url,
			),
		);
	},
	[`POST ${BATCHES}`]: (request) => {
		const { state, body } = request;
		const agent = agentOf(request);
		if (!state.account.batchesEnabled) {
			throw refusal(
				state.variants.planRefusalStatus,
				'Your plan does not include the outbound call scheduler.',
			);
		}
		const batch = createBatch(agent.agentId, body, state.clock.text());
		refuseProblems(request, agent, batch);
		state.batches.schedule(batch);
		return created(json(request, batch));
	},
	[`GET ${BATCH}`]: (request) => ok(json(request, batchOf(request))),
	[`PATCH ${BATCH}`]: (request) => updated(request),
	[`DELETE ${BATCH}`]: (request) => {
		request.state.batches.remove(batchOf(request));
		return noContent();
	},
	[`GET ${BATCH}/scheduled_calls`]: (request) => {
		const batch = batchOf(request);
		const now = request.state.clock.now();
		const status = request.url.searchParams.get('status');
		const entries = batch.calls
			.map((call, index) => ({
				call,
				position: sequenceText(index),
				json: () => scheduledCallJson(call, batch, now),
			}))
			.filter(({ call }) => status === null || scheduledCallStatus(call, batch, now) === status);
		return ok(paginate({ entries, descending: false }, request.url));
	},
	[`GET ${BATCH}/created_calls`]: (request) => {
		const { calls } = request.state;
		const made = batchOf(request).calls.flatMap(({ callId }) => calls.get(callId ?? '') ?? []);
		return ok(paginate(sortList(made, null, callsByTime), request.url));
	},
};

function updated(request: ApiRequest): ApiAnswer {
	const { state, body } = request;
	const batch = batchOf(request);
	const changed = changedBatch(batch, body);
	if (batch.paused && body.paused === false) {
		const { batchResume, errorShape } = state.variants;
		if (batchResume === 'refuse') {
			const message = 'A paused batch cannot be resumed.';
			throw validationError([{ path: ['paused'], message }], errorShape);
		}
		if (batchResume === 'ignore') changed.paused = true;
	}
	const { batchPatchCalls } = state.variants;
	if (body.calls !== undefined && batchPatchCalls !== 'ignore') {
		const kept =
			batchPatchCalls === 'append'
				? batch.calls
				: batch.calls.filter((call) => call.state !== 'waiting');
		changed.calls = [...kept, ...scheduledCalls(body)];
		changed.endedAt = null;
	}
	refuseProblems(request, agentOf(request), changed);
	Object.assign(batch, changed);
	state.batches.schedule(batch);
	return ok(json(request, batch));
}

function refuseProblems({ state }: ApiRequest, agent: LabAgent, batch: LabBatch): void {
	const problems = batchProblems(state, agent, batch);
	if (problems.length > 0) throw validationError(problems, state.variants.errorShape);
}

function json({ state }: ApiRequest, batch: LabBatch): JsonObject {
	return batchJson(batch, { secretReadable: state.variants.batchSecretReadable });
}

function batchOf(request: ApiRequest): LabBatch {
	const { agentId } = agentOf(request);
	const batch = request.state.batches.batches.get(request.parameters.batch_id ?? '');
	if (batch?.agentId !== agentId) throw notFound();
	return batch;
}
