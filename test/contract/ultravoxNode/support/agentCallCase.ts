import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { callCase } from './callCase';
import { AGENT, newCall, newContext } from './callFixtures';

export const AGENT_CALLS = `/api/agents/${AGENT}/calls`;
/** The agent, as the panel stores it. */
export const agent = { agent: byId(AGENT) };
/** A call that nobody has joined yet. */
export const created = answer(201, newCall);
/** The same, simplified. */
export const simple = [{ call: newContext }];

/** A call with an agent, and what has to be in the body. */
export const withAgent = (
	size: ContractCase['size'],
	title: string,
	parameters: ContractCase['parameters'],
	body: unknown,
	rest: Partial<ContractCase> = {},
) =>
	callCase('createWithAgent', size, title, {
		source: 'ultravox.md §4.3',
		parameters: { ...agent, ...parameters },
		answers: [created],
		requests: [{ method: 'POST', path: AGENT_CALLS, body }],
		items: simple,
		...rest,
	});

/** A look at the agent. */
export const readsAgent = { method: 'GET', path: `/api/agents/${AGENT}` } as const;
/** An agent that is not told who speaks first. */
export const silentAgent = answer(200, {
	agentId: AGENT,
	name: 'Anna',
	callTemplate: { systemPrompt: 'You are Anna.', firstSpeakerSettings: null },
});

/** A call with an agent that Ultravox dials: before, a look says whether the agent is told who speaks first. */
export const dialledByAgent = (
	size: ContractCase['size'],
	title: string,
	parameters: ContractCase['parameters'],
	body: unknown,
	rest: Partial<ContractCase> = {},
) =>
	withAgent(size, title, parameters, body, {
		answers: [silentAgent, created],
		requests: [readsAgent, { method: 'POST', path: AGENT_CALLS, body }],
		...rest,
	});
