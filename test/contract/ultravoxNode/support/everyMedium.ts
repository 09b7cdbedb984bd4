import type { IDataObject } from 'n8n-workflow';

/** A choice of the panel with all its fields set, and what has to go out for it. */
export interface Variant {
	name: string;
	parameters: IDataObject;
	body: IDataObject;
}

const NUMBERS = { to: '+14155550123', from: '+14155550100' };
const SIP = { to: 'sip:bob@example.com', from: 'sip:anna@example.com' };
const KEYS = {
	parameters: {
		dtmfHandling: 'text',
		dtmfText: 'Keys: {digits}',
		dtmfUrgency: 'URGENCY_LATER',
	},
	body: {
		dtmfHandling: { userTextMessage: { text: 'Keys: {digits}', urgency: 'URGENCY_LATER' } },
	},
};
const MESSAGES = { transcript: true, debug: false };

const calling = (medium: string): Variant => ({
	name: `${medium}, calling`,
	parameters: {
		medium,
		direction: 'outgoing',
		...NUMBERS,
		additionalParams: '{"timeLimit": 60}',
		...KEYS.parameters,
	},
	body: {
		[medium]: { outgoing: { ...NUMBERS, additionalParams: { timeLimit: 60 } }, ...KEYS.body },
	},
});

/** Every medium with every field that it has (ultravox.md §3). */
export const everyMedium: Variant[] = [
	calling('plivo'),
	calling('twilio'),
	calling('telnyx'),
	{
		name: 'exotel',
		parameters: { medium: 'exotel', ...KEYS.parameters },
		body: { exotel: KEYS.body },
	},
	{
		name: 'sip, called',
		parameters: { medium: 'sip', direction: 'incoming' },
		body: { sip: { incoming: {} } },
	},
	{
		name: 'sip, calling',
		parameters: {
			medium: 'sip',
			direction: 'outgoing',
			...SIP,
			sipLogin: { username: 'anna', password: 'word-of-anna' },
		},
		body: { sip: { outgoing: { ...SIP, username: 'anna', password: 'word-of-anna' } } },
	},
	{
		name: 'webRtc',
		parameters: { medium: 'webRtc', dataMessages: MESSAGES },
		body: { webRtc: { dataMessages: MESSAGES } },
	},
	{
		name: 'serverWebSocket',
		parameters: {
			medium: 'serverWebSocket',
			inputSampleRate: 8000,
			socketOptions: { clientBufferSizeMs: 120, mediaIdleTimeout: '30', outputSampleRate: 16000 },
			dataMessages: MESSAGES,
		},
		body: {
			serverWebSocket: {
				inputSampleRate: 8000,
				outputSampleRate: 16000,
				clientBufferSizeMs: 120,
				mediaIdleTimeout: '30s',
				dataMessages: MESSAGES,
			},
		},
	},
];

/** Whether Ultravox calls: who is called then speaks first (ultravox.md §10.4). */
export const calls = ({ parameters }: Variant) => parameters.direction === 'outgoing';
