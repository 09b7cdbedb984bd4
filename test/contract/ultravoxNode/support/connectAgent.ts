import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN, byId, page } from '../../operations/contractCase';

export const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';

export const OTHER_AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';

export const APP = '20372631212782780';

export const OTHER_APP = '11223344556677889';

export const NAME = `ultravox-${AGENT}`;

export const CONFIG = '/api/telephony_configs/plivo';

const NUMBER = '/Number/14155550100/';

const ending = (text: string) =>
	expect.stringMatching(new RegExp(`^https?://[^/]+${text}$`)) as string;

export const agentUrl = ending(`/api/agents/${AGENT}`);

export const answerUrl = ending(`/api/agents/${AGENT}/telephony_xml`);

export const stored = (agents: string[], fields: IDataObject = {}): IDataObject => ({
	callCreationAllowedAgentIds: agents,
	callCreationAllowAllAgents: false,
	requestContextMapping: {},
	authId: AUTH_ID,
	authTokenPrefix: { prefix: AUTH_TOKEN.slice(0, 8) },
	...fields,
});

export const CREDENTIALS = { authId: AUTH_ID, authToken: AUTH_TOKEN };

export const number = (leadsTo: string | null): Reply =>
	answer(200, {
		api_id: 'n1',
		number: '14155550100',
		application: leadsTo === null ? null : `/v1/Account/${AUTH_ID}/${leadsTo}/`,
	});

export const agent = answer(200, { agentId: AGENT, name: 'Reception' });

export const missing = answer(404, { detail: 'Not found.' });

export const made = answer(201, { api_id: 'a1', message: 'created', app_id: APP });

export const changed = answer(202, { api_id: 'c1', message: 'changed' });

export const gets = (path: string, query?: Record<string, string>): ExpectedRequest => ({
	method: 'GET',
	path,
	...(query === undefined ? {} : { query }),
});

export const posts = (path: string, body: IDataObject): ExpectedRequest => ({
	method: 'POST',
	path,
	body,
});

export const readsAgent = gets(`/api/agents/${AGENT}`);

export const readsConfig = gets(CONFIG);

const readsNamed = gets('/Application/', { app_name: NAME, limit: '20', offset: '0' });

export const readsNumber = gets(NUMBER);

export const looks = [readsAgent, readsConfig, readsNamed, readsNumber];

/** What the looks find when nothing of the agent is there yet, and the number leads nowhere. */
export const nothingThere = [agent, missing, page([]), number(null)];

export const allows = (...agents: string[]): ExpectedRequest => ({
	method: 'PATCH',
	path: CONFIG,
	body: { callCreationAllowedAgentIds: agents },
});

export const createsConfig = posts(CONFIG, {
	...CREDENTIALS,
	callCreationAllowedAgentIds: [AGENT],
	callCreationAllowAllAgents: false,
});

export const createsApplication = posts('/Application/', {
	app_name: NAME,
	answer_url: answerUrl,
	answer_method: 'POST',
	hangup_url: agentUrl,
	hangup_method: 'GET',
	fallback_method: 'POST',
});

export const links = (id: string): ExpectedRequest => posts(NUMBER, { app_id: id });

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'> & { source?: string };

export const connects = (one: Case): ContractCase => ({
	source: 'ultravox.md §5.2, plivo.md §3.3, §4, peers.md P2.2',
	...one,
	resource: 'plivoConfiguration',
	operation: 'connectAgent',
});

export const parameters = { agent: byId(AGENT), number: byId('+14155550100') };
