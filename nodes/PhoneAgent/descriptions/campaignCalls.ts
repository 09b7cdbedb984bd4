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
		description: 'Whether Plivo listens first and hangs up when a machine picks up',
	},
	{
		displayName: 'Ring Time (Seconds)',
		name: 'ringTime',
		type: 'number',
		typeOptions: { minValue: 5, maxValue: 120, numberPrecision: 0 },
		default: 25,
		description:
			'How long a phone rings at most. It has to be less than the agent waits for the call to be joined, which is 30 seconds unless you changed it.',
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
