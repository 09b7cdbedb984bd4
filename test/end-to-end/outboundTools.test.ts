import type { LabPerson } from '../../lab/src/plivo/people';
import type { PersonScript } from '../../lab/src/plivo/personScript';
import type { AgentScript } from '../../lab/src/ultravox/agentScript';
import { CallingWorkflow } from './support/callingWorkflow';
import { PhoneWorld } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

const CONNECTING = 'One moment, I am connecting you.';

const SCRIPT: AgentScript = {
	greeting: 'Good day again.',
	toolCalls: [
		{ when: /human/i, toolName: 'transferToHuman', parameters: { sentence: CONNECTING } },
		{ when: /four/i, toolName: 'submitCollectedData', parameters: { guests: 4 }, say: 'Noted.' },
	],
	replies: [
		{ when: /hello/i, say: 'How can I help?' },
		{ when: /bye/i, say: 'Goodbye.', then: 'hangUp' },
	],
};

/** Until the agent is on the line. */
const HELLO: PersonScript = [
	{ pauseMs: 1_000 },
	{ say: 'Hello.' },
	{ waitForUtterance: /help/ },
	{ say: 'A human please.' },
	{ waitForUtterance: /connecting/ },
];

let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
	from = world.number();
});

afterAll(async () => {
	await world.close();
});

/** Somebody with a number of their own. */
function person(more: Partial<LabPerson>): string {
	people += 1;
	const number = `+1415558${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

/** Calls somebody with an agent who can hand them to a human. @returns the result of the call */
async function callAndWait(audioPath: string, human: string, script: PersonScript) {
	const number = person({ script });
	const dataFields = [{ name: 'guests', description: '', type: 'number' as const }];
	const calling = await CallingWorkflow.create(world, [{ name: 'Ann', number }], {
		from,
		audioPath,
		...chosen(simpleAgent(world, { handoffNumber: human, dataFields }, SCRIPT)),
		options: { ensureConfiguration: true },
	});
	const execution = await calling.ends(await calling.run());
	const results = calling.resultsOf(execution);
	await calling.remove();
	expect(results).toHaveLength(1);
	expect(dialsTo(number)).toHaveLength(1);
	return results[0]?.json as { call: Record<string, unknown> };
}

describe.each(['direct', 'bridge'])('Call and Wait, audio path %s', (audioPath) => {
	test('O3.6 P2.11 the person is handed to a human: one result, when both have talked', async () => {
		const human = person({ script: [{ say: 'Human here.' }, { waitForUtterance: true }] });
		const { call } = await callAndWait(audioPath, human, [
			...HELLO,
			{ waitForUtterance: /Human here/ },
			{ say: 'Thank you human.' },
			{ hangUp: true },
		]);
		expect(call).toMatchObject({ outcome: 'transferred', collected: { guests: null } });
		expect(dialsTo(human)).toMatchObject([{ by: 'Dial', from: from.slice(1) }]);
	});

	test('O3.6 O3.8 P2.11 busy: the person comes back, and what was collected is in the result', async () => {
		const human = person({ behavior: 'busy' });
		const { call } = await callAndWait(audioPath, human, [
			...HELLO,
			{ waitForUtterance: /again/ },
			{ say: 'We are four.' },
			{ waitForUtterance: /Noted/ },
			{ say: 'Bye.' },
			{ waitForUtterance: /Goodbye/ },
		]);
		expect(call).toMatchObject({ outcome: 'completed', collected: { guests: 4 } });
		const said = (call.transcript as Array<{ text: string }>).map(({ text }) => text);
		expect(said).toEqual(expect.arrayContaining(['A human please.', CONNECTING, 'We are four.']));
		expect(dialsTo(human)).toHaveLength(1);
	});
});

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
