import { memberOperation } from './conferencePath';

/** `POST /Conference/{name}/Member/{ids}/Play/` (plivo-conferences.md §C1.1). */
export const playToMember = memberOperation(
	{
		name: 'Play to Member',
		value: 'playToMember',
		action: 'Play audio to member of conference',
		description: 'Play an audio file to one, several or all members of a conference',
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
		method: 'POST',
		below: 'Play/',
		body: (parameters) => ({ url: parameters.url('url') }),
		fact: {},
	},
);
