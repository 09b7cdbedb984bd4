import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { given } from '../shared/operations/given';
import { optionalInstant } from '../shared/operations/instant';
import type { Parameters } from '../shared/operations/parameters';
import { agentIds } from '../shared/telephony/agentIds';
import { optionalDuration } from './duration';
import { voiceLocator } from '../shared/descriptions/ultravoxLocators';

const dateField = (displayName: string, name: string, words: string): INodeProperties => ({
	displayName,
	name,
	type: 'dateTime',
	default: '',
	description: `Only calls that were created ${words}, in the time zone of the workflow unless it names its own`,
});

const secondsField = (displayName: string, name: string, words: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 300 or 300s',
	description: `Only calls that lasted ${words}, in seconds`,
});

const timeOfDayField = (displayName: string, name: string, words: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder: 'e.g. 08:30:00',
	description: `Only calls that were created ${words}, on whatever day, as Ultravox's clock shows it`,
});

/** The filters of all lists and sums of calls (ultravox.md §2.3), for a collection; read with callQuery. */
export const callFilters: INodeProperties[] = [
	{
		displayName: 'Agent IDs',
		name: 'agentIds',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11',
		description: 'Only calls of these agents, with commas between several',
	},
	secondsField('Duration Max', 'durationMax', 'this long or shorter'),
	secondsField('Duration Min', 'durationMin', 'this long or longer'),
	dateField('From Date', 'fromDate', 'at or after this time'),
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Metadata',
		default: {},
		description: 'Only calls that carry all of this',
		options: [
			{
				displayName: 'Metadata',
				name: 'values',
				values: [
					{
						displayName: 'Key',
						name: 'key',
						type: 'string',
						default: '',
						placeholder: 'e.g. customerId',
					},
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. refund',
		description: 'Only calls that Ultravox finds with this text',
	},
	timeOfDayField('Time of Day End', 'timeOfDayEnd', 'at or before this time of day'),
	timeOfDayField('Time of Day Start', 'timeOfDayStart', 'at or after this time of day'),
	dateField('To Date', 'toDate', 'at or before this time; a date alone means its last moment'),
	voiceLocator({
		name: 'voiceId',
		required: false,
		description: 'Only calls with this voice',
	}),
];

/** A time as Ultravox takes it: RFC 3339, in UTC (ultravox.md §1). */
function date(
	filters: Parameters,
	name: string,
	zone: string,
	timeOfDay?: string,
): string | undefined {
	const instant = optionalInstant(filters, name, zone, timeOfDay);
	return instant === undefined ? undefined : new Date(instant).toISOString();
}

function timeOfDay(filters: Parameters, name: string): string | undefined {
	const text = filters.optionalText(name);
	if (text === undefined) return undefined;
	if (!/^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/.test(text)) {
		throw filters.problem(name, `is no time of day: '${text}'`, 'Write it as 08:30 or 08:30:00');
	}
	return text.length === 5 ? `${text}:00` : text;
}

function metadataQuery(filters: Parameters): IDataObject {
	const query: IDataObject = {};
	for (const row of filters.rows('metadata')) {
		const name = `metadata.${row.text('key')}`;
		if (name in query) throw row.problem('key', `'${row.text('key')}' stands there twice`);
		query[name] = row.givenText('value') ?? '';
	}
	return query;
}

/**
 * What the filters say in the query (ultravox.md §2.3).
 * @param zone of times that do not name theirs
 */
export function callQuery(filters: Parameters, zone: string): IDataObject {
	const fromDate = date(filters, 'fromDate', zone);
	// As Ultravox means a date alone, though it does not say in whose time zone (ultravox.md §2.3).
	const toDate = date(filters, 'toDate', zone, '23:59:59.999');
	if (fromDate !== undefined && toDate !== undefined && fromDate > toDate) {
		throw filters.problem('toDate', "is earlier than 'From Date'");
	}
	const agents = agentIds(filters, 'agentIds');
	return given({
		agentIds: agents.length === 0 ? undefined : agents,
		fromDate,
		toDate,
		timeOfDayStart: timeOfDay(filters, 'timeOfDayStart'),
		timeOfDayEnd: timeOfDay(filters, 'timeOfDayEnd'),
		durationMin: optionalDuration(filters, 'durationMin'),
		durationMax: optionalDuration(filters, 'durationMax'),
		...metadataQuery(filters),
		search: filters.optionalText('search'),
		voiceId: filters.optionalUuid('voiceId'),
	});
}
