import type { INodeProperties } from 'n8n-workflow';
import { metadata, templateContext } from '../../shared/descriptions/agentContext';
import { callingWindow, windowOptions } from './callingWindow';
import { defaultCountry, doNotCall, newCampaign, rowId, rowProperties } from './campaign';

const callOptions: INodeProperties[] = [
	{
		displayName: 'Hang Up on Machines',
		name: 'hangUpOnMachines',
		type: 'boolean',
		default: true,
		description:
			'Whether Plivo listens first and hangs up when a machine picks up. This is so unless you turn it off.',
	},
	{
		displayName: 'Ring Time (Seconds)',
		name: 'ringTime',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 120, numberPrecision: 0 },
		default: 15,
		description:
			"How long a phone rings at most. It has to be 15 seconds less than the agent's 'Join Timeout', which is 30 seconds unless you changed it: set that to 60 in the Ultravox node. If not set, as long as the agent lets it.",
	},
	{
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
				description: 'Nobody is called, and all bad rows are listed at once',
			},
		],
		default: 'refuse',
		description:
			'What Start does when some rows cannot be called, such as those with a number that is none. Preview shows them in either case.',
	},
];

const byName = (a: INodeProperties, b: INodeProperties) =>
	a.displayName.localeCompare(b.displayName);

/** What Start and Preview are given: both read the same, so that what one shows is what the other does. */
export const campaignCalls: INodeProperties[] = [
	...newCampaign,
	...rowProperties,
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. +14155550199',
		description:
			'The number that is shown to who is called. It has to be yours. The default caller ID of the Plivo credential if empty.',
	},
	doNotCall,
	...callingWindow,
	{
		...templateContext('What is not here is taken from the field of that name of the item'),
		description:
			"Values for the template variables in the prompt of the agent. Those that are not here are taken from the item's field of the same name.",
	},
	{
		...metadata,
		description: 'Kept with each call and given in its result',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...windowOptions, ...callOptions, defaultCountry, rowId].sort(byName),
	},
];
