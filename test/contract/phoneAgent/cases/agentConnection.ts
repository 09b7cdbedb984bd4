import type { ServerResponse } from 'node:http';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN, byId, page } from '../../operations/contractCase';
import { ACCOUNT, AGENT, agentWith, APP, bareItem, block, PATH } from '../support/simpleAgents';

const CONFIG = '/api/telephony_configs/plivo';
const NAME = `ultravox-${AGENT}`;
const NUMBER = '/Number/14155550100/';
const ending = (text: string) =>
	expect.stringMatching(new RegExp(`^https?://[^/]+${text}$`)) as string;

const agent = answer(
	200,
	agentWith({
		systemPrompt: block('Type of calls: inbound', 'May be interrupted: yes'),
		selectedTools: [],
	}),
);
const configuration = {
	authId: AUTH_ID,
	authTokenPrefix: { prefix: AUTH_TOKEN.slice(0, 8) },
	callCreationAllowAllAgents: false,
	callCreationAllowedAgentIds: [AGENT],
	requestContextMapping: {},
};
const number = (leadsTo: string | null): Reply =>
	answer(200, {
		number: '14155550100',
		application: leadsTo === null ? null : `/v1/Account/${AUTH_ID}/Application/${leadsTo}/`,
	});
const account = answer(200, { accountId: ACCOUNT });
const looks: ContractCase['requests'] = [
	{ method: 'GET', path: '/api/accounts/me' },
	{ method: 'GET', path: PATH },
	{ method: 'GET', path: CONFIG },
	{ method: 'GET', path: '/Application/', query: { app_name: NAME, limit: '20', offset: '0' } },
	{ method: 'GET', path: NUMBER },
];
const item = {
	...bareItem,
	actionIds: [],
	phone_number: '+14155550100',
	provider_external_id: APP,
};

/** The application of the agent as Plivo has it; the server stands in for Ultravox's other host, too. */
const existing: Reply = (response: ServerResponse) => {
	const root = `http://${response.req.headers.host ?? ''}${PATH}`;
	response.writeHead(200, { 'content-type': 'application/json' });
	const application = {
		app_id: APP,
		app_name: NAME,
		answer_url: `${root}/telephony_xml`,
		answer_method: 'POST',
		hangup_url: root,
		hangup_method: 'GET',
		fallback_answer_url: '',
		fallback_method: 'POST',
	};
	response.end(JSON.stringify({ meta: { limit: 20, offset: 0 }, objects: [application] }));
};

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'>;
const connects = (one: Case): ContractCase => ({
	...one,
	resource: 'agent',
	operation: 'connectToNumber',
	source: 'peers.md §1.3, ultravox.md §5.2, plivo.md §3.3, §4',
});

const parameters = { agent: byId(AGENT), number: byId('+14155550100') };

export const agentConnectionCases: ContractCase[] = [
	connects({
		size: 'smallest',
		title: 'O3.10 an application is made and the number linked: both are in the item',
		parameters,
		answers: [
			account,
			agent,
			answer(200, configuration),
			page([]),
			number(null),
			answer(201, { message: 'created', app_id: APP }),
			answer(202, { message: 'changed' }),
			number(APP),
		],
		requests: [
			...looks,
			{
				method: 'POST',
				path: '/Application/',
				body: {
					app_name: NAME,
					answer_url: ending(`${PATH}/telephony_xml`),
					answer_method: 'POST',
					hangup_url: ending(PATH),
					hangup_method: 'GET',
					fallback_method: 'POST',
				},
			},
			{ method: 'POST', path: NUMBER, body: { app_id: APP } },
			{ method: 'GET', path: NUMBER },
		],
		items: [item],
	}),
	connects({
		size: 'full',
		title: 'O3.10 run again: nothing is changed, and the same item comes',
		parameters: { ...parameters, application: 'dedicated', options: { defaultCountry: 'US' } },
		answers: [account, agent, answer(200, configuration), existing, number(APP)],
		requests: looks,
		items: [item],
	}),
	connects({
		size: 'bad',
		title: 'a number that is none',
		parameters: { ...parameters, number: byId('front desk') },
		requests: [],
		refusal: /'Number': "front desk" contains letters/,
	}),
	connects({
		size: 'more',
		title: 'a number that leads somewhere else is not taken',
		parameters,
		answers: [account, agent, answer(200, configuration), page([]), number('999')],
		requests: looks,
		refusal: /\+14155550100 leads to 999 at Plivo/,
	}),
];
