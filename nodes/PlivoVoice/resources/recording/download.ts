import type { IDataObject } from 'n8n-workflow';
import { keepFile } from '../../../shared/downloadFile';
import type { StepsOperation } from '../../../shared/operations/operation';
import { recordingLocator } from '../../descriptions/callLocators';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { downloadRecording } from './downloadRecording';
import { readRecording, recordingFields, recordingId } from './recordingItem';

const FORMATS = [
	{ extension: 'mp3', mimeType: 'audio/mpeg', said: /^audio\/(?:mpeg|mp3|x-mp3|mpeg3)\b/i },
	{ extension: 'wav', mimeType: 'audio/wav', said: /^audio\/(?:wav|x-wav|wave|vnd\.wave)\b/i },
];

/** `GET /Recording/{recording_id}/`, then its file (plivo-recordings.md §R3). */
export const download: StepsOperation<PlivoApi> = {
	name: 'Download',
	value: 'download',
	action: 'Download recording',
	description: 'Download the file of a recording, as binary data',
	simplified: recordingFields,
	properties: [
		recordingLocator(),
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
	],
	execute: async (api, parameters) => {
		const field = parameters.text('binaryPropertyName');
		const recording = await readRecording(api, parameters);
		const url = recording.recording_url;
		if (typeof url !== 'string' || !/^https?:\/\//i.test(url)) {
			throw refusal(
				api,
				'The recording has no file',
				'Its file is there some seconds after the recording has ended: try again later',
			);
		}
		const file = await downloadRecording(api, url);
		const { extension, mimeType } = formatOf(recording, url, file.contentType);
		const fileName = `${recordingId(parameters)}.${extension}`;
		const kept = await keepFile(api, file, { fileName, mimeType }, 'The file of the recording');
		return [{ json: recording, binary: { [field]: kept } }];
	},
};

/** What the file's own host says of it, then what Plivo's record says, then the address. */
function formatOf(recording: IDataObject, url: string, contentType: string) {
	const named = [recording.recording_format, /\.(mp3|wav)(?:[?#]|$)/i.exec(url)?.[1]];
	return (
		FORMATS.find(({ said }) => said.test(contentType)) ??
		named
			.map((name) => FORMATS.find(({ extension }) => extension === String(name).toLowerCase()))
			.find((format) => format !== undefined) ?? { extension: 'mp3', mimeType: 'audio/mpeg' }
	);
}
