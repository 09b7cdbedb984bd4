import type { RequestOperation } from '../../../shared/operations/operation';
import { trunkLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

/** `DELETE /Zentrunk/Trunk/{trunk_id}/` (plivo.md §2.4): its numbers lead nowhere afterwards. */
export const deleteTrunk: RequestOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete trunk',
	description: 'Delete a SIP trunk for good; numbers that lead to it stop answering',
	properties: [trunkLocator()],
	request: (parameters) => ({
		method: 'DELETE',
		path: `/Zentrunk/Trunk/${parameters.decimalId('trunk')}/`,
	}),
	result: (_answer, parameters) => ({ trunk_id: parameters.decimalId('trunk'), deleted: true }),
};
