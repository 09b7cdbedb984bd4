import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../../shared/descriptions/fieldCollection';
import { defaultCountry } from '../../../descriptions/country';
import {
	generatedPasswordNotice,
	sipPasswordInput,
	sipUserNameInput,
} from '../../../descriptions/sipLogin';
import { platformOptions } from './platforms';

const INBOUND = ['both', 'inbound'];
const OUTBOUND = ['both', 'outbound'];

const authenticated = (by: string) => ({
	show: { directions: OUTBOUND, outboundAuthentication: [by] },
});

/** The address of a platform where each customer has another one. */
const addressOf = (
	platform: string,
	texts: Pick<INodeProperties, 'placeholder' | 'description' | 'hint'>,
): INodeProperties => ({
	displayName: 'SIP Address',
	name: 'platformAddress',
	type: 'string',
	required: true,
	default: '',
	displayOptions: { show: { platform: [platform], directions: INBOUND } },
	...texts,
});

export const properties: INodeProperties[] = [
	{
		displayName: 'Platform',
		name: 'platform',
		type: 'options',
		noDataExpression: true,
		options: platformOptions,
		default: 'ultravox',
		description:
			'What talks with the callers; its address is filled in where it is the same for all',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Ultravox',
		description:
			'What everything made here is called at Plivo; what is called so already is used instead of made again',
	},
	{
		displayName: 'Directions',
		name: 'directions',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Inbound', value: 'inbound', description: 'Callers reach the platform' },
			{ name: 'Inbound and Outbound', value: 'both' },
			{ name: 'Outbound', value: 'outbound', description: 'The platform calls phones' },
		],
		default: 'both',
	},
	addressOf('ultravox', {
		placeholder: 'e.g. agent_2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11@example.sip.ultravox.ai',
		description: 'The SIP domain of your Ultravox account, with the agent that answers in front',
		hint: 'Ultravox has to allow calls to the agent in its SIP settings',
	}),
	addressOf('liveKit', {
		placeholder: 'e.g. myproject.sip.livekit.cloud',
		description: 'The SIP host of your LiveKit project, from its settings',
	}),
	addressOf('custom', {
		placeholder: 'e.g. sip.example.com:5060;transport=tcp',
		description:
			'Where the platform takes calls: a host or an IP address, if needed with a user in front, a port or a transport behind',
	}),
	{
		displayName: 'Phone Numbers',
		name: 'phoneNumbers',
		type: 'string',
		default: '',
		placeholder: 'e.g. +14155550100, +14155550101',
		description:
			'Numbers of the account whose calls go to the platform from now on, with commas between them',
		displayOptions: { show: { directions: INBOUND } },
	},
	{
		displayName: 'Outbound Authentication',
		name: 'outboundAuthentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Generated Password',
				value: 'generated',
				description: 'The platform signs in; user name and password are made for you',
			},
			{
				name: 'IP Access List',
				value: 'ipAccessList',
				description: 'The platform calls from known addresses',
			},
			{
				name: 'User Name and Password',
				value: 'password',
				description: 'The platform signs in with what you give here',
			},
		],
		default: 'generated',
		description: 'How Plivo knows that calls come from your platform',
		displayOptions: { show: { directions: OUTBOUND } },
	},
	generatedPasswordNotice(authenticated('generated')),
	sipUserNameInput({ displayOptions: authenticated('password') }),
	sipPasswordInput({ displayOptions: authenticated('password') }),
	{
		displayName: 'IP Addresses',
		name: 'ipAddresses',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 203.0.113.7, 203.0.113.16/28',
		description: 'Addresses and ranges the platform calls from, with commas between them',
		hint: 'Your platform lists them in its documentation',
		displayOptions: authenticated('ipAccessList'),
	},
	optionsCollection([
		defaultCountry,
		{
			displayName: 'Fallback SIP Address',
			name: 'fallbackAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. backup.example.com:5060;transport=tcp',
			description: 'Where callers go when the platform cannot take them',
		},
		{
			displayName: 'Overwrite Number Assignment',
			name: 'overwriteNumbers',
			type: 'boolean',
			default: false,
			description:
				'Whether numbers that lead somewhere else now are taken from there; without it, they stop this operation',
		},
		{
			displayName: 'Secure',
			name: 'secure',
			type: 'boolean',
			default: false,
			description: 'Whether signaling and audio are encrypted (TLS and SRTP)',
		},
	]),
];
