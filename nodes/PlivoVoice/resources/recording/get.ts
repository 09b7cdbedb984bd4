import type { StepsOperation } from '../../../shared/operations/operation';
import { recordingLocator } from '../../descriptions/callLocators';
import type { PlivoApi } from '../../plivoApi';
import { readRecording, recordingFields } from './recordingItem';

/** `GET /Recording/{recording_id}/` (plivo-recordings.md §R1). */
export const get: StepsOperation<PlivoApi> = {
	name: 'Get',
	value: 'get',
	action: 'Get recording',
	description: 'Get a recording: of which call, how long, and where its file is',
	simplified: recordingFields,
	properties: [recordingLocator()],
	execute: async (api, parameters) => [{ json: await readRecording(api, parameters) }],
};
