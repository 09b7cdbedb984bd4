import { answer, AUTH_ID, AUTH_TOKEN } from '../../operations/contractCase';
import { ACCOUNT, AGENT, block, OTHER_AGENT } from './simpleAgents';

/** Where the Plivo configuration of Ultravox is. */
export const CONFIG = '/api/telephony_configs/plivo';
/** What is there of it, by the agents that callers may reach. */
export const configurationOf = (...agents: string[]) => ({
	authId: AUTH_ID,
	authTokenPrefix: { prefix: AUTH_TOKEN.slice(0, 8) },
	callCreationAllowAllAgents: false,
	callCreationAllowedAgentIds: agents,
	requestContextMapping: {},
});
export const configuration = configurationOf(OTHER_AGENT);

export const account = answer(200, { accountId: ACCOUNT });
export const readsAccount = { method: 'GET', path: '/api/accounts/me' } as const;
export const readsTools = {
	method: 'GET',
	path: '/api/tools',
	query: { ownership: 'private', pageSize: '100' },
} as const;
export const readsConfig = { method: 'GET', path: CONFIG } as const;
export const allows = {
	method: 'PATCH',
	path: CONFIG,
	body: { callCreationAllowedAgentIds: [OTHER_AGENT, AGENT] },
} as const;
export const allowed = answer(200, configurationOf(OTHER_AGENT, AGENT));

/** The template of an agent that has nothing but a name. */
export const bare = {
	systemPrompt: block(
		'Type of calls: inbound',
		'May be interrupted: yes',
		'Actions: all 1 of the account',
	),
	firstSpeakerSettings: { agent: {} },
	selectedTools: [{ toolName: 'hangUp' }],
};
