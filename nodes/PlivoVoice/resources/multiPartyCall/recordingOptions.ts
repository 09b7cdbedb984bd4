import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { fileFormatField, methodField, urlField } from '../../descriptions/callbackFields';
import { statedCallback } from './statedCallback';
import { transcription, transcriptionFields } from './transcription';

/** What can be said when a recording starts, of all or of one participant (plivo-conferences.md §C3.2). */
export const recordingOptions: INodeProperties[] = [
	fileFormatField,
	methodField('Recording Callback Method', 'recordingCallbackMethod', 'POST'),
	urlField(
		'Recording Callback URL',
		'recordingCallbackUrl',
		'Plivo tells it when the recording starts, pauses, goes on and ends',
	),
	...transcriptionFields,
];

/** The body of these options. */
export const recordingBody = (options: Parameters): IDataObject => ({
	...given({ file_format: options.optionalChoice('fileFormat'), ...transcription(options) }),
	...statedCallback(options, 'recordingCallback'),
});
