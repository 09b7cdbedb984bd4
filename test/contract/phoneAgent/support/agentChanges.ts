import type { ContractCase } from '../../operations/contractCase';
import { AUTH_ID, byId, page } from '../../operations/contractCase';
import { readsAccount } from './agentRequests';
import { AGENT, APP, bareItem, block, PATH } from './simpleAgents';

export const readsAgent = { method: 'GET', path: PATH } as const;
export const readsApplications = {
	method: 'GET',
	path: '/Application/',
	query: { limit: '20', offset: '0' },
} as const;
export const readsNumbers = { ...readsApplications, path: '/Number/' } as const;
export const noApplications = page([]);
export const application = {
	app_id: APP,
	app_name: 'front-desk',
	answer_url: `https://app.ultravox.ai/api/agents/${AGENT.toUpperCase()}/telephony_xml?x=1`,
};
export const linked = {
	number: '14155550100',
	application: `/v1/Account/${AUTH_ID}/Application/${APP}/`,
};

/** As somebody left it in Ultravox: text above, the block in another order, one line more, settings this package does not know. */
export const edited = {
	systemPrompt: `You work for {{company}}.\n1. Be friendly.\n\n${block(
		'Human to hand off to: +1 415 555 0199',
		'Please be brief.',
		'Type of calls: inbound',
		'May be interrupted: yes',
		'Data to collect in the call:',
		'- email',
	)}`,
	firstSpeakerSettings: { agent: { text: 'Hello.', delay: '1s' } },
	languageHint: 'de',
	voice: 'Mark',
	vadSettings: { turnEndpointDelay: '0.5s' },
	temperature: 0.4,
	selectedTools: [],
	externalVoice: null,
};
export const kept = {
	firstSpeakerSettings: { agent: { text: 'Hello.', delay: '1s' } },
	languageHint: 'de',
	voice: 'Mark',
	vadSettings: { turnEndpointDelay: '0.5s' },
	temperature: 0.4,
	selectedTools: [],
};
export const editedItem = {
	...bareItem,
	language: 'de',
	handoff_phone_number: '+14155550199',
	actionIds: [],
	instructions: ['You work for {{company}}.', 'Be friendly.\n\nPlease be brief.'],
	data_collection_fields: ['email'],
	voice_id: 'Mark',
	first_message: 'Hello.',
};
export const withAccent = {
	...kept,
	systemPrompt: `You work for {{company}}.\n1. Be friendly.\n\nPlease be brief.\n\n${block(
		'Type of calls: inbound',
		'Languages to speak, mainly the first: de',
		'Accent to speak with: Tyrolean',
		'Human to hand off to: +14155550199',
		'May be interrupted: yes',
		'Data to collect in the call:',
		'- email (text)',
	)}`,
};

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'>;

/** Cases of one operation. */
export const of =
	(operation: string, source: string) =>
	(one: Case): ContractCase => ({ ...one, resource: 'agent', operation, source });

export const chosen = { agent: byId(AGENT) };
export const looks = [readsAgent, readsAccount, readsApplications];
