import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../../shared/operations/given';
import type { Parameters } from '../../shared/operations/parameters';

/** What is said into a call. */
export const speechText: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 3 },
	required: true,
	default: '',
	placeholder: 'e.g. An agent will be with you in a moment.',
};

export const speechLanguage: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: 'en-US',
	placeholder: 'e.g. en-GB',
	description: 'Language and country of the voice',
};

/** How it is said, for a collection (plivo.md §5.3). */
export const speechFields: INodeProperties[] = [
	speechLanguage,
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
];

/** The text and these fields in the request. */
export function speech(parameters: Parameters, options: Parameters): IDataObject {
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
		type: options.flag('ssml') ? 'ssml' : undefined,
	});
}
