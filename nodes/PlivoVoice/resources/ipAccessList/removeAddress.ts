import type { StepsOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { ipAddresses, rangeKey } from '../../sip/ipAddresses';
import { holderOf } from '../../sip/ipRanges';
import { changeAddresses } from './changeAddresses';
import { addressesOfList } from './listFields';

/** Takes from what `GET` gives and writes the rest back; a list has to keep one address (plivo.md §2.2: required). */
export const removeAddress: StepsOperation<PlivoApi> = {
	name: 'Remove Address',
	value: 'removeAddress',
	action: 'Remove address from IP access list',
	description:
		'Stop letting calls from addresses in and keep the others of the list; the item says whether anything changed',
	properties: addressesOfList,
	execute: async (api, parameters) => {
		const given = ipAddresses(parameters);
		const fewer = new Set(given.map(rangeKey));
		const change = (before: string[]) => {
			const rest = before.filter((address) => !fewer.has(rangeKey(address)));
			if (rest.length > 0 || before.length === 0) return rest;
			throw parameters.problem(
				'ipAddresses',
				'holds every address of the list, and Plivo keeps no empty list',
				'Add another address first, or delete the list',
			);
		};
		return await changeAddresses(api, parameters, change, (after) => stillInside(given, after));
	},
};

/** What is taken out and lies in a range that stays: calls from there still come in. */
function stillInside(given: string[], after: string[]): string | undefined {
	const words = given.flatMap((address) => {
		const holder = holderOf(address, after);
		return holder === undefined ? [] : [`${address} is still let in: it is inside ${holder}`];
	});
	return words.length === 0 ? undefined : words.join('. ');
}
