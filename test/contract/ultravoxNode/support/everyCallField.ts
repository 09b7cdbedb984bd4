import type { IDataObject } from 'n8n-workflow';
import { byId } from '../../operations/contractCase';
import { VOICE } from './callFixtures';

const SHARED = 'a-shared-secret-of-mine';
const OF_CALLBACK = 'signs-what-is-sent-1';
const TOOL = '56294126-5a7d-4948-b67d-3b7e13d55ea7';

const callSettings = {
	parameters: {
		callbacks: {
			joined: { url: 'https://example.com/joined' },
			ended: {
				url: 'https://example.com/ended',
				secrets: { values: [{ secret: OF_CALLBACK }] },
			},
			billed: { url: 'https://example.com/billed' },
		},
		joinTimeout: 60,
		maxDuration: '600s',
		metadata: { values: [{ name: 'customerId', value: '={{ 17 }}' }] },
		recordingEnabled: true,
		retentionPolicy: 'CALL_RETENTION_POLICY_AUTO_DELETE',
	},
	body: {
		callbacks: {
			joined: { url: 'https://example.com/joined' },
			ended: { url: 'https://example.com/ended', secrets: [OF_CALLBACK] },
			billed: { url: 'https://example.com/billed' },
		},
		joinTimeout: '60s',
		maxDuration: '600s',
		metadata: { customerId: '17' },
		recordingEnabled: true,
		retentionPolicy: 'CALL_RETENTION_POLICY_AUTO_DELETE',
	},
};

const data = {
	parameters: {
		dataConnection: {
			values: {
				websocketUrl: 'wss://example.com/listen',
				headers: { values: [{ name: 'Authorization', value: 'Bearer of-the-socket' }] },
				audioConfig: { channelMode: 'CHANNEL_MODE_MIXED', sampleRate: 8000 },
				dataMessages: { transcript: true, pong: false },
			},
		},
		experimentalSettings: '{"transcriptionProvider": "ultravox"}',
		sharedSecrets: { values: [{ secret: SHARED }] },
	},
	body: {
		dataConnection: {
			websocketUrl: 'wss://example.com/listen',
			headers: { Authorization: 'Bearer of-the-socket' },
			audioConfig: { channelMode: 'CHANNEL_MODE_MIXED', sampleRate: 8000 },
			dataMessages: { transcript: true, pong: false },
		},
		experimentalSettings: { transcriptionProvider: 'ultravox' },
		sharedSecrets: [SHARED],
	},
};

const initialMessages = {
	parameters: {
		initialMessages: {
			values: [
				{ role: 'MESSAGE_ROLE_USER', text: 'Hello?', medium: 'MESSAGE_MEDIUM_VOICE' },
				{ role: 'MESSAGE_ROLE_AGENT', text: 'Hi, this is Anna.' },
			],
		},
	},
	body: {
		initialMessages: [
			{ role: 'MESSAGE_ROLE_USER', text: 'Hello?', medium: 'MESSAGE_MEDIUM_VOICE' },
			{ role: 'MESSAGE_ROLE_AGENT', text: 'Hi, this is Anna.' },
		],
	},
};

const agentFirst = {
	parameters: {
		firstSpeakerSettings: {
			agent: { text: 'Hello!', prompt: 'Greet.', delay: 0.5, uninterruptible: true },
		},
		initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
	},
	body: {
		firstSpeakerSettings: {
			agent: { text: 'Hello!', prompt: 'Greet.', delay: '0.5s', uninterruptible: true },
		},
		initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
	},
};

/** Every field of `StartAgentCallRequest` but for medium and template context (ultravox.md §4.3). */
export const everyAgentCallField: { parameters: IDataObject; body: IDataObject } = {
	parameters: {
		voiceAndModel: {
			voice: byId(VOICE),
			voiceOverrides: { elevenLabs: { options: { speed: 1.1 } } },
		},
		conversation: { ...agentFirst.parameters, ...initialMessages.parameters },
		toolsAndData: {
			...data.parameters,
			toolOverrides: {
				values: {
					remove: 'hangUp, queryCorpus',
					add: {
						values: [
							{
								source: 'name',
								toolName: 'lookUp',
								nameOverride: 'find',
								descriptionOverride: 'Finds orders',
								authTokens: { values: [{ name: 'apiKey', value: 'token-of-the-tool' }] },
								parameterOverrides: '{"region": "eu"}',
							},
						],
					},
				},
			},
		},
		callSettings: callSettings.parameters,
	},
	body: {
		voice: VOICE,
		voiceOverrides: { elevenLabs: { speed: 1.1 } },
		...agentFirst.body,
		...initialMessages.body,
		...data.body,
		toolOverrides: {
			remove: ['hangUp', 'queryCorpus'],
			add: [
				{
					toolName: 'lookUp',
					nameOverride: 'find',
					descriptionOverride: 'Finds orders',
					authTokens: { apiKey: 'token-of-the-tool' },
					parameterOverrides: { region: 'eu' },
				},
			],
		},
		...callSettings.body,
	},
};

const ofCall = {
	voiceAndModel: {
		externalVoice: {
			generic: {
				url: 'https://example.com/speak',
				body: '{"text": "{text}"}',
				options: { responseSampleRate: 16000 },
			},
		},
		languageHint: 'en-US',
		model: byId('ultravox-v0.7'),
		temperature: 0.4,
	},
	conversation: {
		...agentFirst.parameters,
		inactivityMessages: {
			values: [
				{ duration: 15, message: 'Are you there?', endBehavior: 'continue' },
				{ duration: '10s', message: 'Goodbye.', endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT' },
			],
		},
		timeExceededMessage: 'Our time is over.',
		vadSettings: {
			turnEndpointDelay: '0.384s',
			minimumTurnDuration: 0.1,
			minimumInterruptionDuration: '0.096',
			frameActivationThreshold: 0.2,
		},
	},
	toolsAndData: {
		...data.parameters,
		selectedTools: {
			values: [
				{ source: 'list', tool: byId(TOOL) },
				{ source: 'temporary', temporaryTool: '{"modelToolName": "note", "client": {}}' },
			],
		},
		initialState: '{"step": 1}',
	},
	callSettings: callSettings.parameters,
};

const bodyOfCall = {
	externalVoice: {
		generic: {
			url: 'https://example.com/speak',
			body: { text: '{text}' },
			responseSampleRate: 16000,
		},
	},
	languageHint: 'en-US',
	model: 'ultravox-v0.7',
	temperature: 0.4,
	...agentFirst.body,
	inactivityMessages: [
		{ duration: '15s', message: 'Are you there?' },
		{ duration: '10s', message: 'Goodbye.', endBehavior: 'END_BEHAVIOR_HANG_UP_SOFT' },
	],
	timeExceededMessage: 'Our time is over.',
	vadSettings: {
		turnEndpointDelay: '0.384s',
		minimumTurnDuration: '0.1s',
		minimumInterruptionDuration: '0.096s',
		frameActivationThreshold: 0.2,
	},
	...data.body,
	selectedTools: [{ toolId: TOOL }, { temporaryTool: { modelToolName: 'note', client: {} } }],
	initialState: { step: 1 },
	...callSettings.body,
};

/** Every field of `StartCallRequest` but for medium, and for what is deprecated (ultravox.md §2.1). */
export const everyCallField: { parameters: IDataObject; body: IDataObject } = {
	parameters: {
		...ofCall,
		systemPrompt: 'You are a receptionist.',
		conversation: { ...ofCall.conversation, ...initialMessages.parameters },
	},
	body: { ...bodyOfCall, systemPrompt: 'You are a receptionist.', ...initialMessages.body },
};

/** The same for a call that goes on from another, which takes no messages. */
export const everyContinuedCallField: { parameters: IDataObject; body: IDataObject } = {
	parameters: {
		...ofCall,
		conversation: { ...ofCall.conversation, systemPrompt: 'You are a receptionist.' },
	},
	body: { ...bodyOfCall, systemPrompt: 'You are a receptionist.' },
};
