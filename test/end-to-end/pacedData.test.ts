import type { LabPerson } from '../../lab/src/plivo/people';
import type { AgentScript } from '../../lab/src/ultravox/agentScript';
import { CallingWorkflow } from './support/callingWorkflow';
import { startReceiver } from './support/dataReceiver';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';
import { chosen, simpleAgent } from './support/simpleAgents';

const SCRIPT: AgentScript = {
	greeting: 'Good day.',
	toolCalls: [
		{ when: /four/i, toolName: 'submitCollectedData', parameters: { guests: 4 }, say: 'Noted.' },
	],
	otherwise: 'I heard {heard}.',
};

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

/** Somebody who says how many they are, stays for so long, and hangs up. */
function person(staysMs: number): string {
	people += 1;
	const number = `+1415551${String(1000 + people)}`;
	const script: LabPerson['script'] = [
		// Until the agent is on the line.
		{ pauseMs: 1_000 },
		{ say: 'We are four.' },
		{ waitForUtterance: /Noted/ },
		{ pauseMs: staysMs },
		{ hangUp: true },
	];
	world.lab.plivo.people.add({ number, script });
	return number;
}

test.each(['direct', 'bridge'])(
	'O3.8 three people, two at once, audio path %s: what was collected is delivered at the end of its call, once, and the results tell it',
	async (audioPath) => {
		const receiver = await startReceiver();
		const numbers = [person(500), person(25_000), person(500)];
		const dataFields = [{ name: 'guests', description: '', type: 'number' as const }];
		const agentId = simpleAgent(world, { dataFields, dataWebhookUrl: receiver.url }, SCRIPT);
		const calling = await CallingWorkflow.create(
			world,
			numbers.map((number) => ({ name: number, number })),
			{
				from,
				audioPath,
				...chosen(agentId),
				options: { ensureConfiguration: true, callsPerSecond: 10, callsAtOnce: 2 },
			},
		);
		const executionId = await calling.run();
		await calling.sleeps(executionId);
		await eventually('the first delivery', () => receiver.delivered.length > 0);
		// The second one is still on the line.
		expect((await world.api.execution(executionId)).status).toBe('waiting');
		expect(JSON.parse(receiver.delivered[0]?.body ?? '')).toMatchObject({
			call: { to: numbers[0] },
			collected: { guests: 4 },
		});
		const results = calling.resultsOf(await calling.ends(executionId));
		await calling.remove();
		await receiver.close();
		expect(results.map(({ json }) => json)).toMatchObject(
			numbers.map((to) => ({
				call: { to, outcome: 'completed', collected: { guests: 4 } },
				dataDelivery: { delivered: true, attempts: 1 },
			})),
		);
		const events = receiver.delivered.map(({ headers }) => headers['x-phone-agent-event-id']);
		expect(events).toHaveLength(3);
		expect(new Set(events)).toEqual(
			new Set(results.map(({ json }) => (json.dataDelivery as { eventId: string }).eventId)),
		);
	},
);

test('nothing that was sent was dropped by Plivo or Ultravox', () => {
	expect(world.droppedFields).toEqual([]);
});
