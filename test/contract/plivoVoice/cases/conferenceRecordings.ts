import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';

const ROOM = 'My Room';
const PATH = '/Conference/My%20Room/';
const RECORDING = 'e06ac332-45dc-11eb-94fe-06dd7f581a50';

const notFound = answer(404, { api_id: 'f1c7', error: 'conference not found' });

/** Start and Stop Recording of a conference (plivo-conferences.md §C1.4). */
export const conferenceRecordingCases: ContractCase[] = [
	{
		resource: 'conference',
		operation: 'startRecording',
		size: 'smallest',
		title: 'what is not chosen is left to Plivo',
		source: 'plivo-conferences.md §C1.1, §C1.4',
		parameters: { conference: byId(ROOM) },
		answers: [
			answer(202, {
				api_id: 'a1',
				message: 'conference recording started',
				recording_id: RECORDING,
				url: 'https://media.plivo.com/recording.mp3',
			}),
		],
		requests: [{ method: 'POST', path: `${PATH}Record/` }],
		items: [
			{
				message: 'conference recording started',
				recording_id: RECORDING,
				url: 'https://media.plivo.com/recording.mp3',
				conference_name: ROOM,
			},
		],
	},
	...[
		[{ transcriptionUrl: 'https://example.com/transcript' }, 'URL'],
		[{ transcriptionMethod: 'GET' }, 'Method'],
	].map(([options, label]): ContractCase => ({
		resource: 'conference',
		operation: 'startRecording',
		size: 'more',
		title: `a transcription ${String(label)} without a transcription`,
		source: 'plivo-conferences.md §C1.4',
		parameters: { conference: byId(ROOM), options: options as object },
		requests: [],
		refusal: new RegExp(`'Transcription ${String(label)}' needs 'Transcription Type'`),
	})),
	{
		resource: 'conference',
		operation: 'startRecording',
		size: 'full',
		title: 'every field',
		source: 'plivo-conferences.md §C1.4',
		parameters: {
			conference: byId(ROOM),
			options: {
				fileFormat: 'wav',
				timeLimit: 600,
				transcriptionType: 'auto',
				transcriptionUrl: 'https://example.com/transcript',
				transcriptionMethod: 'GET',
				callbackUrl: 'https://example.com/recorded',
				callbackMethod: 'POST',
			},
		},
		answers: [answer(202, { api_id: 'a1', message: 'conference recording started' })],
		requests: [
			{
				method: 'POST',
				path: `${PATH}Record/`,
				body: {
					file_format: 'wav',
					time_limit: 600,
					transcription_type: 'auto',
					transcription_url: 'https://example.com/transcript',
					transcription_method: 'GET',
					callback_url: 'https://example.com/recorded',
					callback_method: 'POST',
				},
			},
		],
		items: [{ message: 'conference recording started', conference_name: ROOM }],
	},
	{
		resource: 'conference',
		operation: 'startRecording',
		size: 'bad',
		title: 'a callback that is no web address',
		source: 'plivo-conferences.md §C1.4',
		parameters: { conference: byId(ROOM), options: { callbackUrl: 'example.com/recorded' } },
		requests: [],
		refusal: /'Callback URL' is not a web address/,
	},
	{
		resource: 'conference',
		operation: 'startRecording',
		size: 'more',
		title: 'a method without the address it is for would do nothing',
		source: 'plivo-conferences.md §C1.4',
		parameters: { conference: byId(ROOM), options: { callbackMethod: 'GET' } },
		requests: [],
		refusal: /'Callback Method' needs 'Callback URL'/,
	},
	{
		resource: 'conference',
		operation: 'stopRecording',
		size: 'smallest',
		title: 'the recording of the room',
		source: 'plivo-conferences.md §C1.1',
		parameters: { conference: byId(ROOM) },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: `${PATH}Record/` }],
		items: [{ conference_name: ROOM, stopped: true }],
	},
	{
		resource: 'conference',
		operation: 'stopRecording',
		size: 'full',
		title: 'the answer with the body that an old page prints',
		source: 'plivo-conferences.md §C1.1, §C5 (body with DELETE)',
		parameters: { conference: byId('Support') },
		answers: [answer(200, { api_id: 'a1', message: 'conference recording stopped' })],
		requests: [{ method: 'DELETE', path: '/Conference/Support/Record/' }],
		items: [{ conference_name: 'Support', stopped: true }],
	},
	{
		resource: 'conference',
		operation: 'stopRecording',
		size: 'bad',
		title: 'a conference that is over',
		source: 'plivo-conferences.md §C1.5',
		parameters: { conference: byId(ROOM) },
		answers: [notFound],
		requests: [{ method: 'DELETE', path: `${PATH}Record/` }],
		refusal: /Plivo did not find it: conference not found/,
		hint: /HTTP status 404.*f1c7/,
	},
];
