import type { IDataObject } from 'n8n-workflow';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { fullAgent } from './agentFull';
import { agent, one, PATH, rows } from './agentObjects';

const SHARED = 'a-shared-secret-of-24-ch';

const CALLED = { to: '+14155550100', from: '+14155550199' };
const CALLS = { medium: 'plivo', direction: 'outgoing', ...CALLED };

export const agentCreationCases: ContractCase[] = [
	{
		resource: 'agent',
		operation: 'create',
		size: 'smallest',
		title: 'a name and a prompt, which lies inside the template',
		source: 'ultravox.md §4.1, §10.6',
		parameters: { name: ' Receptionist ', systemPrompt: 'Be kind.' },
		answers: [answer(201, agent)],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: { name: 'Receptionist', callTemplate: { systemPrompt: 'Be kind.' } },
			},
		],
		items: [agent],
	},
	fullAgent,
	{
		resource: 'agent',
		operation: 'create',
		size: 'more',
		title: 'P2.7 an external voice, and a medium that calls: who is called speaks first',
		source: 'ultravox.md §3, §7.2, §10.4',
		parameters: {
			name: 'Caller',
			voiceAndModel: {
				externalVoice: { lmnt: { voiceId: 'leah', options: { speed: 1.5 } } },
			},
			callSettings: {
				mediumSettings: one({
					medium: 'plivo',
					direction: 'outgoing',
					to: '(415) 555-0100',
					from: '+14155550199',
					defaultCountry: 'US',
					additionalParams: '{ "machine_detection": "true" }',
				}),
			},
		},
		answers: [answer(201, agent)],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					name: 'Caller',
					callTemplate: {
						externalVoice: { lmnt: { voiceId: 'leah', speed: 1.5 } },
						medium: {
							plivo: {
								outgoing: {
									to: '+14155550100',
									from: '+14155550199',
									additionalParams: { machine_detection: 'true' },
								},
							},
						},
						firstSpeakerSettings: { user: {} },
					},
				},
			},
		],
	},
	{
		resource: 'agent',
		operation: 'create',
		size: 'more',
		title: 'P2.1 P2.7 what was added and left as it is counts: Plivo, and the other side first',
		source: 'ultravox.md §2.1, §3',
		parameters: {
			name: 'Listener',
			conversation: { firstSpeakerSettings: { user: {} } },
			callSettings: { mediumSettings: one({}) },
		},
		answers: [answer(201, agent)],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					name: 'Listener',
					callTemplate: { firstSpeakerSettings: { user: {} }, medium: { plivo: {} } },
				},
			},
		],
	},
	...(
		[
			[
				'who speaks first is in JSON: that counts, alone',
				{ mediumSettings: one(CALLS) },
				{ firstSpeakerSettings: { agent: { text: 'Hello' } } },
				{
					medium: { plivo: { outgoing: CALLED } },
					firstSpeakerSettings: { agent: { text: 'Hello' } },
				},
			],
			[
				'a medium that calls is in JSON: who is called speaks first',
				{},
				{ medium: { plivo: { outgoing: CALLED } } },
				{ medium: { plivo: { outgoing: CALLED } }, firstSpeakerSettings: { user: {} } },
			],
		] as Array<[string, IDataObject, object, object]>
	).map(([title, callSettings, callTemplate, expected]): ContractCase => ({
		resource: 'agent',
		operation: 'create',
		size: 'more',
		title: `P2.7 ${title}`,
		source: 'ultravox.md §2.1 (exactly one), §3, §10.4',
		parameters: {
			name: 'Caller',
			callSettings,
			additionalBodyFields: JSON.stringify({ callTemplate }),
		},
		answers: [answer(201, agent)],
		requests: [{ method: 'POST', path: PATH, body: { name: 'Caller', callTemplate: expected } }],
	})),
	{
		resource: 'agent',
		operation: 'create',
		size: 'more',
		title: 'P2.7 two first speakers: the one that was chosen, and one in JSON',
		source: 'ultravox.md §2.1 (exactly one)',
		parameters: {
			name: 'Caller',
			conversation: { firstSpeakerSettings: { user: {} } },
			additionalBodyFields: '{"callTemplate": {"firstSpeakerSettings": {"agent": {}}}}',
		},
		requests: [],
		refusal: /set 'callTemplate\.firstSpeakerSettings', which another input sets, too/,
	},
	{
		resource: 'agent',
		operation: 'create',
		size: 'bad',
		title: 'a name of 65 characters',
		source: 'ultravox.md §4.1 (name, max 64)',
		parameters: { name: 'x'.repeat(65) },
		requests: [],
		refusal: /'Name' has 65 characters, and may have 64/,
	},
	{
		resource: 'agent',
		operation: 'create',
		size: 'bad',
		title: 'a setting beside the template, where Ultravox drops it',
		source: 'ultravox.md §10.6',
		parameters: { name: 'Receptionist', additionalBodyFields: '{ "temperature": 1 }' },
		requests: [],
		refusal: /'Additional Body Fields' have 'temperature' where Ultravox drops it/,
		hint: /\{"callTemplate": \{"temperature"/,
	},
	{
		resource: 'agent',
		operation: 'create',
		size: 'bad',
		title: 'Ultravox refuses the voice: its words reach the user, the secret does not',
		source: 'ultravox.md §1.2',
		parameters: {
			name: 'Receptionist',
			voiceAndModel: { voice: byId('Nobody') },
			toolsAndData: { sharedSecrets: rows({ secret: SHARED }) },
		},
		answers: [answer(400, { detail: `Voice Nobody does not exist. ${SHARED}` })],
		requests: [
			{
				method: 'POST',
				path: PATH,
				body: {
					name: 'Receptionist',
					callTemplate: { voice: 'Nobody', sharedSecrets: [SHARED] },
				},
			},
		],
		refusal: /Voice Nobody does not exist\. \[removed\]/,
	},
	{
		resource: 'agent',
		operation: 'create',
		size: 'more',
		title: 'a create that failed is not sent again: it may have gone through',
		source: 'ultravox.md §1.3',
		parameters: { name: 'Receptionist' },
		answers: [answer(500, { detail: 'oops' }), answer(201, agent)],
		requests: [{ method: 'POST', path: PATH, body: { name: 'Receptionist' } }],
		refusal: /oops/,
		hint: /look at Get Many before you try again/,
	},
	{
		resource: 'agent',
		operation: 'create',
		size: 'more',
		title: 'an answer that is no agent is no success',
		source: 'ultravox.md §4.1',
		parameters: { name: 'Receptionist' },
		answers: [answer(200, {})],
		requests: [{ method: 'POST', path: PATH, body: { name: 'Receptionist' } }],
		refusal: /Ultravox did not confirm the agent/,
	},
];
