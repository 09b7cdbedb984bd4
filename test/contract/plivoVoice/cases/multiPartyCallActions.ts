import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import type { Action } from '../support/multiPartyCallAction';
import { casesOf, notFound, one, several } from '../support/multiPartyCallAction';
import { BY_UUID, MPC_UUID, RECORDING_ID, chosenByUuid } from '../support/multiPartyCallFixtures';

const started = {
	message: 'MPC: Support 4711 record started',
	recording_id: RECORDING_ID,
	recording_url: `https://media.plivo.com/${RECORDING_ID}.mp3`,
};

const recording = {
	parameters: {
		options: {
			fileFormat: 'wav',
			recordingCallbackUrl: 'https://example.com/recorded',
			recordingCallbackMethod: 'GET',
			transcript: true,
			transcriptionUrl: 'https://example.com/transcript',
		},
	},
	body: {
		file_format: 'wav',
		recording_callback_url: 'https://example.com/recorded',
		recording_callback_method: 'GET',
		transcript: true,
		transcription_url: 'https://example.com/transcript',
	},
};

const tracks = {
	parameters: { options: { recordTrackType: 'both' } },
	body: { record_track_type: 'both' },
};

const ofCall: Action[] = [
	{
		operation: 'start',
		method: 'POST',
		below: '',
		answer: answer(204),
		item: { started: true },
		smallest: { parameters: {}, body: { status: 'active' } },
		full: { parameters: {}, body: { status: 'active' } },
		bad: {
			title: 'one that has started already',
			parameters: {},
			...notFound('POST', '', { status: 'active' }),
			hint: /whether it is active already\..*HTTP status 404.*f1c7/,
		},
	},
	{
		operation: 'stop',
		method: 'DELETE',
		below: '',
		answer: answer(204),
		item: { ended: true },
		bad: {
			title: 'no multi-party call',
			parameters: { multiPartyCall: byId('={{ $json.mpc_uuid }}') },
			refusal: /'Multi-Party Call' is empty/,
		},
	},
	{
		operation: 'startRecording',
		method: 'POST',
		below: 'Record/',
		answer: answer(202, { api_id: 'a1', ...started }),
		item: started,
		full: recording,
		bad: {
			title: 'a format that Plivo does not have',
			parameters: { options: { fileFormat: 'ogg' } },
			refusal: /'File Format' has no choice 'ogg'/,
		},
	},
	{
		operation: 'stopRecording',
		method: 'DELETE',
		below: 'Record/',
		answer: answer(204),
		item: { stopped: true },
		bad: { title: 'one that is over', parameters: {}, ...notFound('DELETE', 'Record/') },
	},
	{
		operation: 'pauseRecording',
		method: 'POST',
		below: 'Record/Pause/',
		answer: answer(204),
		item: { paused: true },
		bad: { title: 'one that is over', parameters: {}, ...notFound('POST', 'Record/Pause/') },
	},
	{
		operation: 'resumeRecording',
		method: 'POST',
		below: 'Record/Resume/',
		answer: answer(204),
		item: { resumed: true },
		bad: { title: 'one that is over', parameters: {}, ...notFound('POST', 'Record/Resume/') },
	},
];

const ofParticipant: Action[] = [
	{
		operation: 'startParticipantRecording',
		method: 'POST',
		below: 'Participant/209/Record/',
		who: one,
		answer: answer(200, { api_id: 'a1', ...started }),
		item: { ...started, member_id: '209' },
		full: {
			parameters: { options: { ...recording.parameters.options, recordTrackType: 'participant' } },
			body: { ...recording.body, record_track_type: 'participant' },
		},
		bad: {
			title: 'a callback that is no web address',
			parameters: { options: { recordingCallbackUrl: 'example.com' } },
			refusal: /'Recording Callback URL' is not a web address/,
		},
	},
	{
		operation: 'stopParticipantRecording',
		method: 'DELETE',
		below: 'Participant/209/Record/',
		who: one,
		answer: answer(204),
		item: { stopped: true, member_id: '209' },
		full: tracks,
		bad: {
			title: 'several at once',
			parameters: { participant: byId('209,210') },
			refusal: /'Participant' is not an ID: '209,210'/,
		},
	},
	{
		operation: 'pauseParticipantRecording',
		method: 'POST',
		below: 'Participant/209/Record/Pause/',
		who: one,
		answer: answer(204),
		item: { paused: true, member_id: '209' },
		full: tracks,
		bad: {
			title: 'tracks that Plivo does not have',
			parameters: { options: { recordTrackType: 'mine' } },
			refusal: /'Tracks' has no choice 'mine'/,
		},
	},
	{
		operation: 'resumeParticipantRecording',
		method: 'POST',
		below: 'Participant/209/Record/Resume/',
		who: one,
		answer: answer(204),
		item: { resumed: true, member_id: '209' },
		full: tracks,
		bad: {
			title: 'one who has left',
			parameters: {},
			...notFound('POST', 'Participant/209/Record/Resume/'),
		},
	},
	{
		operation: 'removeParticipant',
		method: 'DELETE',
		below: 'Participant/209/',
		who: one,
		answer: answer(204),
		item: { participantIds: ['209'], removed: true },
		full: {
			parameters: several,
			below: 'Participant/209,210/',
			item: { participantIds: ['209', '210'] },
		},
		bad: {
			title: 'everybody in the place of one',
			parameters: { participant: byId('all') },
			refusal: /'Participant' is not an ID: 'all'/,
		},
	},
];

export const multiPartyCallActionCases: ContractCase[] = [
	...[...ofCall, ...ofParticipant].flatMap(casesOf),
	{
		resource: 'multiPartyCall',
		operation: 'startRecording',
		size: 'more',
		title: 'the method of a callback is always said: the defaults contradict each other',
		source: 'plivo-conferences.md §C5 (recordingCallbackMethod default)',
		parameters: {
			...chosenByUuid,
			options: { recordingCallbackUrl: 'https://example.com/recorded' },
		},
		answers: [answer(202, { api_id: 'a1', ...started })],
		requests: [
			{
				method: 'POST',
				path: `${BY_UUID}Record/`,
				body: {
					recording_callback_url: 'https://example.com/recorded',
					recording_callback_method: 'POST',
				},
			},
		],
		items: [{ ...started, mpc_uuid: MPC_UUID }],
	},
	{
		resource: 'multiPartyCall',
		operation: 'startRecording',
		size: 'more',
		title: 'an address for a text that nobody writes down',
		source: 'plivo-conferences.md §C3.2',
		parameters: {
			...chosenByUuid,
			options: { transcript: false, transcriptionUrl: 'https://example.com/transcript' },
		},
		requests: [],
		refusal: /'Transcription URL' needs 'Transcript'/,
	},
];
