import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, AUTH_ID, AUTH_TOKEN, byId, page } from '../../operations/contractCase';

const AGENT = '5b40a428-bfc7-4daf-9d06-726c558bf3b8';
const OTHER_AGENT = '06ecae31-4bf8-40b9-ac62-e902418e9935';
const APP = '20372631212782780';
const OTHER_APP = '11223344556677889';
const NAME = `ultravox-${AGENT}`;
const CONFIG = '/api/telephony_configs/plivo';
const NUMBER = '/Number/14155550100/';

const ending = (text: string) =>
	expect.stringMatching(new RegExp(`^https?://[^/]+${text}$`)) as string;
const agentUrl = ending(`/api/agents/${AGENT}`);
const answerUrl = ending(`/api/agents/${AGENT}/telephony_xml`);

const stored = (agents: string[], fields: IDataObject = {}): IDataObject => ({
	callCreationAllowedAgentIds: agents,
	callCreationAllowAllAgents: false,
	requestContextMapping: {},
	authId: AUTH_ID,
	authTokenPrefix: { prefix: AUTH_TOKEN.slice(0, 8) },
	...fields,
});
const CREDENTIALS = { authId: AUTH_ID, authToken: AUTH_TOKEN };

const number = (leadsTo: string | null): Reply =>
	answer(200, {
		api_id: 'n1',
		number: '14155550100',
		application: leadsTo === null ? null : `/v1/Account/${AUTH_ID}/${leadsTo}/`,
	});

/** An answer in which `<root>` is the address that was asked, as it is the app host of the credential too. */
const rooted =
	(body: unknown): Reply =>
	(response: ServerResponse) => {
		const root = `http://${response.req.headers.host ?? ''}`;
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body).replaceAll('<root>', root));
	};

const application = (fields: IDataObject) => ({
	app_id: APP,
	app_name: NAME,
	answer_url: `<root>/api/agents/${AGENT}/telephony_xml`,
	answer_method: 'POST',
	hangup_url: `<root>/api/agents/${AGENT}`,
	hangup_method: 'GET',
	fallback_answer_url: '',
	fallback_method: 'POST',
	...fields,
});
const pageOf = (...objects: unknown[]): Reply =>
	rooted({ api_id: 'l1', meta: { limit: 20, offset: 0, total_count: objects.length }, objects });

const agent = answer(200, { agentId: AGENT, name: 'Reception' });
const missing = answer(404, { detail: 'Not found.' });
const made = answer(201, { api_id: 'a1', message: 'created', app_id: APP });
const changed = answer(202, { api_id: 'c1', message: 'changed' });
const refused = answer(400, { api_id: 'f1c7', error: 'not today' });

const gets = (path: string, query?: Record<string, string>): ExpectedRequest => ({
	method: 'GET',
	path,
	...(query === undefined ? {} : { query }),
});
const posts = (path: string, body: IDataObject): ExpectedRequest => ({
	method: 'POST',
	path,
	body,
});

const readsAgent = gets(`/api/agents/${AGENT}`);
const readsConfig = gets(CONFIG);
const readsNamed = gets('/Application/', { app_name: NAME, limit: '20', offset: '0' });
const readsNumber = gets(NUMBER);
const looks = [readsAgent, readsConfig, readsNamed, readsNumber];

const createsConfig = posts(CONFIG, {
	...CREDENTIALS,
	callCreationAllowedAgentIds: [AGENT],
	callCreationAllowAllAgents: false,
});
const createsApplication = posts('/Application/', {
	app_name: NAME,
	answer_url: answerUrl,
	answer_method: 'POST',
	hangup_url: agentUrl,
	hangup_method: 'GET',
	fallback_method: 'POST',
});
const links = (id: string): ExpectedRequest => posts(NUMBER, { app_id: id });
const deletesApplication: ExpectedRequest = {
	method: 'DELETE',
	path: `/Application/${APP}/`,
	query: { cascade: 'false' },
};

const item = (fields: IDataObject): IDataObject => ({
	agentId: AGENT,
	agentName: 'Reception',
	phoneNumber: '+14155550100',
	applicationId: APP,
	applicationName: NAME,
	answerUrl,
	hangupUrl: agentUrl,
	...fields,
});

type Case = Omit<ContractCase, 'resource' | 'operation' | 'source'> & { source?: string };
const connects = (one: Case): ContractCase => ({
	source: 'ultravox.md §5.2, plivo.md §3.3, §4, peers.md P2.2',
	...one,
	resource: 'plivoConfiguration',
	operation: 'connectAgent',
});

const parameters = { agent: byId(AGENT), number: byId('+14155550100') };
const existing = { ...parameters, application: 'existing', applicationId: byId(OTHER_APP) };
const others = (fields: IDataObject = {}) =>
	application({
		app_id: OTHER_APP,
		app_name: 'front-desk',
		answer_url: 'https://old.example.com/answer?key=1',
		hangup_url: 'https://old.example.com/answer?key=1',
		hangup_method: 'POST',
		...fields,
	});

export const connectAgentCases: ContractCase[] = [
	connects({
		size: 'smallest',
		title:
			'P2.2 nothing was there: the agent is allowed first, then an application made, then the number linked and read back',
		parameters,
		answers: [
			agent,
			missing,
			page([]),
			number(null),
			answer(201, stored([AGENT])),
			made,
			changed,
			number(`Application/${APP}`),
		],
		requests: [...looks, createsConfig, createsApplication, links(APP), readsNumber],
		items: [
			item({
				changed: true,
				changes: [
					'Plivo configuration created',
					'Plivo application created',
					'Number linked to the application',
				],
			}),
		],
	}),
	connects({
		size: 'full',
		title:
			'P2.2 U0.9 an application and a number of others are taken over, where that is switched on; other agents stay allowed',
		parameters: {
			...existing,
			number: byId('(415) 555-0100'),
			options: {
				defaultCountry: 'US',
				hangupUrl: 'https://example.com/hangup',
				overwriteAnswerUrl: true,
				overwriteNumber: true,
			},
		},
		answers: [
			agent,
			answer(200, stored([OTHER_AGENT])),
			rooted(others({ fallback_answer_url: 'https://old.example.com/fallback' })),
			number('Zentrunk/Trunk/99887766554433221'),
			answer(200, stored([OTHER_AGENT, AGENT])),
			changed,
			changed,
			number(`Application/${OTHER_APP}`),
		],
		requests: [
			readsAgent,
			readsConfig,
			gets(`/Application/${OTHER_APP}/`),
			readsNumber,
			{
				method: 'PATCH',
				path: CONFIG,
				body: { callCreationAllowedAgentIds: [OTHER_AGENT, AGENT] },
			},
			posts(`/Application/${OTHER_APP}/`, {
				answer_url: answerUrl,
				answer_method: 'POST',
				hangup_url: 'https://example.com/hangup',
				hangup_method: 'POST',
				fallback_answer_url: 'https://old.example.com/fallback',
				fallback_method: 'POST',
			}),
			links(OTHER_APP),
			readsNumber,
		],
		items: [
			item({
				applicationId: OTHER_APP,
				applicationName: 'front-desk',
				hangupUrl: 'https://example.com/hangup',
				changed: true,
				changes: [
					'Plivo configuration changed',
					'Plivo application changed',
					'Number linked to the application',
				],
			}),
		],
	}),
	connects({
		size: 'more',
		title: 'P2.2 run again, nothing is written',
		parameters,
		answers: [
			agent,
			answer(200, stored([OTHER_AGENT, AGENT])),
			pageOf(application({})),
			number(`Application/${APP}`),
		],
		requests: looks,
		items: [item({ changed: false, changes: [] })],
	}),
	connects({
		size: 'more',
		title: 'P2.2 only the allowance is missing, which no caller has to find out',
		parameters,
		answers: [
			agent,
			answer(200, stored([])),
			pageOf(application({})),
			number(`Application/${APP}`),
			answer(200, stored([AGENT])),
		],
		requests: [
			...looks,
			{ method: 'PATCH', path: CONFIG, body: { callCreationAllowedAgentIds: [AGENT] } },
		],
		items: [item({ changed: true, changes: ['Plivo configuration changed'] })],
	}),
	connects({
		size: 'more',
		title:
			'P2.2 hang-ups that an application reported to its answer URL would begin calls: they no longer do',
		parameters: { ...existing, options: { overwriteAnswerUrl: true } },
		answers: [
			agent,
			answer(200, stored([], { callCreationAllowAllAgents: true })),
			rooted(others()),
			number(`Application/${OTHER_APP}`),
			changed,
		],
		requests: [
			readsAgent,
			readsConfig,
			gets(`/Application/${OTHER_APP}/`),
			readsNumber,
			posts(`/Application/${OTHER_APP}/`, {
				answer_url: answerUrl,
				answer_method: 'POST',
				hangup_url: agentUrl,
				hangup_method: 'GET',
				fallback_method: 'POST',
			}),
		],
		items: [
			item({
				applicationId: OTHER_APP,
				applicationName: 'front-desk',
				changed: true,
				changes: ['Plivo application changed'],
			}),
		],
	}),
	connects({
		size: 'bad',
		title: 'P2.2 the answer URL of another system is left alone',
		parameters: existing,
		answers: [agent, missing, rooted(others()), number(null)],
		requests: [readsAgent, readsConfig, gets(`/Application/${OTHER_APP}/`), readsNumber],
		refusal:
			/The Plivo application 'front-desk' already answers at https:\/\/old\.example\.com\/answer$/,
		hint: /switch on 'Overwrite Answer URL'/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 a number that leads somewhere else is left alone',
		parameters,
		answers: [agent, missing, page([]), number(`Application/${OTHER_APP}`)],
		requests: looks,
		refusal: new RegExp(`\\+14155550100 leads to ${OTHER_APP} at Plivo`),
		hint: /switch on 'Overwrite Number Assignment'/i,
	}),
	connects({
		size: 'more',
		title: 'P2.2 the number is not of this account: nothing was changed yet',
		parameters,
		answers: [agent, missing, page([]), answer(404, { api_id: 'x', error: 'not found' })],
		requests: looks,
		refusal: /\+14155550100 is not a number of this Plivo account/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 Ultravox knows another Plivo account: its signatures would not fit',
		parameters,
		answers: [agent, answer(200, stored([AGENT], { authId: 'MAOTHERACCOUNT000001' }))],
		requests: [readsAgent, readsConfig],
		refusal: /Ultravox has the credentials of another Plivo account: MAOTHERACCOUNT000001/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 the agent is not there',
		parameters,
		answers: [missing],
		requests: [readsAgent],
		refusal: /Ultravox did not find it/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 the number is refused: the application and the configuration go again',
		parameters,
		answers: [
			agent,
			missing,
			page([]),
			number(null),
			answer(201, stored([AGENT])),
			made,
			refused,
			answer(204),
			answer(204),
		],
		requests: [
			...looks,
			createsConfig,
			createsApplication,
			links(APP),
			deletesApplication,
			{ method: 'DELETE', path: CONFIG },
		],
		refusal: /Linking \+14155550100 to the Plivo Application did not succeed: .*not today/,
		hint: /Ultravox and Plivo are as they were before.*HTTP status 400/,
	}),
	connects({
		size: 'more',
		title:
			'P2.2 the number did not follow, though Plivo said so: everything is put back, the other agent stays',
		parameters: { ...parameters, options: { overwriteNumber: true } },
		answers: [
			agent,
			answer(200, stored([OTHER_AGENT])),
			page([]),
			number(`Application/${OTHER_APP}`),
			answer(200, stored([OTHER_AGENT, AGENT])),
			made,
			changed,
			number(`Application/${OTHER_APP}`),
			changed,
			answer(204),
			answer(200, stored([OTHER_AGENT])),
		],
		requests: [
			...looks,
			{
				method: 'PATCH',
				path: CONFIG,
				body: { callCreationAllowedAgentIds: [OTHER_AGENT, AGENT] },
			},
			createsApplication,
			links(APP),
			readsNumber,
			links(OTHER_APP),
			deletesApplication,
			{
				method: 'PATCH',
				path: CONFIG,
				body: { callCreationAllowAllAgents: false, callCreationAllowedAgentIds: [OTHER_AGENT] },
			},
		],
		refusal: new RegExp(`Plivo took the change, but \\+14155550100 leads to ${OTHER_APP}`),
		hint: /as they were before/,
	}),
	connects({
		size: 'more',
		title: 'U0.3 P2.2 the token that a refusal echoes is not told; nothing was done yet',
		parameters,
		answers: [
			agent,
			missing,
			page([]),
			number(null),
			answer(400, { detail: `${AUTH_TOKEN} is wrong` }),
			missing,
		],
		requests: [...looks, createsConfig, readsConfig],
		refusal:
			/Allowing the agent in the Plivo configuration of Ultravox did not succeed: .*\[removed\] is wrong/,
		hint: /as they were before/,
	}),
	connects({
		size: 'more',
		title:
			'P2.2 the number is refused after the credential was renewed: the old token cannot come back',
		parameters,
		answers: [
			agent,
			answer(200, stored([OTHER_AGENT], { authTokenPrefix: { prefix: 'another' } })),
			page([]),
			number(null),
			answer(200, stored([OTHER_AGENT, AGENT])),
			made,
			refused,
			answer(204),
			answer(200, stored([OTHER_AGENT])),
		],
		requests: [
			...looks,
			{
				method: 'PATCH',
				path: CONFIG,
				body: { ...CREDENTIALS, callCreationAllowedAgentIds: [OTHER_AGENT, AGENT] },
			},
			createsApplication,
			links(APP),
			deletesApplication,
			{
				method: 'PATCH',
				path: CONFIG,
				body: { callCreationAllowAllAgents: false, callCreationAllowedAgentIds: [OTHER_AGENT] },
			},
		],
		refusal: /Linking \+14155550100/,
		hint: /Could not be put back, see to it by hand: the Plivo configuration of Ultravox has the Auth Token of 'Plivo Credential' now/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 what is put back is gone already, which Ultravox tells with 400',
		parameters,
		answers: [
			agent,
			missing,
			page([]),
			number(null),
			answer(201, stored([AGENT])),
			made,
			refused,
			answer(204),
			answer(400, { detail: 'No config.' }),
			answer(400, { detail: 'No config.' }),
		],
		requests: [
			...looks,
			createsConfig,
			createsApplication,
			links(APP),
			deletesApplication,
			{ method: 'DELETE', path: CONFIG },
			readsConfig,
		],
		refusal: /Linking \+14155550100/,
		hint: /Ultravox and Plivo are as they were before/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 what cannot be put back is named',
		parameters,
		answers: [
			agent,
			missing,
			page([]),
			number(null),
			answer(201, stored([AGENT])),
			made,
			refused,
			refused,
			answer(204),
		],
		requests: [
			...looks,
			createsConfig,
			createsApplication,
			links(APP),
			deletesApplication,
			{ method: 'DELETE', path: CONFIG },
		],
		refusal: /Linking \+14155550100/,
		hint: new RegExp(`Could not be put back, see to it by hand: the new Plivo Application ${NAME}`),
	}),
];
