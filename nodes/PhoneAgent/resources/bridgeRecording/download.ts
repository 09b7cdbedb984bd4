import { discard, downloadFile, isInWords, keepFile } from '../../../shared/downloadFile';
import { outputField } from '../../../shared/descriptions/outputField';
import type { StepsOperation } from '../../../shared/operations/operation';
import { refusal } from '../../../shared/refusal';
import { bridgeDoor, controlledBridge } from '../../bridgeControl';
import { bridgeRecordingLocator } from '../../descriptions/locators';
import type { PhoneAgentApi } from '../../phoneAgentApi';
import { aboutRecording } from './explained';
import { recordingId, recordingPath } from './recordingId';

const OPUS = { format: 'opus', mimeType: 'audio/ogg' };
const WAV = { format: 'wav', mimeType: 'audio/wav' };

/** `GET /control/recordings/<id>`, which is the file. */
export const download: StepsOperation<PhoneAgentApi> = {
	name: 'Download',
	value: 'download',
	action: 'Download bridge recording',
	description:
		'Download the file of a recording, as binary data: the caller is left, the agent is right',
	properties: [bridgeRecordingLocator(), outputField],
	execute: async (api, parameters) => {
		const { context, itemIndex } = api;
		const field = parameters.text('binaryPropertyName');
		const id = recordingId(parameters);
		const door = bridgeDoor(await controlledBridge(context, itemIndex));
		const url = `${door.root}${recordingPath(parameters)}`;
		const file = await aboutRecording(
			api,
			async () => await downloadFile({ context, itemIndex, door, isApi: true }, url),
		);
		if (isInWords(file)) {
			discard(file);
			throw refusal(
				api,
				`The recording did not come: the answer is ${file.contentType}`,
				"Check the 'Control URL' in the credential",
			);
		}
		const { format, mimeType } = /^audio\/ogg\b/i.test(file.contentType) ? OPUS : WAV;
		const named = { fileName: `${id}.${format}`, mimeType };
		const kept = await keepFile(api, file, named, 'The recording');
		return [{ json: { id, format }, binary: { [field]: kept } }];
	},
};
