import { given } from '../../../shared/operations/given';
import {
	byLabel,
	legsField,
	resultCallback,
	soundFields,
} from '../../descriptions/callActionFields';
import { endpoint } from '../../endpoint';
import { callAction } from './callAction';

/** `POST /Call/{call_uuid}/Speak/` (plivo.md §5.3). */
export const speak = callAction(
	{
		name: 'Speak',
		value: 'speak',
		action: 'Speak text to call',
		description: 'Speak a text into a live call',
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
				options: byLabel([
					{
						displayName: 'Language',
						name: 'language',
						type: 'string',
						default: 'en-US',
						placeholder: 'e.g. en-GB',
						description: 'Language and country of the voice',
					},
					legsField('Legs', 'legs'),
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
						description: 'WOMAN, MAN, or an Amazon Polly voice such as Polly.Joanna',
					},
					...soundFields,
					...resultCallback,
				]),
			},
		],
	},
	{
		method: 'POST',
		below: 'Speak/',
		body: (parameters) => {
			const options = parameters.collection('options');
			const voice = options.optionalText('voice');
			if (voice !== undefined && !/^(?:WOMAN|MAN|Polly\.[\w-]+)$/.test(voice)) {
				throw options.problem(
					'voice',
					`is not a voice of Plivo's: '${voice}'`,
					'Use WOMAN, MAN, or an Amazon Polly voice such as Polly.Joanna',
				);
			}
			return given({
				text: parameters.text('text'),
				voice,
				language: options.optionalText('language'),
				legs: options.optionalChoice('legs'),
				loop: options.optionalFlag('loop'),
				mix: options.optionalFlag('mix'),
				type: options.flag('ssml') ? 'ssml' : undefined,
				...endpoint(options, 'callback'),
			});
		},
		done: 'started',
	},
);
