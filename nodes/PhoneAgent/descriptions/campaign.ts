import type { INodeProperties } from 'n8n-workflow';
import { agentLocator } from '../../shared/descriptions/agentLocator';

const campaign: INodeProperties = {
	displayName: 'Campaign',
	name: 'campaign',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. spring-reminders',
	description: 'A name of your own, by which the campaign is found again',
};

/** A campaign that is to be: it is one of an agent. */
export const newCampaign: INodeProperties[] = [
	agentLocator({ required: true, description: 'The Ultravox agent that calls' }),
	{
		...campaign,
		hint: 'Whoever is in the campaign already is left out when it is started again with the same name',
	},
];

/** A campaign that was started: the one of the item, which Start gives. */
export const startedCampaign: INodeProperties[] = [
	agentLocator({
		required: true,
		default: { mode: 'id', value: '={{ $json.campaign.agentId }}' },
		description: 'The Ultravox agent of the campaign',
	}),
	{ ...campaign, default: '={{ $json.campaign.id }}' },
];

/** Whom the item is about. */
export const rowProperties: INodeProperties[] = [
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '={{ $json.phone }}',
		placeholder: 'e.g. +14155550100',
		description: 'The phone number to call, from each item',
	},
];

/** The country of numbers that do not say theirs. */
export const defaultCountry: INodeProperties = {
	displayName: 'Default Country',
	name: 'defaultCountry',
	type: 'string',
	default: '',
	placeholder: 'e.g. US',
	description: 'Two-letter country of numbers without country code',
};

/** What tells the rows of a campaign apart. */
export const rowId: INodeProperties = {
	displayName: 'Row ID',
	name: 'rowId',
	type: 'string',
	default: '',
	placeholder: 'e.g. {{ $json.customer }}',
	description:
		'What tells the row from all others, by which results find it; the phone number if not set',
};

/** Numbers that must not be called. */
export const doNotCall: INodeProperties = {
	displayName: 'Do Not Call',
	name: 'doNotCall',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. +14155550100, +14155550101',
	description: 'Numbers that are taken out before anything else, whatever the items say',
	hint: "For a list of another node, use an expression such as {{ $('Do Not Call').all().map(item => item.json.phone) }}",
};

/** Whether bad rows keep the others from being called; what a bad row is, each operation says. */
export const badRows: INodeProperties = {
	displayName: 'When Rows Are Bad',
	name: 'badRows',
	type: 'options',
	options: [
		{
			name: 'Leave Them Out',
			value: 'leaveOut',
			description: 'The others are called. The result lists the bad rows and what is wrong.',
		},
		{
			name: 'Refuse All',
			value: 'refuse',
			description: 'Nobody is called, and the message lists all bad rows',
		},
	],
	default: 'refuse',
};
