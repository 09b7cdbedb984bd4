import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { UltravoxApi } from '../../../shared/ultravoxApi';
import { callLocator } from '../../descriptions/callLocators';
import { callPath } from './callPath';

/** `GET /api/calls/{call_id}/events` (ultravox.md §2.5); the names in its query are snake_case. */
export const getEvents: ListOperation<UltravoxApi> = {
	name: 'Get Events',
	value: 'getEvents',
	action: 'Get events of call',
	description:
		'Get what Ultravox noted during a call, such as what went wrong with its sound or its voice',
	properties: [
		callLocator(),
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Minimum Severity',
					name: 'minimumSeverity',
					type: 'options',
					options: [
						{ name: 'Debug', value: 'debug' },
						{ name: 'Info', value: 'info' },
						{ name: 'Warning', value: 'warning' },
						{ name: 'Error', value: 'error' },
					],
					default: 'info',
					description: 'Only events that are at least as severe',
				},
				{
					displayName: 'Type',
					name: 'type',
					type: 'string',
					default: '',
					placeholder: 'e.g. thread.started',
					description: 'Only events of this type',
				},
			],
		},
	],
	list: (parameters) => {
		const filters = parameters.collection('filters');
		return {
			path: callPath(parameters, '/events'),
			query: given({
				minimum_severity: filters.optionalChoice('minimumSeverity'),
				type: filters.optionalText('type'),
			}),
		};
	},
};
