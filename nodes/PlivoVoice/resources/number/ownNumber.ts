import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ApiRequest } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { phoneNumberDigits } from '../../../shared/phoneNumber';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';

/**
 * The number of the operation, in international form.
 * @param collection where the operation has its 'Default Country'
 */
export function ownNumber(parameters: Parameters, collection = 'options'): string {
	const country = parameters.collection(collection).optionalText('defaultCountry');
	return parameters.phoneNumberId('number', country);
}

/**
 * A request about one number of the account: digits only in the path (plivo.md §3.1).
 * @param number E.164
 * @throws NodeApiError that says so when the account does not have the number (404)
 */
export async function sendForNumber(
	api: PlivoApi,
	number: string,
	request: Pick<ApiRequest, 'method' | 'body'>,
): Promise<IDataObject> {
	let failure: unknown;
	try {
		return await api.send({ ...request, path: `/Number/${phoneNumberDigits(number)}/` });
	} catch (error) {
		failure = error;
	}
	if (!(failure instanceof NodeApiError) || failure.httpCode !== '404') throw failure;
	throw refusal(
		api,
		`${number} is not a number of this account`,
		'Choose a number from the list, or check the credential: it may be that of another account or of a subaccount',
		failure,
	);
}
