import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { agent, one, PATH, rows, TOOL_ID } from './agentObjects';

const SHARED = 'a-shared-secret-of-24-ch';
const TOKEN = 'a-token-for-the-tool';
const HEADER = 'Bearer a-key-in-a-header';

/** An agent with every setting that its template has. */
export const fullAgent: ContractCase = {
	resource: 'agent',
	operation: 'create',
	size: 'full',
	title: 'U0.3 every field; no secret comes back, though Ultravox repeats them',
	source: 'ultravox-openapi.yaml Agent, ultravox.v1.CallTemplate; ultravox.md §2.1, §3, §7',
	parameters: {
		name: 'Receptionist',
		systemPrompt: 'You are {{name}}.',
		voiceAndModel: {
			voice: byId('Mark'),
			voiceOverrides: {
				elevenLabs: {
					options: {
						speed: 0.7,
						useSpeakerBoost: true,
						pronunciationDictionaries: rows({ dictionaryId: 'd1', versionId: 'v1' }),
					},
				},
			},
			languageHint: 'en-US',
			model: byId('ultravox-v0.7'),
			temperature: 0.5,
		},
		conversation: {
			firstSpeakerSettings: {
				agent: { text: 'Hello', prompt: '', delay: '1.5', uninterruptible: true },
			},
			inactivityMessages: rows(
				{ duration: '15', message: 'Still there?', endBehavior: 'continue' },
				{ duration: '10s', message: 'Bye', endBehavior: 'END_BEHAVIOR_HANG_UP_STRICT' },
			),
			initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
			timeExceededMessage: 'Time is up',
			vadSettings: {
				turnEndpointDelay: '0.384',
				minimumTurnDuration: '0.1s',
				minimumInterruptionDuration: '0.096',
				frameActivationThreshold: 0.1,
			},
		},
		toolsAndData: {
			selectedTools: rows(
				{
					source: 'list',
					tool: byId(TOOL_ID),
					authTokens: rows({ name: 'apiKey', value: TOKEN }),
					parameterOverrides: '{ "strict": true }',
				},
				{ source: 'name', toolName: 'hangUp', descriptionOverride: 'Ends the call' },
				{
					source: 'temporary',
					temporaryTool:
						'{ "modelToolName": "book", "description": "Books", "client": {}, "timeout": "5s" }',
					nameOverride: 'reserve',
				},
			),
			contextSchema: '{ "type": "object", "properties": { "name": { "type": "string" } } }',
			dataConnection: one({
				websocketUrl: 'wss://example.com/listen',
				headers: rows({ name: 'X-Access', value: HEADER }),
				audioConfig: { sampleRate: 16000, channelMode: 'CHANNEL_MODE_MIXED' },
				dataMessages: { transcript: true, debug: false },
			}),
			sharedSecrets: rows({ secret: SHARED }),
		},
		callSettings: {
			joinTimeout: '45',
			maxDuration: '600s',
			mediumSettings: one({
				medium: 'plivo',
				direction: 'incoming',
				dtmfHandling: 'text',
				dtmfText: 'Keys: {digits}',
				dtmfUrgency: 'URGENCY_LATER',
			}),
			recordingEnabled: true,
			retentionPolicy: 'CALL_RETENTION_POLICY_RETAIN',
		},
	},
	answers: [
		answer(201, {
			...agent,
			callTemplate: {
				systemPrompt: `The secret is ${SHARED}`,
				sharedSecrets: [SHARED],
				selectedTools: [{ toolId: TOOL_ID, authTokens: { apiKey: TOKEN } }],
				dataConnection: {
					websocketUrl: 'wss://example.com/listen',
					headers: { 'X-Access': HEADER },
				},
			},
		}),
	],
	requests: [
		{
			method: 'POST',
			path: PATH,
			body: {
				name: 'Receptionist',
				callTemplate: {
					systemPrompt: 'You are {{name}}.',
					voice: 'Mark',
					voiceOverrides: {
						elevenLabs: {
							speed: 0.7,
							useSpeakerBoost: true,
							pronunciationDictionaries: [{ dictionaryId: 'd1', versionId: 'v1' }],
						},
					},
					languageHint: 'en-US',
					model: 'ultravox-v0.7',
					temperature: 0.5,
					firstSpeakerSettings: {
						agent: { text: 'Hello', delay: '1.5s', uninterruptible: true },
					},
					inactivityMessages: [
						{ duration: '15s', message: 'Still there?' },
						{ duration: '10s', message: 'Bye', endBehavior: 'END_BEHAVIOR_HANG_UP_STRICT' },
					],
					initialOutputMedium: 'MESSAGE_MEDIUM_VOICE',
					timeExceededMessage: 'Time is up',
					vadSettings: {
						turnEndpointDelay: '0.384s',
						minimumTurnDuration: '0.1s',
						minimumInterruptionDuration: '0.096s',
						frameActivationThreshold: 0.1,
					},
					selectedTools: [
						{
							toolId: TOOL_ID,
							authTokens: { apiKey: TOKEN },
							parameterOverrides: { strict: true },
						},
						{ toolName: 'hangUp', descriptionOverride: 'Ends the call' },
						{
							temporaryTool: {
								modelToolName: 'book',
								description: 'Books',
								client: {},
								timeout: '5s',
							},
							nameOverride: 'reserve',
						},
					],
					contextSchema: { type: 'object', properties: { name: { type: 'string' } } },
					dataConnection: {
						websocketUrl: 'wss://example.com/listen',
						headers: { 'X-Access': HEADER },
						audioConfig: { sampleRate: 16000, channelMode: 'CHANNEL_MODE_MIXED' },
						dataMessages: { transcript: true, debug: false },
					},
					sharedSecrets: [SHARED],
					joinTimeout: '45s',
					maxDuration: '600s',
					medium: {
						plivo: {
							dtmfHandling: {
								userTextMessage: { text: 'Keys: {digits}', urgency: 'URGENCY_LATER' },
							},
						},
					},
					recordingEnabled: true,
					retentionPolicy: 'CALL_RETENTION_POLICY_RETAIN',
				},
			},
		},
	],
	items: [
		{
			...agent,
			callTemplate: {
				systemPrompt: 'The secret is [removed]',
				selectedTools: [{ toolId: TOOL_ID }],
				dataConnection: {
					websocketUrl: 'wss://example.com/listen',
					headers: { 'X-Access': '[removed]' },
				},
			},
		},
	],
};
