import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { Parameters } from '../../../shared/operations/parameters';
import { fileFormatField, methodField, urlField } from '../../descriptions/callbackFields';
import { endpoint, refuseAlone } from '../../endpoint';
import { statedCallback } from './statedCallback';
import { transcription, transcriptionFields } from './transcription';

/** Said where a field counts only when this participant makes the multi-party call. */
const FIRST = 'counts when this participant is the first';

/** Fields that say nothing without another one. */
const PAIRS = [
	['startRecordingAudioMethod', 'startRecordingAudio'],
	['statusCallbackEvents', 'statusCallbackUrl'],
	['stopRecordingAudioMethod', 'stopRecordingAudio'],
] as const;

const sound = (displayName: string, name: string, description: string): INodeProperties[] => [
	urlField(`${displayName} URL`, `${name}Url`, `${description}; XML with Play, Speak or Wait`),
	methodField(`${displayName} Method`, `${name}Method`, 'GET'),
];

/** What holds of the multi-party call as a whole: it takes effect where the participant makes it (plivo-conferences.md §C3.6). */
export const multiPartyCallSettings: INodeProperties[] = [
	...sound('Agent Hold Music', 'agentHoldMusic', 'What agents on hold hear'),
	{
		displayName: 'Create MPC with Single Participant',
		name: 'createMpcWithSingleParticipant',
		type: 'boolean',
		default: false,
		description:
			'Whether the multi-party call is made for one participant alone, rather than with the second one',
	},
	...sound('Customer Hold Music', 'customerHoldMusic', 'What customers on hold hear'),
	{
		displayName: 'Max Duration',
		name: 'maxDuration',
		type: 'number',
		typeOptions: { minValue: 300, maxValue: 28800 },
		default: 14400,
		description: `Seconds after which the multi-party call ends, 300 to 28800; ${FIRST}`,
	},
	{
		displayName: 'Max Participants',
		name: 'maxParticipants',
		type: 'number',
		typeOptions: { minValue: 2, maxValue: 10 },
		default: 10,
		description: `How many can be in it at a time, 2 to 10; ${FIRST}`,
	},
	{
		displayName: 'Record',
		name: 'record',
		type: 'boolean',
		default: true,
		description: `Whether the multi-party call is recorded; ${FIRST}`,
	},
	{ ...fileFormatField, displayName: 'Record File Format', name: 'recordFileFormat' },
	{
		displayName: 'Record Min Member Count',
		name: 'recordMinMemberCount',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 2 },
		default: 1,
		description: 'How many have to be there for the recording to begin, 1 or 2',
	},
	{
		displayName: 'Record Participant Track',
		name: 'recordParticipantTrack',
		type: 'boolean',
		default: true,
		description: 'Whether the participant is recorded in a track of their own',
	},
	methodField('Recording Callback Method', 'recordingCallbackMethod', 'POST'),
	urlField(
		'Recording Callback URL',
		'recordingCallbackUrl',
		'Plivo tells it when the recording starts, pauses, goes on and ends',
	),
	urlField(
		'Start Recording Audio URL',
		'startRecordingAudio',
		'XML with Play, Speak or Wait that is heard when the recording starts',
	),
	methodField('Start Recording Audio Method', 'startRecordingAudioMethod', 'GET'),
	{
		displayName: 'Status Callback Events',
		name: 'statusCallbackEvents',
		type: 'multiOptions',
		options: [
			{ name: 'Add Participant', value: 'add-participant-api-events' },
			{ name: 'Digit Input', value: 'participant-digit-input-events' },
			{ name: 'Multi-Party Call State', value: 'mpc-state-changes' },
			{ name: 'Participant State', value: 'participant-state-changes' },
			{ name: 'Speaking', value: 'participant-speak-events' },
		],
		default: ['mpc-state-changes', 'participant-state-changes'],
		description: 'What the status callback is told',
	},
	methodField('Status Callback Method', 'statusCallbackMethod', 'POST'),
	urlField(
		'Status Callback URL',
		'statusCallbackUrl',
		`Plivo tells it what happens in the multi-party call; ${FIRST}`,
	),
	{
		displayName: 'Stay Alone',
		name: 'stayAlone',
		type: 'boolean',
		default: true,
		description: 'Whether the multi-party call goes on when only one participant is left',
	},
	urlField(
		'Stop Recording Audio URL',
		'stopRecordingAudio',
		'XML with Play, Speak or Wait that is heard when the recording stops',
	),
	methodField('Stop Recording Audio Method', 'stopRecordingAudioMethod', 'GET'),
	...transcriptionFields,
	...sound('Wait Music', 'waitMusic', 'What is heard until the multi-party call starts'),
];

/** The part of the body that is about the whole multi-party call. */
export function multiPartyCallBody(settings: Parameters): IDataObject {
	const events = settings.choices('statusCallbackEvents');
	for (const [name, needed] of PAIRS) {
		refuseAlone(settings, [name], needed, settings.optionalText(needed) !== undefined);
	}
	return {
		...given({
			create_mpc_with_single_participant: settings.optionalFlag('createMpcWithSingleParticipant'),
			max_duration: settings.optionalInteger('maxDuration', { min: 300, max: 28800 }),
			max_participants: settings.optionalInteger('maxParticipants', { min: 2, max: 10 }),
			record: settings.optionalFlag('record'),
			record_file_format: settings.optionalChoice('recordFileFormat'),
			record_min_member_count: settings.optionalInteger('recordMinMemberCount', { min: 1, max: 2 }),
			record_participant_track: settings.optionalFlag('recordParticipantTrack'),
			start_recording_audio: settings.optionalUrl('startRecordingAudio'),
			start_recording_audio_method: settings.optionalChoice('startRecordingAudioMethod'),
			status_callback_events: events.length === 0 ? undefined : events.join(','),
			stay_alone: settings.optionalFlag('stayAlone'),
			stop_recording_audio: settings.optionalUrl('stopRecordingAudio'),
			stop_recording_audio_method: settings.optionalChoice('stopRecordingAudioMethod'),
			...transcription(settings),
		}),
		...endpoint(settings, 'agentHoldMusic'),
		...endpoint(settings, 'customerHoldMusic'),
		...endpoint(settings, 'waitMusic'),
		...statedCallback(settings, 'recordingCallback'),
		...statedCallback(settings, 'statusCallback'),
	};
}
