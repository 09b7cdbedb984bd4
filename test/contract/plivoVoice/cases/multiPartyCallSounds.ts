import type { ContractCase } from '../../operations/contractCase';
import { answer } from '../../operations/contractCase';
import type { Action } from '../support/multiPartyCallAction';
import { casesOf, notFound, one, several } from '../support/multiPartyCallAction';
import { chosenByUuid } from '../support/multiPartyCallFixtures';

const ofSound: Action[] = [
	{
		operation: 'playToParticipant',
		method: 'POST',
		below: 'Member/209/Play/',
		who: one,
		answer: answer(202, {
			api_id: 'a1',
			message: 'play queued into MPC',
			mpcMemberId: ['209'],
			mpcName: 'Support 4711',
		}),
		item: {
			message: 'play queued into MPC',
			mpcMemberId: ['209'],
			mpcName: 'Support 4711',
			participantIds: ['209'],
		},
		smallest: {
			parameters: { url: 'https://example.com/music.mp3' },
			body: { url: 'https://example.com/music.mp3' },
		},
		full: {
			parameters: { participants: 'all', url: 'https://example.com/music.wav' },
			below: 'Member/all/Play/',
			body: { url: 'https://example.com/music.wav' },
			item: { participantIds: ['all'] },
		},
		bad: {
			title: 'no file',
			parameters: { url: '={{ $json.url }}' },
			refusal: /'Audio URL' is empty/,
		},
	},
	{
		operation: 'stopPlayingToParticipant',
		method: 'DELETE',
		below: 'Member/209/Play/',
		who: one,
		answer: answer(204),
		item: { participantIds: ['209'], stopped: true },
		full: {
			parameters: several,
			below: 'Member/209,210/Play/',
			item: { participantIds: ['209', '210'] },
		},
		bad: {
			title: 'several, with a name among them',
			parameters: { participants: 'several', participantIds: '209, Anna' },
			refusal: /'Participant IDs' has 'Anna', which is not an ID/,
			hint: /choose 'All Participants'/,
		},
	},
	{
		operation: 'speakToParticipant',
		method: 'POST',
		below: 'Member/209/Speak/',
		who: one,
		answer: answer(202, { api_id: 'a1', message: 'speak queued into MPC' }),
		item: { message: 'speak queued into MPC', participantIds: ['209'] },
		smallest: { parameters: { text: 'One moment.' }, body: { text: 'One moment.' } },
		full: {
			parameters: {
				text: '<speak>One moment.</speak>',
				options: {
					voice: 'Polly.Amy',
					language: 'en-GB',
					mix: false,
					ssml: true,
					callbackUrl: 'https://example.com/spoken',
					callbackMethod: 'GET',
				},
			},
			body: {
				text: '<speak>One moment.</speak>',
				voice: 'Polly.Amy',
				language: 'en-GB',
				mix: false,
				type: 'ssml',
				callback_url: 'https://example.com/spoken',
				callback_method: 'GET',
			},
		},
		bad: {
			title: 'nothing to say',
			parameters: { text: '={{ $json.text }}' },
			refusal: /'Text' is empty/,
		},
	},
	{
		operation: 'stopSpeakingToParticipant',
		method: 'DELETE',
		below: 'Member/209/Speak/',
		who: one,
		answer: answer(204),
		item: { participantIds: ['209'], stopped: true },
		full: {
			parameters: { participants: 'all' },
			below: 'Member/all/Speak/',
			item: { participantIds: ['all'] },
		},
		bad: { title: 'one who has left', parameters: {}, ...notFound('DELETE', 'Member/209/Speak/') },
	},
];

/** What participants hear: play and speak, and their ends. */
export const multiPartyCallSoundCases: ContractCase[] = [
	...ofSound.flatMap(casesOf),
	{
		resource: 'multiPartyCall',
		operation: 'speakToParticipant',
		size: 'more',
		title: 'a voice that Plivo does not have',
		source: 'plivo-conferences.md §C3.2',
		parameters: { ...chosenByUuid, ...one, text: 'One moment.', options: { voice: 'Joanna' } },
		requests: [],
		refusal: /'Voice' is not a voice of Plivo's: 'Joanna'/,
		hint: /Polly\.Joanna/,
	},
];
