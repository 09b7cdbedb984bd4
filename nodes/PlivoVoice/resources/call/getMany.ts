import { byLabel } from '../../../shared/descriptions/fieldCollection';
import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import { billDurationFilters, billDurationQuery } from '../../descriptions/billDurationFilters';
import { finishedCallLocator } from '../../descriptions/callLocators';
import { subaccount, subaccountId } from '../../descriptions/subaccount';
import { timeFilters, timeQuery } from '../../descriptions/timeFilters';
import type { PlivoApi } from '../../plivoApi';
import { timeField, timeFilter } from '../../timeFilter';
import { callFilters, callQuery } from './callFilters';
import { finishedCallItem } from './callItem';

/** `GET /Call/` with its filters (plivo.md §5.2). */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many calls',
	description: 'Get many finished calls: their times, who hung up and why, and what they cost',
	simplified: ['call'],
	properties: [
		{
			displayName:
				'Without an end time, Plivo gives the last 7 days; with one bound only, 30 days from it',
			name: 'timeNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: byLabel([
				...callFilters,
				...billDurationFilters,
				timeField(
					'End Time',
					'endTime',
					'Only calls that ended at exactly this second, in the time zone of the workflow unless it names its own',
				),
				...timeFilters('End Time', 'endTime', 'the call ended'),
				{
					displayName: 'Hangup Cause Code',
					name: 'hangupCauseCode',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 99_999 },
					default: 4000,
					description: 'Why the call ended: 4000 is a normal end',
				},
				{
					displayName: 'Hangup Source',
					name: 'hangupSource',
					type: 'string',
					default: '',
					placeholder: 'e.g. Callee',
					description: "Who ended the call, in Plivo's words",
				},
				finishedCallLocator({
					displayName: 'Parent Call',
					name: 'parentCallUuid',
					required: false,
					defaultId: undefined,
					description: 'Only what this call was connected to by Dial',
				}),
				subaccount,
			]),
		},
	],
	list: (parameters, { context }) => {
		const filters = parameters.collection('filters');
		const zone = context.getTimezone();
		return {
			path: '/Call/',
			query: {
				...callQuery(filters),
				...billDurationQuery(filters),
				...timeQuery(filters, 'endTime', 'end_time', zone),
				...given({
					end_time: timeFilter(filters, 'endTime', zone),
					hangup_cause_code: filters.optionalInteger('hangupCauseCode', { min: 0, max: 99_999 }),
					hangup_source: filters.optionalText('hangupSource'),
					parent_call_uuid: filters.optionalUuid('parentCallUuid'),
					subaccount: subaccountId(filters),
				}),
			},
		};
	},
	item: finishedCallItem,
};
