import { keepFile } from '../../../shared/downloadFile';
import type { StepsOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callIdItem } from '../../callItem';
import { callLocator, callStageLocator } from '../../descriptions/callLocators';
import { outputField } from '../../../shared/descriptions/outputField';
import { downloadSound, soundFormat } from '../../download';
import { stagePath } from './callPath';

const NONE =
	'There is sound only of what was spoken, in a call that was recorded, and only some seconds after it is over. Get Messages shows the stage and the index of each message';

/** `GET /api/calls/{call_id}/stages/{call_stage_id}/messages/{index}/audio` (ultravox.md §2.3). Its format is UNCONFIRMED. */
export const getMessageAudio: StepsOperation<UltravoxApi> = {
	name: 'Get Audio of Message',
	value: 'getMessageAudio',
	action: 'Get audio of call message',
	description: 'Get the sound of one message of a call, as binary data',
	properties: [
		callLocator(),
		callStageLocator(),
		{
			displayName: 'Message Index',
			name: 'callStageMessageIndex',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 0 },
			required: true,
			default: 0,
			description: "The message's place in its stage, counted from 0, as Get Messages shows it",
		},
		outputField,
	],
	execute: async (api, parameters) => {
		const field = parameters.text('binaryPropertyName');
		const callId = parameters.uuid('callId');
		const callStageId = parameters.uuid('callStageId');
		const callStageMessageIndex = parameters.integer('callStageMessageIndex', { min: 0 });
		const path = stagePath(parameters, `/messages/${callStageMessageIndex}/audio`);
		const file = await downloadSound(api, path, { '404': NONE, '425': NONE }, 'The sound');
		const { extension, mimeType } = soundFormat(file);
		const named = { fileName: `${callStageId}-${callStageMessageIndex}.${extension}`, mimeType };
		const kept = await keepFile(api, file, named, 'The sound');
		const item = callIdItem(callId, { callStageId, callStageMessageIndex });
		return [{ ...item, binary: { [field]: kept } }];
	},
};
