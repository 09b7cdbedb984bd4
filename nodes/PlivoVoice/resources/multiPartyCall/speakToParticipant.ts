import { given } from '../../../shared/operations/given';
import { resultCallback } from '../../descriptions/callActionFields';
import { endpoint } from '../../endpoint';
import { participantsOperation } from './chosenMultiPartyCall';

/** `POST /MultiPartyCall/{mpc}/Member/{ids}/Speak/` (plivo-conferences.md §C3.2: known from plivo-go alone). */
export const speakToParticipant = participantsOperation(
	{
		name: 'Speak to Participant',
		value: 'speakToParticipant',
		action: 'Speak text to participant of multi-party call',
		description: 'Speak a text to one, several or all participants of a multi-party call',
		properties: [
			{
				displayName: 'Text',
				name: 'text',
				type: 'string',
				typeOptions: { rows: 3 },
				required: true,
				default: '',
				placeholder: 'e.g. An agent will be with you in a moment.',
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				options: [
					...resultCallback,
					{
						displayName: 'Language',
						name: 'language',
						type: 'string',
						default: 'en-US',
						placeholder: 'e.g. en-GB',
						description: 'Language and country of the voice',
					},
					{
						displayName: 'Mix',
						name: 'mix',
						type: 'boolean',
						default: true,
						description: 'Whether the text is mixed with what the others say',
					},
					{
						displayName: 'SSML',
						name: 'ssml',
						type: 'boolean',
						default: true,
						description: 'Whether the text is SSML, with marks for pauses and emphasis',
					},
					{
						displayName: 'Voice',
						name: 'voice',
						type: 'string',
						default: 'WOMAN',
						placeholder: 'e.g. Polly.Joanna',
						description: 'WOMAN, MAN, or the name of an Amazon Polly voice such as Polly.Joanna',
					},
				],
			},
		],
	},
	{
		root: 'Member',
		method: 'POST',
		below: 'Speak/',
		body: (parameters) => {
			const options = parameters.collection('options');
			return given({
				text: parameters.text('text'),
				voice: options.optionalText('voice'),
				language: options.optionalText('language'),
				mix: options.optionalFlag('mix'),
				type: options.flag('ssml') ? 'ssml' : undefined,
				...endpoint(options, 'callback'),
			});
		},
		fact: {},
	},
);
