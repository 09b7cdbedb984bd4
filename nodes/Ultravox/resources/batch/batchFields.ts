import type { INodeProperties } from 'n8n-workflow';
import { optionalInstant } from '../../../shared/operations/instant';
import { locator } from '../../../shared/operations/locator';
import type { Parameters } from '../../../shared/operations/parameters';

const LONGEST_URL = 200;
const LONGEST_SECRET = 120;

/** What can be said of a batch, but for its calls (ultravox.md §6). */
export const batchSettings: INodeProperties[] = [
	locator({
		displayName: 'Call Throttle',
		name: 'throttle',
		searchListMethod: 'searchCallThrottles',
		idLabel: 'By ID or Name',
		example: 'evening-reminders',
		description: 'A limit for how fast the calls are made',
	}),
	{
		displayName: 'Paused',
		name: 'paused',
		type: 'boolean',
		default: true,
		description: 'Whether no call of the batch is made',
		hint: 'Ultravox does not promise that a paused batch can be resumed',
	},
	{
		displayName: 'Webhook Secret',
		name: 'webhookSecret',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description:
			'What Ultravox signs its requests to the webhook URL with, at most 120 characters. It is never shown again; Ultravox makes one when there is none.',
	},
	{
		displayName: 'Webhook URL',
		name: 'webhookUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/connect',
		description:
			'Who connects the calls that Ultravox does not dial itself, at most 200 characters. Needed when there are such calls, and refused when there are none.',
	},
	{
		displayName: 'Window End',
		name: 'windowEnd',
		type: 'dateTime',
		default: '',
		description: 'Calls that were not made by then are not made any more',
		hint: 'Ultravox says how long it has to be at least when it is too short',
	},
	{
		displayName: 'Window Start',
		name: 'windowStart',
		type: 'dateTime',
		default: '',
		description: 'No call is made before; at once when not set',
	},
];

/** When calls may be made, as ISO 8601 in UTC; undefined for what was not given. */
export function callWindow(
	fields: Parameters,
	timeZone: string,
): { windowStart?: string; windowEnd?: string } {
	const [start, end] = ['windowStart', 'windowEnd'].map((name) =>
		optionalInstant(fields, name, timeZone),
	);
	if (start !== undefined && end !== undefined && end <= start) {
		throw fields.problem('windowEnd', `is not after ${fields.label('windowStart')}`);
	}
	return {
		...(start === undefined ? {} : { windowStart: new Date(start).toISOString() }),
		...(end === undefined ? {} : { windowEnd: new Date(end).toISOString() }),
	};
}

function notLonger(fields: Parameters, name: string, text: string, longest: number): string {
	if (text.length <= longest) return text;
	throw fields.problem(name, `has ${text.length} characters, and may have ${longest}`);
}

export function webhookUrl(fields: Parameters): string | undefined {
	const url = fields.optionalUrl('webhookUrl');
	return url === undefined ? undefined : notLonger(fields, 'webhookUrl', url, LONGEST_URL);
}

export function webhookSecret(fields: Parameters): string | undefined {
	const secret = fields.optionalText('webhookSecret');
	return secret === undefined
		? undefined
		: notLonger(fields, 'webhookSecret', secret, LONGEST_SECRET);
}
