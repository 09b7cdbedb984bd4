import type { IDataObject } from 'n8n-workflow';
import type { CallContext } from '../shared/callContext';
import { amount, createCallContext, instant, text } from '../shared/callContext';
import type { OperationItem } from '../shared/operations/operation';
import { isObject } from '../shared/operations/values';
import type { Parameters } from '../shared/operations/parameters';
import { pick } from '../shared/operations/perform';

/** Fields of the bridge's status that stay when 'Simplify' is on. */
const SIMPLE = [
	'connected',
	'agentState',
	'muted',
	'held',
	'durationMs',
	'bargeIns',
	'resumes',
	'digitCount',
];

/** Top-level keys of the item of a live call, also when 'Simplify' is on. */
export const liveCallKeys = ['call', 'bridge'];

/** The line as it is kept: who said what. */
function lineOf(line: IDataObject): { role: 'agent' | 'user'; text: string } {
	return { role: line.role === 'agent' ? 'agent' : 'user', text: String(line.text ?? '') };
}

/**
 * The item of a live call: the call context, and the bridge's own fields beside it.
 * @param status as the bridge gives it
 * @param transcript its lines, where the bridge was asked for them
 */
export function liveCallItem(
	status: IDataObject,
	parameters: Parameters,
	transcript?: unknown,
): OperationItem['json'] {
	const milliseconds = amount(status.durationMs);
	const call: CallContext = createCallContext({
		callId: text(status.callId),
		callUuid: text(status.callUuid),
		status: 'in-progress',
		startedAt: instant(status.startedAt),
		durationSeconds: milliseconds === null ? null : Math.round(milliseconds / 1000),
		transcript: Array.isArray(transcript) ? transcript.filter(isObject).map(lineOf) : null,
	});
	return {
		call: call as unknown as IDataObject,
		bridge: parameters.flag('simplify') ? pick(status, SIMPLE) : status,
	};
}
