import type { FieldProblem } from '../apiErrors';
import { callRuleProblems } from '../callRules';
import { isJsonObject } from '../jsonValue';
import type { LabAgent } from '../labAgent';
import { findThrottle, leastDurationMs } from '../throttles/labThrottle';
import { durationText } from '../ultravoxDuration';
import type { UltravoxState } from '../ultravoxState';
import type { LabBatch, LabScheduledCall } from './labBatch';
import { isOutgoing } from './labBatch';

/** Calls that may be made in a minute: the Pro plan's creation rate, which trips before that per second (ultravox.md §1.3). */
const CALLS_PER_MINUTE = 120;

/** What the prose forbids in a batch although the schema lets it pass (ultravox.md §6). */
export function batchProblems(
	state: UltravoxState,
	agent: LabAgent,
	batch: LabBatch,
): FieldProblem[] {
	return [
		...batch.calls.flatMap((call, index) => callProblems(state, call, index)),
		...webhookProblems(agent, batch),
		...throttleProblems(state, batch),
		...windowProblems(state, batch),
	];
}

function callProblems(
	state: UltravoxState,
	{ request }: LabScheduledCall,
	index: number,
): FieldProblem[] {
	const here = ['calls', String(index)];
	const { metadata } = request;
	const areTexts =
		metadata === undefined ||
		(isJsonObject(metadata) && Object.values(metadata).every((text) => typeof text === 'string'));
	if (!areTexts) return [{ path: [...here, 'metadata'], message: 'All values must be strings.' }];
	return callRuleProblems(request, state).map(({ path, message }) => ({
		path: [...here, ...path],
		message,
	}));
}

/** Required when any call is not dialled by a provider, forbidden when all are. */
function webhookProblems(agent: LabAgent, { calls, webhookUrl }: LabBatch): FieldProblem[] {
	const someNeedIt = calls.some(
		({ request }) => !isOutgoing(request.medium ?? agent.callTemplate.medium),
	);
	if (someNeedIt && webhookUrl === null) {
		const message = 'Required because at least one call has no outgoing medium.';
		return [{ path: ['webhookUrl'], message }];
	}
	return !someNeedIt && webhookUrl !== null
		? [{ path: ['webhookUrl'], message: 'Not allowed when all calls have an outgoing medium.' }]
		: [];
}

function throttleProblems(state: UltravoxState, { throttle }: LabBatch): FieldProblem[] {
	return throttle === null || findThrottle(state.throttles, throttle)
		? []
		: [{ path: ['throttle'], message: 'No such call throttle.' }];
}

/** The window must be long enough for the calls that are still to be made. */
function windowProblems(state: UltravoxState, batch: LabBatch): FieldProblem[] {
	const { windowStart, windowEnd } = batch;
	if (windowEnd === null) return [];
	const path = ['windowEnd'];
	const start = windowStart === null ? -Infinity : Date.parse(windowStart);
	const end = Date.parse(windowEnd);
	if (end <= start) return [{ path, message: 'Must be after windowStart.' }];
	const calls = batch.calls.filter((call) => call.state === 'waiting').length;
	const throttle =
		batch.throttle === null ? undefined : findThrottle(state.throttles, batch.throttle);
	const least = Math.max(
		throttle ? leastDurationMs(throttle, calls) : 0,
		(Math.ceil(calls / CALLS_PER_MINUTE) - 1) * 60_000,
	);
	const length = end - Math.max(start, state.clock.now());
	if (calls === 0 || (length > 0 && length >= least)) return [];
	const message = `The window is too short for ${calls} calls: it must last at least ${durationText(least)}.`;
	return [{ path, message }];
}
