import type { IExecuteFunctions } from 'n8n-workflow';
import { InputProblem } from '../shared/operations/inputProblem';
import type { Parameters } from '../shared/operations/parameters';
import { asPhoneNumber } from '../shared/operations/values';
import { getPlivoAccount } from '../shared/plivoRequest';

/** @throws InputProblem for what is no phone number */
function credentialCallerId(written: string): string {
	const number = asPhoneNumber(written, undefined);
	if (typeof number === 'string') return number;
	throw new InputProblem(`'Default Caller ID' of the Plivo credential: ${number.fault}`);
}

/**
 * The caller ID of the node's Plivo credential in E.164 form (D4.9); '' when the node has no credential, or that no caller ID.
 * @throws InputProblem when it is no phone number
 */
export async function defaultCallerId(context: IExecuteFunctions): Promise<string> {
	if (context.getNode().credentials?.plivoVoiceApi === undefined) return '';
	const { defaultCallerId: written } = await getPlivoAccount(context);
	return written === '' ? '' : credentialCallerId(written);
}

/**
 * The number shown to who is called, in E.164 form (D4.9): the one of the panel, else the credential's.
 * @param defaultCountry of numbers that do not say theirs
 * @param ofCredential as the user wrote it; '' when the credential has none
 * @throws InputProblem when neither is there, or is no phone number
 */
export function callerId(
	parameters: Parameters,
	defaultCountry: string | undefined,
	ofCredential: string,
): string {
	const given = parameters.optionalPhoneNumber('from', defaultCountry);
	if (given !== undefined) return given;
	if (ofCredential !== '') return credentialCallerId(ofCredential);
	throw parameters.problem(
		'from',
		"is empty, and the Plivo credential has no 'Default Caller ID'",
		'Give a phone number of your Plivo account in one of them',
	);
}
