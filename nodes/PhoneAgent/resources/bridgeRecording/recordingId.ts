import type { Parameters } from '../../../shared/operations/parameters';

/** `20261120T140500000-<id of the call>`: when the call began, in UTC, and which call it was. */
const RECORDING_ID = /^\d{8}T\d{9}-[A-Za-z0-9_-]{1,100}$/;

/** The id of the chosen recording. */
export function recordingId(parameters: Parameters): string {
	const id = parameters.id('recordingId');
	if (RECORDING_ID.test(id)) return id;
	throw parameters.problem(
		'recordingId',
		`is not an ID: '${id}'`,
		"It is the 'id' of Get Many, or the name of the recording's file without its ending",
	);
}

/** The address of the chosen recording. */
export const recordingPath = (parameters: Parameters) =>
	`/control/recordings/${recordingId(parameters)}`;

/** What to look at when a recording is not there. */
export const NO_RECORDING =
	'A recording is here only some seconds after its call is over, and only where the bridge was told to record it';
