import type { ContractCase } from '../../operations/contractCase';
import { answer, byId, results } from '../../operations/contractCase';
import { callCase, CALLS, fromItem, missing, wrongId } from '../support/callCase';
import { CALL, messages, PRIOR, STAGE, VOICE } from '../support/callFixtures';

const messageItems = messages.map((message) => message as object) as ContractCase['items'];

const stage = {
	callId: CALL,
	callStageId: STAGE,
	created: '2026-11-20T10:00:00Z',
	inactivityMessages: [],
	initialTokenCount: 100,
	languageHint: null,
	latestTokenCount: 180,
	model: 'ultravox-v0.7',
	systemPrompt: 'You take orders.',
	temperature: 0,
	timeExceededMessage: null,
	voice: VOICE,
	errorCount: 0,
	experimentalSettings: null,
	initialState: {},
};
const simpleStage = {
	callStageId: STAGE,
	callId: CALL,
	created: '2026-11-20T10:00:00Z',
	systemPrompt: 'You take orders.',
	model: 'ultravox-v0.7',
	voice: VOICE,
	temperature: 0,
	languageHint: null,
	errorCount: 0,
	latestTokenCount: 180,
};
const tool = {
	callToolId: PRIOR,
	toolId: null,
	name: 'book',
	definition: { description: 'Books a table', http: { httpMethod: 'POST' } },
};
/** A tool whose requirement is called as a secret is, and which gets one in a header. */
const guarded = (secret: string) => ({
	...tool,
	definition: {
		...tool.definition,
		requirements: {
			httpSecurityOptions: {
				options: [{ requirements: { apiKey: { headerApiKey: { name: 'X-Key' } } } }],
			},
		},
		staticParameters: [
			{ name: 'X-Auth', location: 'PARAMETER_LOCATION_HEADER', value: secret },
			{ name: 'shop', location: 'PARAMETER_LOCATION_BODY', value: 'north' },
		],
	},
});
const spokenElsewhere = (secret: string) => ({
	generic: {
		url: `https://speech.example.com/?${secret}`,
		headers: { 'X-Speech-Auth': secret },
		body: { text: '{text}' },
	},
});
const ofStage = { callId: byId(CALL), callStageId: byId(STAGE) };
const STAGES = `${CALLS}/${CALL}/stages`;
const wrongStage = (operation: string) =>
	callCase(operation, 'bad', 'the number of a stage is no ID', {
		parameters: { callId: byId(CALL), callStageId: byId('={{ "1" }}') },
		refusal: /'Stage' is not an ID: '1'/,
	});

const stageCases: ContractCase[] = [
	callCase('getStages', 'smallest', 'P2.14 the useful fields', {
		source: 'ultravox.md §2.3, §2.6',
		...fromItem,
		answers: [results([stage])],
		requests: [{ method: 'GET', path: STAGES, query: { pageSize: '50' } }],
		items: [simpleStage],
	}),
	callCase('getStages', 'full', 'all pages, all fields', {
		parameters: { callId: byId(CALL), returnAll: true, simplify: false },
		answers: [results([stage], 'cD0y'), results([stage])],
		requests: [
			{ method: 'GET', path: STAGES, query: { pageSize: '100' } },
			{ method: 'GET', path: STAGES, query: { pageSize: '100', cursor: 'cD0y' } },
		],
		items: [stage, stage],
	}),
	wrongId('getStages'),
	missing('getStages', '/stages', { pageSize: '50' }),
	callCase('getStage', 'smallest', 'the useful fields', {
		parameters: ofStage,
		answers: [answer(200, stage)],
		requests: [{ method: 'GET', path: `${STAGES}/${STAGE}` }],
		items: [simpleStage],
	}),
	callCase('getStage', 'full', 'all fields', {
		parameters: { ...ofStage, simplify: false },
		answers: [answer(200, stage)],
		requests: [{ method: 'GET', path: `${STAGES}/${STAGE}` }],
		items: [stage],
	}),
	callCase('getStage', 'more', 'U0.3 no values of the headers of a voice', {
		parameters: { ...ofStage, simplify: false },
		answers: [answer(200, { ...stage, externalVoice: spokenElsewhere('secret') })],
		requests: [{ method: 'GET', path: `${STAGES}/${STAGE}` }],
		items: [{ ...stage, externalVoice: spokenElsewhere('[removed]') }],
	}),
	callCase('getStages', 'more', 'U0.3 no values of the headers of a voice', {
		parameters: { callId: byId(CALL), simplify: false },
		answers: [results([{ ...stage, externalVoice: spokenElsewhere('secret') }])],
		requests: [{ method: 'GET', path: STAGES, query: { pageSize: '50' } }],
		items: [{ ...stage, externalVoice: spokenElsewhere('[removed]') }],
	}),
	wrongStage('getStage'),
	callCase('getStageMessages', 'smallest', 'the useful fields', {
		parameters: { ...ofStage, limit: 1 },
		answers: [results(messages)],
		requests: [{ method: 'GET', path: `${STAGES}/${STAGE}/messages`, query: { pageSize: '1' } }],
		items: [
			{
				role: 'MESSAGE_ROLE_USER',
				text: '(New Call) Respond as if you are answering the phone.',
				medium: 'MESSAGE_MEDIUM_TEXT',
				callStageId: STAGE,
				callStageMessageIndex: 0,
			},
		],
	}),
	callCase('getStageMessages', 'full', 'all, as they came', {
		parameters: { ...ofStage, returnAll: true, simplify: false },
		answers: [results(messages)],
		requests: [{ method: 'GET', path: `${STAGES}/${STAGE}/messages`, query: { pageSize: '100' } }],
		items: messageItems,
	}),
	wrongStage('getStageMessages'),
];

const toolCases: ContractCase[] = [
	...(
		[
			['getTools', `${CALLS}/${CALL}/tools`, { callId: byId(CALL) }],
			['getStageTools', `${STAGES}/${STAGE}/tools`, ofStage],
		] as Array<[string, string, ContractCase['parameters']]>
	).flatMap(([operation, path, parameters]) => [
		callCase(operation, 'smallest', 'the list comes whole, and is cut to the limit', {
			source: 'ultravox.md §1.1, §2.3',
			parameters: { ...parameters, limit: 1 },
			answers: [answer(200, [tool, tool])],
			requests: [{ method: 'GET', path }],
			items: [tool],
		}),
		callCase(operation, 'full', 'all', {
			parameters: { ...parameters, returnAll: true },
			answers: [answer(503), answer(200, [tool, tool])],
			requests: [
				{ method: 'GET', path },
				{ method: 'GET', path },
			],
			items: [tool, tool],
		}),
		callCase(
			operation,
			'more',
			'U0.3 names of requirements stay, what is sent in headers does not',
			{
				source: 'ultravox.md §7.1',
				parameters,
				answers: [answer(200, [guarded('never-shown')])],
				requests: [{ method: 'GET', path }],
				items: [guarded('[removed]')],
			},
		),
		callCase(operation, 'more', 'an answer that is no list is not shown as an empty one', {
			parameters,
			answers: [answer(200, { results: [] })],
			requests: [{ method: 'GET', path }],
			refusal: /Ultravox did not answer with a list/,
		}),
	]),
	wrongId('getTools'),
	wrongStage('getStageTools'),
];

export const callStageCases: ContractCase[] = [...stageCases, ...toolCases];
