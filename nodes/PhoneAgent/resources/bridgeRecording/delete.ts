import type { StepsOperation } from '../../../shared/operations/operation';
import { bridgeRecordingLocator } from '../../descriptions/locators';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { aboutRecording } from './explained';
import { recordingId, recordingPath } from './recordingId';

/** `DELETE /control/recordings/<id>`. */
export const deleteRecording: StepsOperation<PhoneAgentApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete bridge recording',
	description: 'Delete a recording of your bridge and its file for good',
	properties: [bridgeRecordingLocator()],
	execute: async (api, parameters) => {
		const path = recordingPath(parameters);
		await aboutRecording(api, async () => await api.send({ method: 'DELETE', path }));
		return [{ json: { id: recordingId(parameters), deleted: true } }];
	},
};
