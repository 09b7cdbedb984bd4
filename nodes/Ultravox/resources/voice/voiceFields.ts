import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../../../shared/operations/parameters';
import { externalVoices } from '../../settings/externalVoices';
import { oneOf } from '../../settings/oneOf';

const LONGEST_NAME = 40;
const LONGEST_DESCRIPTION = 240;
const LONGEST_LANGUAGE = 10;

/** Fields of a voice that stay when 'Simplify' is on. */
export const voiceFields = [
	'voiceId',
	'name',
	'description',
	'provider',
	'primaryLanguage',
	'languageLabel',
	'ownership',
	'billingStyle',
	'previewUrl',
];

/** A voice as its provider makes it (ultravox.md §7.2). */
export const definition = oneOf(
	{
		displayName: 'Definition',
		name: 'definition',
		placeholder: 'Choose Provider',
		description:
			'The provider that the voice comes from, and how it speaks. Your Ultravox account needs a key of that provider.',
	},
	externalVoices,
);

export const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'At most 240 characters',
};

export const language = (name: string, words: string): INodeProperties => ({
	displayName: 'Language',
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. en-US',
	description: words,
});

/** Refuses a text that is longer than Ultravox takes; gives it back otherwise. */
function checked<T extends string | undefined>(
	parameters: Parameters,
	name: string,
	text: T,
	most: number,
): T {
	if (text === undefined || text.length <= most) return text;
	throw parameters.problem(name, `has ${text.length} characters, and may have ${most}`);
}

export const checkedName = (parameters: Parameters): string =>
	checked(parameters, 'name', parameters.text('name'), LONGEST_NAME);

/** Blank to empty it. */
export const checkedDescription = (parameters: Parameters): string | undefined =>
	checked(parameters, 'description', parameters.givenText('description'), LONGEST_DESCRIPTION);

/** A BCP 47 code. */
export function checkedLanguage(parameters: Parameters, name: string): string | undefined {
	const code = checked(parameters, name, parameters.optionalText(name), LONGEST_LANGUAGE);
	if (code === undefined || /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(code)) return code;
	throw parameters.problem(name, `is no language code: '${code}'`, 'Write it as en or en-US');
}
