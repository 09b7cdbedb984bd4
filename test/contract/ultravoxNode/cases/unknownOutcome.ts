import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { AGENT_CALLS, agent as withAgent, created as createdCall } from '../support/agentCallCase';
import { newCall } from '../support/callFixtures';
import { agent, AGENT_ID, PATH, TOOL_ID, writable } from './agentObjects';

/** After these nobody knows what became of a request; 303 leads to what may have come of it (RFC 9110 §15.4.4). */
const UNKNOWN: Array<[string, Reply, RegExp]> = [
	...[500, 501, 504, 520, 522, 524].map((status): [string, Reply, RegExp] => [
		String(status),
		answer(status),
		/^Ultravox failed$/,
	]),
	['408', answer(408, { detail: 'Too slow.' }), /^Ultravox failed: Too slow\.$/],
	[
		'the connection drops',
		(response) => response.destroy(),
		/^The request to Ultravox failed: .*socket hang up/,
	],
	['303', answer(303), /^Ultravox leads on to another address, which is not followed$/],
];

/** After these it is known that nothing was created. */
const KNOWN: Array<[string, Reply, RegExp]> = [
	['400', answer(400, { detail: 'No.' }), /^Ultravox refused the request: No\.$/],
	['404', answer(404, { detail: 'No such thing.' }), /^Ultravox did not find it/],
	['307', answer(307), /^Ultravox leads on to another address, which is not followed$/],
];

interface Once extends Pick<ContractCase, 'resource' | 'operation' | 'parameters'> {
	title: string;
	/** What is said where nobody knows. */
	advice: string;
	/** Answers and requests before the one that is sent once. */
	before?: { answers: Reply[]; requests: ExpectedRequest[] };
	request: ExpectedRequest;
	/** What would come of a second request, which is never sent. */
	success: Reply;
}

const post = (path: string, body: object): ExpectedRequest => ({ method: 'POST', path, body });

/** What is said of one that may be there. */
const created = (thing: string) => ({
	title: `the ${thing} is not created again`,
	advice: `Nobody knows whether the ${thing} was created: look at Get Many before you try again`,
});

const ONCE: Once[] = [
	{
		resource: 'agent',
		operation: 'create',
		...created('agent'),
		parameters: { name: 'Receptionist' },
		request: post(PATH, { name: 'Receptionist' }),
		success: answer(201, agent),
	},
	{
		resource: 'agent',
		operation: 'duplicate',
		...created('agent'),
		parameters: { agent: byId(AGENT_ID), name: 'Evening' },
		before: {
			answers: [answer(200, agent)],
			requests: [{ method: 'GET', path: `${PATH}/${AGENT_ID}` }],
		},
		request: post(PATH, { name: 'Evening', callTemplate: writable }),
		success: answer(201, agent),
	},
	{
		resource: 'call',
		operation: 'create',
		...created('call'),
		parameters: { medium: 'plivo' },
		request: post('/api/calls', { medium: { plivo: {} } }),
		success: answer(201, newCall),
	},
	{
		resource: 'call',
		operation: 'createWithAgent',
		...created('call'),
		parameters: { ...withAgent, medium: 'plivo' },
		request: post(AGENT_CALLS, { medium: { plivo: {} } }),
		success: createdCall,
	},
	{
		resource: 'tool',
		operation: 'test',
		title: 'the tool is not used again',
		advice:
			'Nobody knows whether the tool did it, and this may be its own answer: look at it, and at its address and its timeout, before you try again',
		parameters: { tool: byId(TOOL_ID) },
		request: { method: 'POST', path: `/api/tools/${TOOL_ID}/test` },
		success: answer(200, { found: 1 }),
	},
];

const told = (
	{ resource, operation, parameters, title, before, request, success }: Once,
	[outcome, reply, refusal]: [string, Reply, RegExp],
	hint: RegExp,
): ContractCase => ({
	resource,
	operation,
	parameters,
	size: 'more',
	title: `${outcome}: ${title}`,
	source: 'ultravox.md §1.3; RFC 9110 §15.4.4, §15.5.9',
	answers: [...(before?.answers ?? []), reply, success],
	requests: [...(before?.requests ?? []), request],
	refusal,
	hint,
});

export const unknownOutcomeCases: ContractCase[] = ONCE.flatMap((one) => [
	...UNKNOWN.map((outcome) =>
		told(one, outcome, new RegExp(`^(?!.*Try again (?:later|in))${one.advice}(?:\\. |$)`)),
	),
	...KNOWN.map((outcome) => told(one, outcome, /^(?!.*Nobody knows)/)),
]);
