import type { INodeProperties } from 'n8n-workflow';
import { dataMessagesSetting } from '../dataMessages';
import { durationField, integerField, textField } from '../fields';
import { collected } from '../setting';
import { dtmfProperties } from './dtmf';

const PROVIDERS = ['plivo', 'twilio', 'telnyx'] as const;
const outgoingOf = (medium: readonly string[]) => ({
	show: { medium: [...medium], direction: ['outgoing'] },
});

/** Which messages a socket carries besides sound. */
export const dataMessages = dataMessagesSetting({
	show: { medium: ['serverWebSocket', 'webRtc'] },
});

const sipLogin = collected(
	{
		displayName: 'SIP Login',
		name: 'sipLogin',
		description: 'If the SIP service asks who calls',
		displayOptions: outgoingOf(['sip']),
	},
	textField({ displayName: 'Username', name: 'username' }),
	textField({ displayName: 'Password', name: 'password', typeOptions: { password: true } }),
);

/** What a server's socket can be told. */
export const socketOptions = collected(
	{
		displayName: 'Socket Options',
		name: 'socketOptions',
		placeholder: 'Add Option',
		displayOptions: { show: { medium: ['serverWebSocket'] } },
	},
	integerField(
		{
			displayName: 'Client Buffer (Milliseconds)',
			name: 'clientBufferSizeMs',
			default: 60,
			description:
				'How much unplayed sound your server may hold. More than 60 only if it drops the sound when it is told to.',
		},
		{ min: 0 },
	),
	durationField(
		{
			displayName: 'Media Idle Timeout',
			name: 'mediaIdleTimeout',
			description: 'After so many seconds without sound the call ends; at least 10',
		},
		{ min: 10 },
	),
	integerField(
		{ displayName: 'Output Sample Rate', name: 'outputSampleRate', default: 16000 },
		{ min: 1 },
	),
);

const mediumChoice: INodeProperties = {
	displayName: 'Medium',
	name: 'medium',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Exotel', value: 'exotel' },
		{ name: 'Plivo', value: 'plivo' },
		{ name: 'SIP', value: 'sip', description: 'Costs extra, and Ultravox has to enable it' },
		{ name: 'Telnyx', value: 'telnyx' },
		{ name: 'Twilio', value: 'twilio' },
		{ name: 'Web Browser or App', value: 'webRtc', description: "With Ultravox's client SDK" },
		{
			name: 'WebSocket of a Server',
			value: 'serverWebSocket',
			description: 'Your server connects; Plivo cannot be handed this address',
		},
	],
	default: 'plivo',
	description: 'What carries the call',
};

const direction: INodeProperties = {
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Incoming or Connected by You', value: 'incoming' },
		{
			name: 'Outgoing',
			value: 'outgoing',
			description: 'Ultravox rings a phone, which spends money',
		},
	],
	default: 'incoming',
	displayOptions: { show: { medium: [...PROVIDERS, 'sip'] } },
};

const outgoing: INodeProperties[] = [
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +14155550100',
		description:
			'One phone number or SIP address. With SIP as the medium it has to be a SIP address.',
		displayOptions: outgoingOf([...PROVIDERS, 'sip']),
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. +14155550199',
		description: 'The number that is shown to who is called. It has to be yours.',
		hint: 'Ultravox has to know your account with the provider: see the configuration resources',
		displayOptions: outgoingOf([...PROVIDERS, 'sip']),
	},
	{
		displayName: 'Default Country',
		name: 'defaultCountry',
		type: 'string',
		default: '',
		placeholder: 'e.g. US',
		description: 'Two-letter country of numbers without country code',
		displayOptions: outgoingOf(PROVIDERS),
	},
	{
		displayName: 'Additional Call Parameters',
		name: 'additionalParams',
		type: 'json',
		default: '{}',
		description:
			"What else the provider is told when it makes the call, such as Plivo's machine detection",
		displayOptions: outgoingOf(PROVIDERS),
	},
];

const inputSampleRate: INodeProperties = {
	displayName: 'Input Sample Rate',
	name: 'inputSampleRate',
	type: 'number',
	typeOptions: { minValue: 1, numberPrecision: 0 },
	default: 16000,
	description: 'Of the sound that your server sends, in hertz',
	displayOptions: { show: { medium: ['serverWebSocket'] } },
};

/** What carries a call, with all that each medium can be told. */
export const mediumProperties: INodeProperties[] = [
	mediumChoice,
	direction,
	...outgoing,
	...sipLogin.properties,
	...dtmfProperties(['exotel', ...PROVIDERS]),
	inputSampleRate,
	...socketOptions.properties,
	...dataMessages.properties,
];
