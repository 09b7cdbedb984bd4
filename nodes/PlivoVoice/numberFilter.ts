import type { INodeProperties } from 'n8n-workflow';
import type { Parameters } from '../shared/operations/parameters';
import { phoneNumberDigits } from '../shared/phoneNumber';

const EXAMPLE =
	'Start it with + and the country code, such as +14155550100, or set the default country';

/** A filter for one end of calls, for a collection that has `defaultCountry`, too. */
export const numberField = (
	displayName: string,
	name: string,
	description: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. +14155550100',
	description,
});

/**
 * What a list filters numbers by: digits with country code, which may be the beginning of a number. Without `+`: records hold
 * numbers in both forms (plivo.md §5.2), and a filter with `+` was seen to find nothing (plivo.md §2.5, §10).
 * @param fault what is said of a text that is none
 */
export function digitsFilter(
	filters: Parameters,
	name: string,
	fault = 'is no phone number, nor how one begins',
): string | undefined {
	const text = filters.optionalText(name);
	if (text === undefined) return undefined;
	const country = filters.optionalText('defaultCountry');
	if (country !== undefined) return phoneNumberDigits(filters.phoneNumber(name, country));
	const digits = /^[1-9]\d{0,14}$/.exec(text)?.[0] ?? international(text);
	if (digits !== undefined) return digits;
	throw filters.problem(name, `${fault}: '${text}'`, EXAMPLE);
}

/** The same of lists that hold SIP addresses, too. */
export function numberFilter(filters: Parameters, name: string): string | undefined {
	const text = filters.optionalText(name);
	return text !== undefined && /^sip:[^\s<>]+$/i.test(text)
		? text
		: digitsFilter(filters, name, 'is neither a phone number nor a SIP address');
}

function international(text: string): string | undefined {
	const compact = text.replace(/[\s\-./()]/g, '');
	return /^(?:\+|00)([1-9]\d{0,14})$/.exec(compact)?.[1];
}
