import type { ServerResponse } from 'node:http';
import type { IDataObject } from 'n8n-workflow';
import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, page } from '../../operations/contractCase';
import {
	AGENT,
	OTHER_AGENT,
	APP,
	OTHER_APP,
	NAME,
	agentUrl,
	answerUrl,
	stored,
	number,
	agent,
	missing,
	made,
	changed,
	gets,
	posts,
	readsAgent,
	readsConfig,
	readsNumber,
	looks,
	nothingThere,
	allows,
	createsConfig,
	createsApplication,
	links,
	connects,
	parameters,
} from '../support/connectAgent';

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

/** An agent is connected, or it is said before why not. */
export const connectedAgentCases: ContractCase[] = [
	connects({
		size: 'smallest',
		title:
			'P2.2 nothing was there: the agent is allowed first, then an application made, then the number linked and read back',
		parameters,
		answers: [
			...nothingThere,
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
			allows(OTHER_AGENT, AGENT),
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
		requests: [...looks, allows(AGENT)],
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
];
