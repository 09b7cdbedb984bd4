import type { INodeProperties } from 'n8n-workflow';
import { given } from '../../../shared/operations/given';
import type { ListOperation } from '../../../shared/operations/operation';
import type { Parameters } from '../../../shared/operations/parameters';
import { billDurationFilters, billDurationQuery } from '../../descriptions/billDurationFilters';
import { defaultCountry } from '../../descriptions/country';
import { timeFilters, timeQuery } from '../../descriptions/timeFilters';
import { numberField, digitsFilter } from '../../numberFilter';
import type { PlivoApi } from '../../plivoApi';
import { timeFilter } from '../../timeFilter';
import { trunkCallItem } from './trunkCallItem';

const filters: INodeProperties[] = [
	...billDurationFilters,
	defaultCountry,
	{
		displayName: 'Direction',
		name: 'callDirection',
		type: 'options',
		options: [
			{ name: 'Inbound', value: 'inbound' },
			{ name: 'Outbound', value: 'outbound' },
		],
		default: 'inbound',
	},
	{
		displayName: 'End Time',
		name: 'endTime',
		type: 'dateTime',
		default: '',
		description:
			'Only calls that ended at exactly this second, in the time zone of the workflow unless it names its own',
	},
	...timeFilters('End Time', 'endTime', 'the call ended'),
	numberField(
		'From Number',
		'fromNumber',
		'Who called, or how the number begins, with country code',
	),
	{
		displayName: 'Hangup Cause Code',
		name: 'hangupCauseCode',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		placeholder: 'e.g. 4310',
		description: 'Why the call ended, as a number of Plivo: 3010 is a normal end',
	},
	{
		displayName: 'Hangup Source',
		name: 'hangupSource',
		type: 'options',
		options: [
			{ name: 'Carrier', value: 'carrier', description: 'The telephone network' },
			{ name: 'Customer', value: 'customer', description: 'Your platform' },
			{ name: 'Plivo', value: 'zentrunk', description: 'The trunk itself' },
		],
		default: 'carrier',
		description: 'Who ended the call',
	},
	{
		displayName: 'STIR Verification',
		name: 'stirVerification',
		type: 'options',
		options: [
			{ name: 'Not Applicable', value: 'Not Applicable' },
			{ name: 'Not Verified', value: 'Not Verified' },
			{ name: 'Verified', value: 'Verified' },
		],
		default: 'Verified',
		description: 'Whether the caller ID was proven to be right',
	},
	numberField(
		'To Number',
		'toNumber',
		'Who was called, or how the number begins, with country code',
	),
];

/** @throws InputProblem for an upper bound alone, which Plivo refuses (plivo.md §2.5) */
function checkBounds(parameters: Parameters): void {
	const added = (...names: string[]) =>
		names.find((name) => parameters.optionalText(name) !== undefined);
	const upper = added('endTimeBefore', 'endTimeUntil');
	if (upper === undefined || added('endTimeAfter', 'endTimeFrom') !== undefined) return;
	throw parameters.problem(
		upper,
		'needs a beginning',
		"Plivo refuses an end alone. Add 'End Time From'; Plivo keeps trunk calls for 90 days.",
	);
}

/** `GET /Zentrunk/Call/` (plivo.md §2.5). */
export const getMany: ListOperation<PlivoApi> = {
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many trunk calls',
	description: 'Get many finished SIP trunk calls; of the last 30 days when no time is given',
	simplified: ['call'],
	properties: [
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: filters,
		},
	],
	list: (parameters, { context }) => {
		const chosen = parameters.collection('filters');
		const zone = context.getTimezone();
		checkBounds(chosen);
		return {
			path: '/Zentrunk/Call/',
			query: {
				...given({
					from_number: digitsFilter(chosen, 'fromNumber'),
					to_number: digitsFilter(chosen, 'toNumber'),
					call_direction: chosen.optionalChoice('callDirection'),
					hangup_cause_code: chosen.optionalInteger('hangupCauseCode', { min: 0 }),
					hangup_source: chosen.optionalChoice('hangupSource'),
					stir_verification: chosen.optionalChoice('stirVerification'),
					end_time: timeFilter(chosen, 'endTime', zone),
				}),
				...billDurationQuery(chosen),
				...timeQuery(chosen, 'endTime', 'end_time', zone),
			},
		};
	},
	item: trunkCallItem,
};
