import type { StepsOperation } from '../../../shared/operations/operation';
import { recordingLocator } from '../../descriptions/callLocators';
import { sendExplained } from '../../explained';
import type { PlivoApi } from '../../plivoApi';
import { NO_RECORDING, recordingId, recordingPath } from './recordingItem';

/** `DELETE /Recording/{recording_id}/` (plivo-recordings.md §R1). */
export const deleteRecording: StepsOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete recording',
	description: 'Delete a recording and its file for good',
	properties: [recordingLocator()],
	execute: async (api, parameters) => {
		const request = { method: 'DELETE' as const, path: recordingPath(parameters) };
		await sendExplained(api, request, NO_RECORDING);
		return [{ json: { recording_id: recordingId(parameters), deleted: true } }];
	},
};
