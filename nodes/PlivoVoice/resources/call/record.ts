import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import { refuseAlone, endpoint } from '../../endpoint';
import { fileFormatField, methodField, urlField } from '../../descriptions/callbackFields';
import { callAction } from './callAction';

/** `POST /Call/{call_uuid}/Record/` (plivo.md §5.3). */
export const record = callAction(
	{
		name: 'Record',
		value: 'record',
		action: 'Record call',
		description: 'Record both sides of a live call into one file',
		properties: [
			optionsCollection([
				methodField('Callback Method', 'callbackMethod', 'POST'),
				urlField('Callback URL', 'callbackUrl', 'Plivo tells it where the finished recording is'),
				{
					displayName: 'Channels',
					name: 'recordChannelType',
					type: 'options',
					options: [
						{ name: 'Mono', value: 'mono', description: 'Both sides mixed' },
						{ name: 'Stereo', value: 'stereo', description: 'Each side on a channel of its own' },
					],
					default: 'stereo',
				},
				fileFormatField,
				{
					displayName: 'Time Limit',
					name: 'timeLimit',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: 86400 },
					default: 3600,
					description: 'Seconds after which the recording ends; 60 when not given',
				},
				methodField('Transcription Method', 'transcriptionMethod', 'POST'),
				{
					displayName: 'Transcription Report Type',
					name: 'transcriptionReportType',
					type: 'string',
					default: '',
					description: "What the transcription holds, in Plivo's words",
				},
				{
					displayName: 'Transcription Type',
					name: 'transcriptionType',
					type: 'options',
					options: [
						{ name: 'Automatic', value: 'auto', description: 'By a machine' },
						{ name: 'Hybrid', value: 'hybrid', description: 'By a machine, corrected by people' },
					],
					default: 'auto',
					description: 'Spends money: the recording is written down as text',
				},
				urlField('Transcription URL', 'transcriptionUrl', 'Plivo sends the text there'),
			]),
			{
				displayName: "Plivo ends a recording after 60 seconds unless 'Time Limit' is set",
				name: 'timeLimitNotice',
				type: 'notice',
				default: '',
			},
		],
	},
	{
		method: 'POST',
		below: 'Record/',
		body: (parameters) => {
			const options = parameters.collection('options');
			const transcriptionType = options.optionalChoice('transcriptionType');
			refuseAlone(
				options,
				['transcriptionUrl', 'transcriptionMethod', 'transcriptionReportType'],
				'transcriptionType',
				transcriptionType !== undefined,
			);
			return given({
				time_limit: options.optionalInteger('timeLimit', { min: 1, max: 86_400 }),
				file_format: options.optionalChoice('fileFormat'),
				record_channel_type: options.optionalChoice('recordChannelType'),
				transcription_type: transcriptionType,
				...endpoint(options, 'transcription'),
				transcription_report_type: options.optionalText('transcriptionReportType'),
				...endpoint(options, 'callback'),
			});
		},
		done: 'started',
		facts: ({ url }) => ({ recordingUrl: typeof url === 'string' ? url : null }),
	},
);
