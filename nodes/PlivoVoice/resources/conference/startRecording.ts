import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { conferenceLocator } from '../../descriptions/conferenceLocator';
import { fileFormatField, methodField, urlField } from '../../descriptions/callbackFields';
import { endpoint, refuseAlone } from '../../endpoint';
import type { PlivoApi } from '../../plivoApi';
import { conferenceName, conferencePath } from './conferencePath';

/**
 * `POST /Conference/{name}/Record/` (plivo-conferences.md §C1.4). Its `callback_url` is asked when the recording is done; it
 * does not make the request asynchronous.
 */
export const startRecording: RequestOperation<PlivoApi> = {
	name: 'Start Recording',
	value: 'startRecording',
	action: 'Start recording of conference',
	description: 'Record everybody in a conference into one file',
	properties: [
		conferenceLocator,
		optionsCollection([
			methodField('Callback Method', 'callbackMethod', 'POST'),
			urlField('Callback URL', 'callbackUrl', 'Plivo tells it where the finished recording is'),
			fileFormatField,
			{
				displayName: 'Time Limit',
				name: 'timeLimit',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 3600,
				description: 'Seconds after which the recording ends',
			},
			methodField('Transcription Method', 'transcriptionMethod', 'POST'),
			{
				displayName: 'Transcription Type',
				name: 'transcriptionType',
				type: 'options',
				options: [
					{ name: 'Auto', value: 'auto' },
					{ name: 'Hybrid', value: 'hybrid' },
				],
				default: 'auto',
				description: 'How the recording is written down as text; without it, it is not',
			},
			urlField('Transcription URL', 'transcriptionUrl', 'Plivo sends the text there'),
		]),
	],
	request: (parameters) => {
		const options = parameters.collection('options');
		const transcriptionType = options.optionalChoice('transcriptionType');
		const onlyWithType = ['transcriptionUrl', 'transcriptionMethod'];
		refuseAlone(options, onlyWithType, 'transcriptionType', transcriptionType !== undefined);
		return {
			method: 'POST',
			path: conferencePath(parameters, 'Record/'),
			body: {
				...given({
					file_format: options.optionalChoice('fileFormat'),
					time_limit: options.optionalInteger('timeLimit', { min: 1 }),
					transcription_type: transcriptionType,
				}),
				...endpoint(options, 'transcription'),
				...endpoint(options, 'callback'),
			},
		};
	},
	result: (answer, parameters) => ({
		...readObject(answer),
		conference_name: conferenceName(parameters),
	}),
};
