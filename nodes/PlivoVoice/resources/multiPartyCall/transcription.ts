import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { urlField } from '../../descriptions/callbackFields';
import { refuseAlone } from '../../endpoint';

/** Whether a recording is written down, and where the text goes (plivo-conferences.md §C3.2). */
export const transcriptionFields: INodeProperties[] = [
	{
		displayName: 'Transcript',
		name: 'transcript',
		type: 'boolean',
		default: true,
		description: 'Whether the recording is written down as text',
	},
	urlField('Transcription URL', 'transcriptionUrl', 'Plivo sends the text there'),
];

/** @throws InputProblem for an address without a text to send there */
export function transcription(fields: Parameters): IDataObject {
	const transcript = fields.optionalFlag('transcript');
	refuseAlone(fields, ['transcriptionUrl'], 'transcript', transcript === true);
	return { transcript, transcription_url: fields.optionalUrl('transcriptionUrl') };
}
