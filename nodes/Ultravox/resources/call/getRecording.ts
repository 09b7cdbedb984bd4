import { keepFile } from '../../../shared/downloadFile';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callIdItem } from '../../callItem';
import { callLocator } from '../../descriptions/callLocators';
import { outputField } from '../../../shared/descriptions/outputField';
import { downloadSound, soundFormat } from '../../download';
import { callPath } from './callPath';

const NONE =
	"There is a recording only where the call or its agent was told to record ('recordingEnabled'), and only some seconds after the call is over";

/** `GET /api/calls/{call_id}/recording` (ultravox.md §2.3). */
export const getRecording: StepsOperation<UltravoxApi> = {
	name: 'Get Recording',
	value: 'getRecording',
	action: 'Get recording of call',
	description: 'Get the recording of a call that is over, as binary data',
	properties: [callLocator(), outputField],
	execute: async (api, parameters) => {
		const field = parameters.text('binaryPropertyName');
		const callId = parameters.uuid('callId');
		const path = callPath(parameters, '/recording');
		const file = await downloadSound(api, path, { '404': NONE, '425': NONE }, 'The recording');
		const { extension, mimeType } = soundFormat(file);
		const named = { fileName: `${callId}.${extension}`, mimeType };
		const kept = await keepFile(api, file, named, 'The recording');
		return [{ ...callIdItem(callId), binary: { [field]: kept } }];
	},
};
