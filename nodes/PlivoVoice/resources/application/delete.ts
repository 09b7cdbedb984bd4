import { optionsCollection } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { applicationLocator } from '../../descriptions/locators';
import type { PlivoApi } from '../../plivoApi';

function successor(options: Parameters, deleted: string): string | undefined {
	const id = options.optionalDecimalId('newEndpointApplication');
	if (id !== deleted) return id;
	throw options.problem('newEndpointApplication', 'is the application that is deleted');
}

/**
 * `DELETE /Application/{app_id}/` (plivo.md §4). Plivo deletes SIP phones along unless told not to, so it is always told.
 */
export const deleteApplication: RequestOperation<PlivoApi> = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete application',
	description: 'Delete a voice application for good; numbers that lead to it stop answering',
	properties: [
		applicationLocator(),
		optionsCollection([
			{
				displayName: 'Cascade',
				name: 'cascade',
				type: 'boolean',
				default: false,
				description: 'Whether to delete the SIP phones that use the application, for good',
			},
			applicationLocator({
				displayName: 'New Application of SIP Phones',
				name: 'newEndpointApplication',
				required: false,
				description: 'What the SIP phones of the deleted application use from now on',
			}),
		]),
	],
	request: (parameters) => {
		const id = parameters.decimalId('application');
		const options = parameters.collection('options');
		return {
			method: 'DELETE',
			path: `/Application/${id}/`,
			query: given({
				cascade: options.flag('cascade'),
				new_endpoint_application: successor(options, id),
			}),
		};
	},
	result: (_answer, parameters) => ({
		app_id: parameters.decimalId('application'),
		deleted: true,
	}),
};
