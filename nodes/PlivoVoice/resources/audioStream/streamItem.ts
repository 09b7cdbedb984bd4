import type { IDataObject } from 'n8n-workflow';
import { createCallContext } from '../../../shared/callContext';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';

/** `/Call/{call_uuid}/Stream/`, and below it (plivo.md §5.4). */
export const streamPath = (parameters: Parameters, below = '') =>
	`/Call/${parameters.uuid('callUuid')}/Stream/${below}`;

/** One stream of the chosen call. */
export const oneStreamPath = (parameters: Parameters) =>
	streamPath(parameters, `${parameters.uuid('streamId')}/`);

/** What later nodes take the call from. */
export const callOf = (parameters: Parameters) =>
	createCallContext({ callUuid: parameters.uuid('callUuid') });

/** A stream as Plivo's API shows it (plivo.md §5.4), with the call it belongs to. */
export function streamItem(answer: IDataObject, parameters: Parameters): IDataObject {
	return { ...readObject(answer), call: callOf(parameters) };
}

/** Fields that stay when 'Simplify' is on. */
export const streamFields = [
	'stream_id',
	'call',
	'status',
	'service_url',
	'content_type',
	'audio_track',
	'bidirectional',
	'start_time',
	'end_time',
	'bill_duration',
];
