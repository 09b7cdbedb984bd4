import type { IExecuteFunctions } from 'n8n-workflow';
import { InputProblem } from '../../shared/operations/inputProblem';
import { asPhoneNumber } from '../../shared/operations/values';
import { getPlivoAccount } from '../../shared/plivoRequest';

/**
 * The caller ID of the node's Plivo credential in E.164 form (D4.9); '' when the node has no credential, or that no caller ID.
 * @throws InputProblem when it is no phone number
 */
export async function defaultCallerId(context: IExecuteFunctions): Promise<string> {
	if (context.getNode().credentials?.plivoVoiceApi === undefined) return '';
	const { defaultCallerId: written } = await getPlivoAccount(context);
	if (written === '') return '';
	const number = asPhoneNumber(written, undefined);
	if (typeof number === 'string') return number;
	throw new InputProblem(`'Default Caller ID' of the Plivo credential: ${number.fault}`);
}
