import { participantsOperation } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/Member/{ids}/Play/` (plivo-conferences.md §C3.2): one page of Plivo's has `urls` for `url`. */
export const playToParticipant = participantsOperation(
	{
		name: 'Play to Participant',
		value: 'playToParticipant',
		action: 'Play audio to participant of multi-party call',
		description: 'Play an audio file to one, several or all participants of a multi-party call',
		properties: [
			{
				displayName: 'Audio URL',
				name: 'url',
				type: 'string',
				required: true,
				default: '',
				placeholder: 'e.g. https://example.com/music.mp3',
				description: 'Address of one MP3 or WAV file that Plivo can reach',
			},
		],
	},
	{
		root: 'Member',
		method: 'POST',
		below: 'Play/',
		body: (parameters) => ({ url: parameters.url('url') }),
		fact: {},
	},
);
