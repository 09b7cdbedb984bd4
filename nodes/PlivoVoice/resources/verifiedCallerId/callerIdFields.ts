import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { fromProviderNumber } from '../../../shared/phoneNumber';
import type { Parameters } from '../../../shared/operations/parameters';
import { readObject } from '../../answers';

/** What the user calls a number. */
export const alias: INodeProperties = {
	displayName: 'Alias',
	name: 'alias',
	type: 'string',
	default: '',
	placeholder: 'e.g. Front desk',
};

/** The number of the operation, in international form. */
export function callerIdNumber(parameters: Parameters, collection = 'options'): string {
	const country = parameters.collection(collection).optionalText('defaultCountry');
	return parameters.phoneNumberId('verifiedCallerId', country);
}

/**
 * Its number stands in the path with `+`, encoded, unlike that of a rented one (plivo.md §3.5).
 * @param number E.164
 */
export const callerIdPath = (number: string) => `/VerifiedCallerId/${encodeURIComponent(number)}/`;

/** A caller ID as an item. */
export function callerIdItem(answer: IDataObject): IDataObject {
	const callerId = readObject(answer);
	const { phone_number: number } = callerId;
	return typeof number === 'string'
		? { phoneNumber: fromProviderNumber(number), ...callerId }
		: callerId;
}
