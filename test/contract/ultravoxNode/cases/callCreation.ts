import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { callCase, CALLS } from '../support/callCase';
import { JOIN_URL, newCall, newContext, PRIOR, THROTTLE, without } from '../support/callFixtures';
import { everyCallField } from '../support/everyCallField';
import { dialled, dialledCall, outgoing, outgoingMedium } from '../support/outgoingCall';
import { created, simple } from '../support/agentCallCase';

export const callCreationCases: ContractCase[] = [
	callCase('create', 'smallest', 'P2.1 only a prompt and the medium, which is Plivo', {
		source: 'ultravox.md §2.1',
		parameters: { systemPrompt: 'You are a receptionist.' },
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				body: { systemPrompt: 'You are a receptionist.', medium: { plivo: {} } },
			},
		],
		items: simple,
	}),
	callCase('create', 'full', 'every field, and everything in the query', {
		source: 'ultravox.md §2.1',
		parameters: {
			...everyCallField.parameters,
			simplify: false,
			returnJoinUrl: true,
			options: {
				enableGreetingPrompt: false,
				callThrottle: byId(THROTTLE),
				additionalBodyFields: '{"transcriptOptional": false}',
			},
		},
		answers: [created],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				query: { enableGreetingPrompt: 'false', throttle: THROTTLE },
				body: { ...everyCallField.body, medium: { plivo: {} }, transcriptOptional: false },
			},
		],
		items: [{ call: newContext, ultravox: without(newCall), joinUrl: JOIN_URL }],
	}),
	callCase('create', 'more', 'P2.5, P2.7 Ultravox calls over Plivo: who is called speaks first', {
		source: 'ultravox.md §3, §10.4',
		parameters: outgoing,
		answers: [answer(201, dialledCall)],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				body: { medium: outgoingMedium, firstSpeakerSettings: { user: {} } },
			},
		],
		items: [dialled],
	}),
	callCase('create', 'more', 'what Ultravox echoes of secrets is not in the item', {
		source: 'ultravox.md §2.2, §8.8',
		parameters: {
			simplify: false,
			medium: 'sip',
			direction: 'outgoing',
			to: 'sip:bob@example.com',
			from: 'sip:anna@example.com',
			sipLogin: { username: 'anna', password: 'word-of-anna' },
			toolsAndData: {
				dataConnection: {
					values: {
						websocketUrl: 'wss://example.com/listen',
						headers: { values: [{ name: 'X-My-Header', value: 'opens-my-socket' }] },
					},
				},
			},
		},
		answers: [
			answer(201, {
				...dialledCall,
				medium: {
					sip: {
						outgoing: {
							to: 'sip:bob@example.com',
							from: 'sip:anna@example.com',
							username: 'anna',
							password: 'word-of-anna',
						},
					},
				},
				dataConnectionConfig: {
					websocketUrl: 'wss://example.com/listen',
					headers: { 'X-My-Header': 'opens-my-socket' },
				},
			}),
		],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				body: {
					medium: {
						sip: {
							outgoing: {
								to: 'sip:bob@example.com',
								from: 'sip:anna@example.com',
								username: 'anna',
								password: 'word-of-anna',
							},
						},
					},
					firstSpeakerSettings: { user: {} },
					dataConnection: {
						websocketUrl: 'wss://example.com/listen',
						headers: { 'X-My-Header': 'opens-my-socket' },
					},
				},
			},
		],
		items: [
			{
				call: {
					...newContext,
					direction: 'outbound',
					from: 'sip:anna@example.com',
					to: 'sip:bob@example.com',
				},
				ultravox: {
					...newCall,
					joinUrl: null,
					medium: {
						sip: {
							outgoing: {
								to: 'sip:bob@example.com',
								from: 'sip:anna@example.com',
								username: 'anna',
							},
						},
					},
					dataConnectionConfig: {
						websocketUrl: 'wss://example.com/listen',
						headers: { 'X-My-Header': '[removed]' },
					},
				},
			},
		],
	}),
	callCase('create', 'bad', 'a voice of the account and one of a provider', {
		source: 'ultravox.md §2.1',
		parameters: {
			voiceAndModel: {
				voice: byId(PRIOR),
				externalVoice: { lmnt: { voiceId: 'lily', options: {} } },
			},
		},
		refusal: /'External Voice' and 'Voice' exclude each other/,
	}),
	callCase('create', 'bad', 'more temperature than there is', {
		source: 'ultravox.md §2.1',
		parameters: { voiceAndModel: { temperature: 1.5 } },
		refusal: /'Temperature' is 1\.5, and has to be 0 to 1/,
	}),
	callCase('create', 'bad', 'what Ultravox echoes of a secret is taken out of its refusal', {
		source: 'ultravox.md §1.2',
		parameters: {
			toolsAndData: { sharedSecrets: { values: [{ secret: 'a-shared-secret-of-mine' }] } },
		},
		answers: [answer(400, { detail: 'Cannot use a-shared-secret-of-mine here.' })],
		requests: [
			{
				method: 'POST',
				path: CALLS,
				body: { medium: { plivo: {} }, sharedSecrets: ['a-shared-secret-of-mine'] },
			},
		],
		refusal: /Cannot use \[removed\] here\./,
	}),
	callCase('create', 'bad', 'an unknown voice, in the words of Ultravox', {
		source: 'ultravox.md §1.2',
		parameters: { voiceAndModel: { voice: byId('Nobody') } },
		answers: [answer(400, { voice: ["Voice 'Nobody' does not exist."] })],
		requests: [{ method: 'POST', path: CALLS, body: { medium: { plivo: {} }, voice: 'Nobody' } }],
		refusal: /voice: Voice 'Nobody' does not exist\./,
	}),
];
