import { given } from '../../../shared/operations/given';
import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callThrottleLocator } from '../../../shared/descriptions/ultravoxLocators';
import { checkedName, readRules, rules } from './throttleFields';

/** `PATCH /api/call_throttles/{throttle_id}` (ultravox.md §6): rules replace all rules. */
export const update: RequestOperation<UltravoxApi> = {
	name: 'Update',
	value: 'update',
	action: 'Update call throttle',
	description: 'Change the name or the rules of a call throttle',
	properties: [
		callThrottleLocator(),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '' },
				{ ...rules, description: 'They replace all rules of the throttle' },
			],
		},
	],
	request: (parameters) => {
		const fields = parameters.collection('updateFields');
		const name = fields.optionalText('name');
		const limits = readRules(fields);
		const body = given({
			name: name === undefined ? undefined : checkedName(fields, name),
			rules: limits.length === 0 ? undefined : limits,
		});
		if (Object.keys(body).length === 0) throw parameters.problem('updateFields', 'are empty');
		return {
			method: 'PATCH',
			path: `/api/call_throttles/${parameters.uuid('callThrottle')}`,
			body,
		};
	},
};
