import type { ContractCase } from '../../operations/contractCase';
import { dialledByAgent, withAgent } from '../support/agentCallCase';

const media: ContractCase[] = (
	[
		['plivo', {}, { plivo: {} }],
		['twilio', { dtmfHandling: 'ignore' }, { twilio: { dtmfHandling: { ignore: true } } }],
		[
			'telnyx',
			{ dtmfHandling: 'text', dtmfText: 'Pressed {digits}', dtmfUrgency: 'URGENCY_SOON' },
			{
				telnyx: {
					dtmfHandling: {
						userTextMessage: { text: 'Pressed {digits}', urgency: 'URGENCY_SOON' },
					},
				},
			},
		],
		['exotel', {}, { exotel: {} }],
		['sip', {}, { sip: { incoming: {} } }],
		['webRtc', { dataMessages: { debug: true } }, { webRtc: { dataMessages: { debug: true } } }],
		[
			'serverWebSocket',
			{
				inputSampleRate: 16000,
				socketOptions: {
					clientBufferSizeMs: 30000,
					mediaIdleTimeout: 30,
					outputSampleRate: 8000,
				},
				dataMessages: { transcript: false },
			},
			{
				serverWebSocket: {
					inputSampleRate: 16000,
					clientBufferSizeMs: 30000,
					mediaIdleTimeout: '30s',
					outputSampleRate: 8000,
					dataMessages: { transcript: false },
				},
			},
		],
	] as Array<[string, ContractCase['parameters'], unknown]>
).map(([medium, parameters, body]) =>
	withAgent(
		'more',
		`P2.1 the medium ${medium}`,
		{ medium, ...parameters },
		{ medium: body },
		{
			source: 'ultravox.md §3',
		},
	),
);

const outbound: ContractCase[] = (
	[
		['twilio', { from: 'client:anna' }, { to: '+14155550123', from: 'client:anna' }],
		['telnyx', {}, { to: '+14155550123', from: '+14155550100' }],
		[
			'sip',
			{
				to: 'sip:bob@example.com',
				from: 'sip:anna@example.com',
				sipLogin: { username: 'anna', password: 'sip-password-of-anna' },
			},
			{
				to: 'sip:bob@example.com',
				from: 'sip:anna@example.com',
				username: 'anna',
				password: 'sip-password-of-anna',
			},
		],
	] as Array<[string, ContractCase['parameters'], unknown]>
).map(([medium, parameters, expected]) =>
	dialledByAgent(
		'more',
		`P2.1, P2.7 Ultravox calls over ${medium}: who is called speaks first`,
		{ medium, direction: 'outgoing', to: '+14155550123', from: '+14155550100', ...parameters },
		{ medium: { [medium]: { outgoing: expected } }, firstSpeakerSettings: { user: {} } },
		{ source: 'ultravox.md §3' },
	),
);

/** A call with an agent over every medium (ultravox.md §3). */
export const agentCallMediumCases: ContractCase[] = [...media, ...outbound];
