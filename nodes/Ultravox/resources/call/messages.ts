import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callPath } from './callPath';

/** The fields of a message that matter most; there are twelve (ultravox.md §2.4). */
export const messageFields = [
	'role',
	'text',
	'medium',
	'toolName',
	'invocationId',
	'errorDetails',
	'timespan',
	'callStageId',
	'callStageMessageIndex',
] as const;

/** All messages of the call in all its stages, without those it began with, in order. */
export const messagesOf = async (
	api: UltravoxApi,
	parameters: Parameters,
): Promise<IDataObject[]> =>
	await api.list({ path: callPath(parameters, '/messages'), query: { mode: 'in_call' } });
