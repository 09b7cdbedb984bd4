import type { IDataObject } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';

/** The id of the chosen recording: a UUID everywhere, in other letters in the vendor's examples. */
export function recordingId(parameters: Parameters): string {
	const id = parameters.id('recordingId');
	if (/^[\w-]+$/.test(id)) return id;
	throw parameters.problem(
		'recordingId',
		`is not an ID: '${id}'`,
		"It is the 'recording_id', or the name of the recording's file without .mp3 or .wav",
	);
}

/** `/Recording/{recording_id}/` (plivo-recordings.md §R1). */
export const recordingPath = (parameters: Parameters) => `/Recording/${recordingId(parameters)}/`;

export const NO_RECORDING =
	'Plivo removes recordings after 30 days unless they are retained, and a recording is here only once it has ended';

/** Reads the chosen recording. */
export async function readRecording(api: PlivoApi, parameters: Parameters): Promise<IDataObject> {
	const request = { method: 'GET' as const, path: recordingPath(parameters) };
	return readObject(await sendExplained(api, request, NO_RECORDING));
}

/** Fields that stay when 'Simplify' is on. */
export const recordingFields = [
	'recording_id',
	'recording_url',
	'recording_format',
	'recording_duration_ms',
	'add_time',
	'call_uuid',
	'from_number',
	'to_number',
	'conference_name',
	'recording_type',
];
