import { InputProblem } from '../shared/operations/inputProblem';
import type { Parameters } from '../shared/operations/parameters';
import { PhoneNumberError, normalizePhoneNumber } from '../shared/phoneNumber';
import type { PlivoApi } from './plivoApi';

const SIP = /^sips?:/i;
const SIP_ADDRESS = /^sips?:[^\s@<>]+@[^\s@<>]+$/i;

/**
 * Who is called: a phone number in E.164 form, or a SIP address as it was written. One only: Plivo takes `<` as several, and rings
 * them all (plivo.md §5.1).
 * @param defaultCountry of numbers that do not say theirs
 */
export function callAddress(parameters: Parameters, name: string, defaultCountry?: string): string {
	const text = parameters.text(name);
	if (SIP.test(text)) return sipAddress(parameters, name, text);
	return parameters.phoneNumber(name, defaultCountry);
}

function sipAddress(parameters: Parameters, name: string, text: string): string {
	if (SIP_ADDRESS.test(text)) return text;
	throw parameters.problem(
		name,
		'is not one SIP address',
		'Write it as sip:user@host; several are several items',
	);
}

/**
 * Who calls whom, of the parameters `from` and `to`.
 * @throws InputProblem also when a number would call itself, which Plivo's own SDK refuses (plivo.md §5.1)
 */
export function callParties(
	parameters: Parameters,
	api: Pick<PlivoApi, 'account'>,
	defaultCountry?: string,
): { from: string; to: string } {
	const to = callAddress(parameters, 'to', defaultCountry);
	const from = callerId(parameters, 'from', api, defaultCountry);
	if (from !== to) return { from, to };
	throw parameters.problem('to', `is the number that calls, too: ${to}`, 'Call another number');
}

/** A number of a locator. From its list it is whole; a typed one that does not name its country may be of any. */
function chosenNumber(parameters: Parameters, name: string, defaultCountry?: string): string {
	const { mode } = (parameters.raw(name) ?? {}) as { mode?: unknown };
	return mode === 'list'
		? parameters.phoneNumberId(name)
		: parameters.phoneNumberId(name, defaultCountry ?? '');
}

/**
 * The number shown to whom is called: the one given, as text or in a locator, else the credential's.
 * @throws InputProblem when neither is there, or is no number
 */
export function callerId(
	parameters: Parameters,
	name: string,
	{ account }: Pick<PlivoApi, 'account'>,
	defaultCountry?: string,
): string {
	const given = parameters.optionalId(name);
	if (given !== undefined) {
		if (SIP.test(given)) return sipAddress(parameters, name, given);
		return chosenNumber(parameters, name, defaultCountry);
	}
	if (account.defaultCallerId === '') {
		throw parameters.problem(
			name,
			'is empty',
			"Give a number of your account, or set 'Default Caller ID' in the credential",
		);
	}
	return credentialCallerId(account.defaultCallerId);
}

function credentialCallerId(text: string): string {
	if (SIP_ADDRESS.test(text)) return text;
	let problem: unknown;
	try {
		return normalizePhoneNumber(text);
	} catch (error) {
		problem = error;
	}
	if (!(problem instanceof PhoneNumberError)) throw problem;
	throw new InputProblem(`'Default Caller ID' of the credential: ${problem.message}`);
}
