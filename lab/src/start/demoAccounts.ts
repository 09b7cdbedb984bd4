import type { Lab } from '../lab';
import type { AgentScript } from '../ultravox/agentScript';
import type { DemoPath } from './callSummary';

/** The number that each example workflow answers. */
export const DEMO_NUMBERS: Record<DemoPath, string> = {
	direct: '+14155550101',
	relay: '+14155550102',
};

/** Who calls, and what they say. */
export const DEMO_CALLER = {
	number: '+14155550199',
	lines: ['Hello, are you open tomorrow?', 'Thank you, goodbye.'],
};

export const DEMO_AGENT = 'Reception';

const DEMO_SCRIPT: AgentScript = {
	replies: [
		{ when: /\bopen\b/i, say: 'Yes, we are open from nine to five.' },
		{ when: /goodbye|bye/i, say: 'Thank you for calling. Goodbye.', then: 'hangUp' },
	],
	otherwise: 'I heard {heard}. What else can I do for you?',
};

/** Gives the lab the numbers, and returns the ids of the agents by name. */
export function fillLabAccounts(
	lab: Lab,
	numbers: string[],
	agentNames: string[],
): ReadonlyMap<string, string> {
	for (const number of new Set([...Object.values(DEMO_NUMBERS), ...numbers])) {
		lab.plivo.account.addNumber(number);
	}
	const names = new Set([DEMO_AGENT, ...agentNames]);
	return new Map(
		[...names].map((name) => {
			const agent = lab.ultravox.addAgent({
				name,
				systemPrompt: 'You answer the phone of a small shop. Be friendly and brief.',
				greeting: `Hello, this is ${name}. How can I help you?`,
				script: DEMO_SCRIPT,
			});
			return [name, agent.agentId];
		}),
	);
}
