import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, nothingToChange } from '../../operations/contractCase';
import { agent, AGENT_ID, one, PATH, rows, TOOL_ID, writable } from './agentObjects';

const ONE = `${PATH}/${AGENT_ID}`;
const chosen = { agent: byId(AGENT_ID) };
const SHARED = 'a-shared-secret-of-24-ch';
const TOKEN = 'a-token-for-the-tool';

/** The template without some of its fields. */
const without = (...names: string[]) =>
	Object.fromEntries(Object.entries(writable).filter(([name]) => !names.includes(name)));

const withoutVoice = without('voice', 'voiceOverrides');
const withoutGoodbye = without('timeExceededMessage');

const CALLING = { plivo: { outgoing: { to: '+14155550100', from: '+14155550199' } } };
const callingAgent = { ...agent, callTemplate: { ...writable, medium: CALLING } };

export const agentUpdateCases: ContractCase[] = [
	{
		resource: 'agent',
		operation: 'update',
		size: 'smallest',
		title: 'the name alone: the template is not touched',
		source: 'ultravox.md §4.1',
		parameters: { ...chosen, updateFields: { name: 'Evening' } },
		answers: [answer(200, { ...agent, name: 'Evening' })],
		requests: [{ method: 'PATCH', path: ONE, body: { name: 'Evening' } }],
		items: [{ ...agent, name: 'Evening' }],
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: 'one setting: the whole template is read, changed and sent back',
		source: 'ultravox.md §4.1, §10.5',
		parameters: { ...chosen, updateFields: { systemPrompt: 'Be brief.' } },
		answers: [answer(200, agent), answer(200, agent)],
		requests: [
			{ method: 'GET', path: ONE },
			{
				method: 'PATCH',
				path: ONE,
				body: { callTemplate: { ...writable, systemPrompt: 'Be brief.' } },
			},
		],
		items: [agent],
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'full',
		title: 'U0.3 settings of every group, secrets given again, and others removed',
		source: 'ultravox-openapi.yaml PatchedAgent; ultravox.md §4.1',
		parameters: {
			agent: byId(AGENT_ID.toUpperCase()),
			updateFields: { name: 'Evening', systemPrompt: 'Be brief.' },
			voiceAndModel: {
				externalVoice: { google: { voiceId: 'en-US-Chirp3-HD-Charon' } },
				temperature: 1,
			},
			conversation: { vadSettings: { minimumTurnDuration: '0.1' } },
			toolsAndData: { sharedSecrets: rows({ secret: SHARED }) },
			callSettings: { mediumSettings: one({ medium: 'plivo', direction: 'incoming' }) },
			removeSettings: ['timeExceededMessage', 'model'],
			toolAuthTokens: rows({ tool: TOOL_ID, requirement: 'apiKey', token: TOKEN }),
			additionalBodyFields: '{ "callTemplate": { "recordingEnabled": true } }',
		},
		answers: [
			answer(200, agent),
			answer(200, { ...agent, callTemplate: { systemPrompt: `${TOKEN} ${SHARED}` } }),
		],
		requests: [
			{ method: 'GET', path: ONE },
			{
				method: 'PATCH',
				path: ONE,
				body: {
					name: 'Evening',
					callTemplate: {
						systemPrompt: 'Be brief.',
						temperature: 1,
						externalVoice: { google: { voiceId: 'en-US-Chirp3-HD-Charon' } },
						vadSettings: { turnEndpointDelay: '0.384s', minimumTurnDuration: '0.1s' },
						medium: { plivo: {} },
						selectedTools: [
							{ toolName: 'hangUp' },
							{ toolId: TOOL_ID, nameOverride: 'book', authTokens: { apiKey: TOKEN } },
						],
						sharedSecrets: [SHARED],
						recordingEnabled: true,
					},
				},
			},
		],
		items: [{ ...agent, callTemplate: { systemPrompt: '[removed] [removed]' } }],
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: 'another voice: changes to the old one go with it',
		source: 'ultravox.md §2.1 (voiceOverrides only with voice, of its provider)',
		parameters: { ...chosen, voiceAndModel: { voice: byId('Anna') } },
		answers: [answer(200, agent), answer(200, agent)],
		requests: [
			{ method: 'GET', path: ONE },
			{ method: 'PATCH', path: ONE, body: { callTemplate: { ...withoutVoice, voice: 'Anna' } } },
		],
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: 'a setting is removed, all others stay',
		source: 'ultravox.md §4.1',
		parameters: { ...chosen, removeSettings: ['timeExceededMessage'] },
		answers: [answer(200, agent), answer(200, agent)],
		requests: [
			{ method: 'GET', path: ONE },
			{ method: 'PATCH', path: ONE, body: { callTemplate: withoutGoodbye } },
		],
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: 'the template is replaced: nothing is read, nothing stays',
		source: 'ultravox.md §4.1, §11.4',
		parameters: {
			...chosen,
			replaceTemplate: true,
			updateFields: { systemPrompt: 'Be brief.' },
		},
		answers: [answer(200, agent)],
		requests: [
			{ method: 'PATCH', path: ONE, body: { callTemplate: { systemPrompt: 'Be brief.' } } },
		],
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: 'P2.7 the prompt of an agent that calls: nothing is said about who speaks first',
		source: 'ultravox.md §4.1, peers.md P2.7',
		parameters: { ...chosen, updateFields: { systemPrompt: 'Be brief.' } },
		answers: [answer(200, callingAgent), answer(200, callingAgent)],
		requests: [
			{ method: 'GET', path: ONE },
			{
				method: 'PATCH',
				path: ONE,
				body: { callTemplate: { ...writable, medium: CALLING, systemPrompt: 'Be brief.' } },
			},
		],
	},
	...(
		[
			['it has none, so that who is called begins', {}, null, { user: {} }],
			['it has one, which stays', {}, { agent: { text: 'Hello' } }, { agent: { text: 'Hello' } }],
			[
				'it is removed, so that there is none',
				{ removeSettings: ['firstSpeakerSettings'] },
				{ agent: {} },
				undefined,
			],
		] as Array<[string, object, object | null, object | undefined]>
	).map(([title, parameters, had, has]): ContractCase => ({
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: `P2.7 a medium that calls is set, and the first speaker of the agent: ${title}`,
		source: 'ultravox.md §3, §10.4, peers.md P2.7',
		parameters: {
			...chosen,
			...parameters,
			callSettings: {
				mediumSettings: one({
					medium: 'plivo',
					direction: 'outgoing',
					to: '+14155550100',
					from: '+14155550199',
				}),
			},
		},
		answers: [
			answer(200, { ...agent, callTemplate: { ...writable, firstSpeakerSettings: had } }),
			answer(200, agent),
		],
		requests: [
			{ method: 'GET', path: ONE },
			{
				method: 'PATCH',
				path: ONE,
				body: {
					callTemplate: {
						...writable,
						medium: CALLING,
						...(has === undefined ? {} : { firstSpeakerSettings: has }),
					},
				},
			},
		],
	})),
	{
		resource: 'agent',
		operation: 'update',
		size: 'more',
		title: 'an expression that gives no prompt does not take the prompt away',
		source: 'ultravox.md §4.1',
		parameters: { ...chosen, updateFields: { systemPrompt: '={{ "" }}' } },
		requests: [],
		refusal: /'System Prompt' is empty/,
		hint: /choose it under 'Remove Settings'/,
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'bad',
		source: 'ultravox.md §4.1',
		parameters: chosen,
		...nothingToChange,
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'bad',
		title: 'a template of nothing would take all settings away',
		source: 'ultravox.md §4.1',
		parameters: { ...chosen, replaceTemplate: true, updateFields: { name: 'Evening' } },
		requests: [],
		refusal: /'Replace Template' would leave the agent without any settings/,
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'bad',
		title: 'a setting that is set and removed',
		source: 'ultravox.md §4.1',
		parameters: {
			...chosen,
			voiceAndModel: { temperature: 1 },
			removeSettings: ['temperature'],
		},
		requests: [],
		refusal: /'Remove Settings' name 'temperature', which is also set/,
	},
	{
		resource: 'agent',
		operation: 'update',
		size: 'bad',
		title: 'an agent that is not there: nothing is written',
		source: 'ultravox.md §1.2',
		parameters: { ...chosen, updateFields: { systemPrompt: 'Be brief.' } },
		answers: [answer(404, { detail: 'Not found.' })],
		requests: [{ method: 'GET', path: ONE }],
		refusal: /Ultravox did not find it: Not found\./,
	},
];
