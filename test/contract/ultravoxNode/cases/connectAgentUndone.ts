import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, AUTH_TOKEN, page } from '../../operations/contractCase';
import {
	AGENT,
	OTHER_AGENT,
	APP,
	OTHER_APP,
	NAME,
	CONFIG,
	stored,
	CREDENTIALS,
	number,
	agent,
	missing,
	made,
	changed,
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

const refused = answer(400, { api_id: 'f1c7', error: 'not today' });

const deletesApplication: ExpectedRequest = {
	method: 'DELETE',
	path: `/Application/${APP}/`,
	query: { cascade: 'false' },
};

const deletesConfig: ExpectedRequest = { method: 'DELETE', path: CONFIG };

/** What the configuration allowed before, put back. */
const allowsOtherAgain: ExpectedRequest = {
	method: 'PATCH',
	path: CONFIG,
	body: { callCreationAllowAllAgents: false, callCreationAllowedAgentIds: [OTHER_AGENT] },
};

/** Nothing was there; the configuration and the application are made, and then the number is refused. */
const linkRefused = {
	answers: [...nothingThere, answer(201, stored([AGENT])), made, refused],
	requests: [...looks, createsConfig, createsApplication, links(APP)],
};

/** A step does not succeed: what was done is put back. */
export const undoneAgentCases: ContractCase[] = [
	connects({
		size: 'more',
		title: 'P2.2 the number is refused: the application and the configuration go again',
		parameters,
		answers: [...linkRefused.answers, answer(204), answer(204)],
		requests: [...linkRefused.requests, deletesApplication, deletesConfig],
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
			allows(OTHER_AGENT, AGENT),
			createsApplication,
			links(APP),
			readsNumber,
			links(OTHER_APP),
			deletesApplication,
			allowsOtherAgain,
		],
		refusal: new RegExp(`Plivo took the change, but \\+14155550100 leads to ${OTHER_APP}`),
		hint: /as they were before/,
	}),
	connects({
		size: 'more',
		title: 'U0.3 P2.2 the token that a refusal echoes is not told; nothing was done yet',
		parameters,
		answers: [...nothingThere, answer(400, { detail: `${AUTH_TOKEN} is wrong` }), missing],
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
			allowsOtherAgain,
		],
		refusal: /Linking \+14155550100/,
		hint: /Could not be put back, see to it by hand: the Plivo configuration of Ultravox has the Auth Token of 'Plivo Credential' now/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 what is put back is gone already, which Ultravox tells with 400',
		parameters,
		answers: [
			...linkRefused.answers,
			answer(204),
			answer(400, { detail: 'No config.' }),
			answer(400, { detail: 'No config.' }),
		],
		requests: [...linkRefused.requests, deletesApplication, deletesConfig, readsConfig],
		refusal: /Linking \+14155550100/,
		hint: /Ultravox and Plivo are as they were before/,
	}),
	connects({
		size: 'more',
		title: 'P2.2 what cannot be put back is named',
		parameters,
		answers: [...linkRefused.answers, refused, answer(204)],
		requests: [...linkRefused.requests, deletesApplication, deletesConfig],
		refusal: /Linking \+14155550100/,
		hint: new RegExp(`Could not be put back, see to it by hand: the new Plivo Application ${NAME}`),
	}),
];
