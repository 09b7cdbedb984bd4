import { joinPrompt } from '../../../nodes/shared/simpleAgent/block';
import { NO_SETTINGS } from '../../../nodes/shared/simpleAgent/blockSettings';
import type { AgentScript } from '../ultravox/agentScript';
import type { AgentInput } from '../ultravox/labUltravox';

/** Who answers the phone when nobody else is named. */
export const DEMO_AGENT = 'Reception';

const RECEPTION: AgentScript = {
	replies: [
		{ when: /\bopen\b/i, say: 'Yes, we are open from nine to five.' },
		{ when: /goodbye|bye/i, say: 'Thank you for calling. Goodbye.', then: 'hangUp' },
		// What those say whom the lab lets pick up: an agent that calls them comes to an end, too.
		{ when: /^yes\b/i, say: 'Good. Thank you. Goodbye.', then: 'hangUp' },
	],
	otherwise: 'I heard {heard}. What else can I do for you?',
};

/** Asks one question, and takes yes or no for the answer. */
const ONE_QUESTION: AgentScript = {
	replies: [{ when: /\b(yes|no)\b/i, say: 'Thank you. Goodbye.', then: 'hangUp' }],
};

const submits = (when: RegExp, approved: boolean) => ({
	when,
	toolName: 'submitCollectedData',
	parameters: { approved },
	say: 'Thank you. Goodbye.',
});

/** The agents of the example workflows by name: what they say to whom the workflow tells them of. */
const DEMO_AGENTS: Readonly<Record<string, Omit<AgentInput, 'name'>>> = {
	'Reception That Knows the Caller': {
		systemPrompt: 'You answer the phone of a small shop. {{name}} calls. Last time: {{lastCall}}',
		greeting: 'Hello {{name}}. {{lastCall}} How can I help you?',
		script: RECEPTION,
	},
	Sales: {
		systemPrompt: 'You ask {{name}} whether we may send our offer.',
		greeting: 'Hello {{name}}, may we send you our offer?',
		script: ONE_QUESTION,
	},
	Reminders: {
		systemPrompt: 'You remind {{name}} of an appointment at {{time}}.',
		greeting: 'Hello {{name}}, will you come at {{time}}?',
		script: ONE_QUESTION,
	},
	Approvals: {
		systemPrompt: joinPrompt('You ask whether this is approved: <request>{{request}}</request>', {
			...NO_SETTINGS,
			type: 'outbound',
			dataFields: [{ name: 'approved', description: 'What was decided', type: 'boolean' }],
		}),
		greeting: 'Hello, I am calling for a decision: {{request}}',
		script: { toolCalls: [submits(/\byes\b/i, true), submits(/\bno\b/i, false)] },
	},
};

/** The agent of a name; one that is not known answers the phone. */
export function demoAgent(name: string): AgentInput {
	const known = Object.hasOwn(DEMO_AGENTS, name) ? DEMO_AGENTS[name] : undefined;
	return {
		name,
		systemPrompt: 'You answer the phone of a small shop. Be friendly and brief.',
		greeting: `Hello, this is ${name}. How can I help you?`,
		script: RECEPTION,
		...known,
	};
}

export const demoAgentNames = (): string[] => [DEMO_AGENT, ...Object.keys(DEMO_AGENTS)];
