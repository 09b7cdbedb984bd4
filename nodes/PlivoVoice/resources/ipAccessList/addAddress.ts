import type { StepsOperation } from '../../../shared/operations/operation';
import type { PlivoApi } from '../../plivoApi';
import { ipAddresses, rangeKey } from '../../sip/ipAddresses';
import { wideRangeHint } from '../../sip/rangeHints';
import { changeAddresses } from './changeAddresses';
import { addressesOfList } from './listFields';

/** Adds to what `GET` gives and writes it back (plivo.md §2.2). */
export const addAddress: StepsOperation<PlivoApi> = {
	name: 'Add Address',
	value: 'addAddress',
	action: 'Add address to IP access list',
	description:
		'Let calls from more addresses in and keep those of the list; the item says whether anything changed',
	properties: addressesOfList,
	execute: async (api, parameters) => {
		const more = ipAddresses(parameters);
		const change = (before: string[]) => {
			const known = new Set(before.map(rangeKey));
			return [...before, ...more.filter((address) => !known.has(rangeKey(address)))];
		};
		return await changeAddresses(api, parameters, change, () => wideRangeHint(more));
	},
};
