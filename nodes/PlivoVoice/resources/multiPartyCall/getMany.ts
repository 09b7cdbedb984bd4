import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import { readObject } from '../../answers';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import { timeFilters, timeQuery } from '../../descriptions/timeFilters';
import type { PlivoApi } from '../../plivoApi';
import { simplifiedMultiPartyCall } from './simplifiedMultiPartyCall';

/** `GET /MultiPartyCall/` with its filters (plivo-conferences.md §C3.3). */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many multi-party calls',
	description: 'Get many multi-party calls, live ones and those that ended in the last days',
	simplified: simplifiedMultiPartyCall,
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			hint: 'Without an end time, Plivo gives the last 7 days; with one bound only, 30 days from it',
			options: [
				...timeFilters('Creation Time', 'creationTime', 'the multi-party call was made'),
				...timeFilters('End Time', 'endTime', 'the multi-party call ended'),
				{
					displayName: 'Friendly Name',
					name: 'friendlyName',
					type: 'string',
					default: '',
					placeholder: 'e.g. Support 4711',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Active', value: 'active' },
						{ name: 'Ended', value: 'ended' },
						{
							name: 'Initialized',
							value: 'initialized',
							description: 'Waits for a participant who starts it',
						},
					],
					default: 'active',
				},
				subaccount,
				{
					displayName: 'Termination Cause',
					name: 'terminationCauseCode',
					type: 'options',
					options: [
						{ name: 'Ended by API', value: 3000 },
						{ name: 'Maximum Duration Reached', value: 2000 },
						{ name: 'No Active Participants', value: 1000 },
						{ name: 'Stay Alone Not Permitted', value: 1010 },
					],
					default: 1000,
					description: 'Why it ended',
				},
			],
		},
	],
	list: (parameters, { context }) => {
		const filters = parameters.collection('filters');
		const timezone = context.getTimezone();
		return {
			path: '/MultiPartyCall/',
			query: given({
				friendly_name: filters.optionalText('friendlyName'),
				status: filters.optionalChoice('status'),
				sub_account: subaccountId(filters),
				termination_cause_code: filters.optionalChoice('terminationCauseCode'),
				...timeQuery(filters, 'creationTime', 'creation_time', timezone),
				...timeQuery(filters, 'endTime', 'end_time', timezone),
			}),
		};
	},
	item: readObject,
};
