import type { Parameters } from '../../../shared/operations/parameters';

/** `/api/calls/{call_id}`, and below it (ultravox.md §2.3). */
export const callPath = (parameters: Parameters, below = '') =>
	`/api/calls/${parameters.uuid('callId')}${below}`;

/** `/api/calls/{call_id}/stages/{call_stage_id}`, and below it. */
export const stagePath = (parameters: Parameters, below = '') =>
	callPath(parameters, `/stages/${parameters.uuid('callStageId')}${below}`);
