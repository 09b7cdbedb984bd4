import type { Lab } from '../lab';
import type { PersonScript } from '../plivo/personScript';
import type { DemoPath } from './callSummary';
import { demoAgent, demoAgentNames } from './demoAgents';

/** The number that each example workflow answers. */
export const DEMO_NUMBERS: Record<DemoPath, string> = {
	direct: '+14155550101',
	relay: '+14155550102',
};

/** The number of the examples that are imported and left to whoever tries them. */
export const OTHER_NUMBER = '+14155550103';

/** Who calls, and what they say. */
export const DEMO_CALLER = {
	number: '+14155550199',
	lines: ['Hello, are you open tomorrow?', 'Thank you, goodbye.'],
};

const AGREES: PersonScript = [
	// Until the agent is on the line.
	{ pauseMs: 1_000 },
	{ say: 'Hello?' },
	{ waitForUtterance: true },
	{ say: 'Yes, please.' },
	{ waitForUtterance: /thank you|goodbye/i },
	{ hangUp: true },
];

/** Whom the examples can call: one who picks up and agrees, and one who is busy. */
export const DEMO_PEOPLE = { agrees: '+14155550150', busy: '+14155550151' };

/** Gives the lab people and numbers, and returns the ids of the agents by name. */
export function fillLabAccounts(
	lab: Lab,
	numbers: string[],
	agentNames: string[],
): ReadonlyMap<string, string> {
	const { account, people } = lab.plivo;
	for (const number of new Set([...Object.values(DEMO_NUMBERS), OTHER_NUMBER, ...numbers])) {
		account.addNumber(number);
	}
	people.add({ number: DEMO_PEOPLE.agrees, script: AGREES });
	people.add({ number: DEMO_PEOPLE.busy, behavior: 'busy' });
	// A campaign has no way to make it: Ultravox has to know the Plivo account before.
	Object.assign(lab.ultravox.telephonyConfigs, {
		plivo: {
			credentials: { authId: account.authId, authToken: account.authToken },
			callCreationAllowedAgentIds: [],
			callCreationAllowAllAgents: true,
			requestContextMapping: {},
		},
	});
	const names = new Set([...demoAgentNames(), ...agentNames]);
	return new Map([...names].map((name) => [name, lab.ultravox.addAgent(demoAgent(name)).agentId]));
}
