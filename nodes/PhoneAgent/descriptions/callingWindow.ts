import type { INodeProperties } from 'n8n-workflow';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When people may be called, by their own clocks. */
export const callingWindow: INodeProperties[] = [
	{
		displayName: 'Calling Days',
		name: 'callingDays',
		type: 'multiOptions',
		required: true,
		// In the order of the week.
		options: DAYS.map((name) => ({ name, value: name.toLowerCase() })),
		default: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
		description: 'Days on which people may be called, where they are',
	},
	{
		displayName: 'Earliest Time',
		name: 'earliestTime',
		type: 'string',
		required: true,
		default: '09:00',
		placeholder: 'e.g. 09:00',
		description: 'Nobody is called before, by the clocks where they are',
		hint: 'The time zone of a person follows from the phone number. If there may be several, it has to be time to call in all of them; a number of no known place is not called.',
	},
	{
		displayName: 'Latest Time',
		name: 'latestTime',
		type: 'string',
		required: true,
		default: '18:00',
		placeholder: 'e.g. 18:00',
		description: 'Nobody is called after, by the clocks where they are',
	},
];

/** How the calling window is filled; for a collection of options. */
export const windowOptions: INodeProperties[] = [
	{
		displayName: 'Calls per Minute',
		name: 'callsPerMinute',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 100, numberPrecision: 0 },
		default: 10,
		description:
			'How many calls of the campaign begin within a minute at most, spread over it: Plivo starts two per second unless your account may start more, and the others would wait while their agents do. If not set: as before in this campaign, 100 in a new one.',
	},
	{
		displayName: 'Holidays',
		name: 'holidays',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-12-25, 2027-01-01',
		description: 'Days on which nobody is called, with commas between them',
	},
	{
		displayName: 'Horizon (Days)',
		name: 'horizonDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 60, numberPrecision: 0 },
		default: 7,
		description: 'For how many days ahead calls are scheduled. Seven if not set.',
	},
	{
		displayName: 'Most Calls per Window',
		name: 'mostPerWindow',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 500,
		description:
			'How many people of one time zone are called on one day at most; the others are called on the following days',
	},
	{
		displayName: 'Shortest Window (Minutes)',
		name: 'shortestMinutes',
		type: 'number',
		typeOptions: { minValue: 2, numberPrecision: 0 },
		default: 15,
		description:
			'When less than this is left of a day, calls wait for the next one. Fifteen minutes if not set.',
	},
	{
		displayName: 'Start At',
		name: 'startAt',
		type: 'dateTime',
		default: '',
		description: 'No call is made before, in the time zone of the workflow; at once if not set',
	},
];
