import type { INodeProperties } from 'n8n-workflow';

/** Which way the calls of a trunk go. */
export const trunkDirection: INodeProperties = {
	displayName: 'Direction',
	name: 'trunkDirection',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Inbound',
			value: 'inbound',
			description: 'Calls to your Plivo numbers go to your platform',
		},
		{
			name: 'Outbound',
			value: 'outbound',
			description: 'Your platform calls the telephone network through Plivo',
		},
	],
	default: 'inbound',
};

/** What can be said of a trunk of either direction (plivo.md §2.4). */
export const trunkSettings: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ultravox inbound',
	},
	{
		displayName: 'Secure',
		name: 'secure',
		type: 'boolean',
		default: false,
		description: 'Whether signaling and audio are encrypted (TLS and SRTP)',
	},
	{
		displayName: 'Status',
		name: 'trunkStatus',
		type: 'options',
		options: [
			{ name: 'Disabled', value: 'disabled' },
			{ name: 'Enabled', value: 'enabled' },
		],
		default: 'enabled',
		description: 'Whether the trunk takes calls',
	},
];
