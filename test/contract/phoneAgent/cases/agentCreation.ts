import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import {
	configuration,
	account,
	readsAccount,
	readsTools,
	readsConfig,
	allows,
	allowed,
	bare,
} from '../support/agentRequests';
import {
	ACCOUNT,
	AGENT,
	agentWith,
	bareItem,
	block,
	OTHER_AGENT,
	rows,
	TOOL,
	toolWith,
} from '../support/simpleAgents';

const everything = {
	accent: 'Austrian',
	actions: 'chosen',
	actionIds: [TOOL, 'hangUp'],
	dataCollectionFields: rows(
		{ name: 'appointment day', type: 'date', description: 'The day they prefer' },
		{ name: 'email', type: 'text', description: '' },
		{ name: 'first visit', type: 'boolean', description: '' },
		{ name: 'age', type: 'number', description: '' },
	),
	dataCollectionWebhookUrl: 'https://example.com/collected?key=1',
	firstMessage: 'Hello {{name}}, this is Anna.',
	handoffPhoneNumber: '+1 (415) 555-0100',
	instructions: 'Be friendly.\n\nOffer the next free appointment.',
	interruptible: false,
	language: 'de-AT, en',
	model: byId('ultravox-v0.7'),
	voice: byId('Mark'),
};

const full = {
	systemPrompt: `1. Be friendly.\n2. Offer the next free appointment.\n\n${block(
		'Type of calls: outbound',
		'Languages to speak, mainly the first: de-AT, en',
		'Accent to speak with: Austrian',
		'Human to hand off to: +14155550100',
		'May be interrupted: no',
		'Collected data goes to: https://example.com/collected?key=1',
		'Data to collect in the call:',
		'- appointment day (date): The day they prefer',
		'- email (text)',
		'- first visit (yes or no)',
		'- age (number)',
	)}`,
	firstSpeakerSettings: {
		user: { fallback: { delay: '5s', text: 'Hello {{name}}, this is Anna.' } },
	},
	languageHint: 'de-AT',
	voice: 'Mark',
	model: 'ultravox-v0.7',
	selectedTools: [{ toolId: TOOL }, { toolName: 'hangUp' }],
};

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'>;
const creates = (one: Case): ContractCase => ({
	...one,
	resource: 'agent',
	operation: 'create',
	source: 'peers.md §1.3, ultravox.md §4.1, §5.1, §7.1',
});

/** Agents that are made. */
export const agentCreationCases: ContractCase[] = [
	creates({
		size: 'smallest',
		title:
			'O3.1, O3.3 only a name: inbound, speaks first, allowed beside the others, and O3.2 all nineteen keys are there',
		parameters: { name: 'Receptionist' },
		answers: [
			account,
			results([]),
			answer(200, configuration),
			answer(201, agentWith(bare)),
			allowed,
		],
		requests: [
			readsAccount,
			readsTools,
			readsConfig,
			{ method: 'POST', path: '/api/agents', body: { name: 'Receptionist', callTemplate: bare } },
			allows,
		],
		items: [bareItem],
	}),
	creates({
		size: 'full',
		title:
			'O3.1, O3.9 every field, of an outbound agent: O3.3 who is called speaks first, with a fallback; nothing is allowed',
		parameters: { name: 'Receptionist', type: 'outbound', additionalFields: everything },
		answers: [account, answer(201, agentWith(full))],
		requests: [
			readsAccount,
			{ method: 'POST', path: '/api/agents', body: { name: 'Receptionist', callTemplate: full } },
		],
		items: [
			{
				...bareItem,
				type: 'outbound',
				language: 'de-AT, en',
				accent: 'Austrian',
				handoff_phone_number: '+14155550100',
				interruptible: false,
				actionIds: [TOOL, 'hangUp'],
				instructions: ['Be friendly.', 'Offer the next free appointment.'],
				data_collection_fields: ['appointment day', 'email', 'first visit', 'age'],
				data_collection_webhook_url: 'https://example.com/collected?key=1',
				model: 'ultravox-v0.7',
				voice_id: 'Mark',
				first_message: 'Hello {{name}}, this is Anna.',
			},
		],
	}),
	creates({
		size: 'more',
		title:
			'O3.5 all actions: every tool of the account that is ready for a phone call, and hanging up',
		parameters: { name: 'Receptionist', type: 'outbound' },
		answers: [
			account,
			results([
				toolWith(TOOL, 'book'),
				toolWith(OTHER_AGENT, 'book'),
				toolWith(AGENT, 'page', { client: {}, http: undefined }),
				toolWith(AGENT, 'keyed', {
					requirements: {
						httpSecurityOptions: {
							options: [{ requirements: { key: { headerApiKey: { name: 'X-Key' } } } }],
						},
					},
				}),
				toolWith(AGENT, 'fixed', { requirements: { requiredParameterOverrides: ['shop'] } }),
				toolWith(ACCOUNT, 'open', {
					requirements: { httpSecurityOptions: { options: [{ requirements: {} }] } },
				}),
			]),
			answer(201, agentWith({ ...bare })),
		],
		requests: [
			readsAccount,
			readsTools,
			{
				method: 'POST',
				path: '/api/agents',
				body: {
					name: 'Receptionist',
					callTemplate: {
						systemPrompt: block(
							'Type of calls: outbound',
							'May be interrupted: yes',
							'Actions: all 3 of the account',
						),
						firstSpeakerSettings: { user: { fallback: { delay: '5s' } } },
						selectedTools: [{ toolId: TOOL }, { toolId: ACCOUNT }, { toolName: 'hangUp' }],
					},
				},
			},
		],
	}),
	creates({
		size: 'more',
		title: 'O3.5 no actions, and a model of another product: its name is kept, Ultravox chooses',
		parameters: {
			name: 'Receptionist',
			type: 'outbound',
			additionalFields: { actions: 'none', model: byId('oppie-vox') },
		},
		answers: [
			account,
			answer(
				201,
				agentWith({
					systemPrompt: block(
						'Type of calls: outbound',
						'May be interrupted: yes',
						'Model name: oppie-vox',
					),
					firstSpeakerSettings: { user: { fallback: { delay: '5s' } } },
					selectedTools: [],
					model: 'ultravox-v0.7',
				}),
			),
		],
		requests: [
			readsAccount,
			{
				method: 'POST',
				path: '/api/agents',
				body: {
					name: 'Receptionist',
					callTemplate: {
						systemPrompt: block(
							'Type of calls: outbound',
							'May be interrupted: yes',
							'Model name: oppie-vox',
						),
						firstSpeakerSettings: { user: { fallback: { delay: '5s' } } },
						selectedTools: [],
					},
				},
			},
		],
		items: [{ ...bareItem, type: 'outbound', actionIds: [], model: 'oppie-vox' }],
	}),
];
