import type { RequestOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { checkedName, readRules, rules } from './throttleFields';

/** `POST /api/call_throttles` (ultravox.md §6). */
export const create: RequestOperation<UltravoxApi> = {
	name: 'Create',
	value: 'create',
	action: 'Create call throttle',
	description: 'Create a limit for how fast calls may be created',
	properties: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. evening-reminders',
		},
		rules,
	],
	request: (parameters) => {
		const limits = readRules(parameters);
		if (limits.length === 0)
			throw parameters.problem('rules', 'are empty', 'Add at least one rule');
		return {
			method: 'POST',
			path: '/api/call_throttles',
			body: { name: checkedName(parameters, parameters.text('name')), rules: limits },
		};
	},
};
