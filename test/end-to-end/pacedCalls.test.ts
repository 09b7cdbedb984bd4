import type { LabPerson } from '../../lab/src/plivo/people';
import { ActionNode } from './support/actionNode';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { OwnN8n } from './support/ownN8n';
import { PhoneWorld } from './support/phoneWorld';

let n8n: OwnN8n;
let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	n8n = await OwnN8n.start();
	world = await PhoneWorld.start({ webhookRetryMs: 2_000 }, n8n.url);
	from = world.number();
});

afterAll(async () => {
	await world.close();
	await n8n.stop();
});

function person(more: Partial<LabPerson> = {}): string {
	people += 1;
	const number = `+1415554${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1)).length;

const callTo = (number: string) =>
	world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));

/** Six people of whom two are called at a time; each hangs up after a few words. The second two let it ring until both do. */
async function six(audioPath: string) {
	const names = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn'];
	const who = names.map((name, index) => ({
		name,
		number: person({
			ringMs: index === 2 || index === 3 ? 8_000 : 1_000,
			script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { pauseMs: 1_000 }, { hangUp: true }],
		}),
	}));
	const calling = await CallingWorkflow.create(world, who, {
		from,
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath,
		options: { ensureConfiguration: true, callsPerSecond: 10, callsAtOnce: 2 },
	});
	const dials = () => who.map(({ number }) => dialsTo(number));
	return { who, calling, dials };
}

test.each([
	['bridge', 0],
	// Ultravox leaves the next to Plivo for a minute and a half, and then tells the end again: that long n8n was down.
	['direct', 100_000],
])(
	'P2.5, P2.6: six people, two at once, audio path %s: it sleeps while four are due, is killed while the second two ring, and calls each once',
	async (audioPath, downMs) => {
		const { who, calling, dials } = await six(audioPath);
		const executionId = await calling.run();
		await calling.sleeps(executionId);
		expect(dials()).toEqual([1, 1, 0, 0, 0, 0]);
		const second = who.slice(2, 4).map(({ number }) => number);
		await eventually('the second two to ring', () =>
			second.every((number) => callTo(number)?.state === 'ringing'),
		);
		expect((await world.api.execution(executionId)).status).toBe('waiting');
		await n8n.crash();
		// They talk, and hang up, while n8n is down.
		await Promise.all(second.map(async (number) => await callTo(number)?.settled));
		expect(dials()).toEqual([1, 1, 1, 1, 0, 0]);
		await n8n.restart(downMs);
		await world.api.signIn();
		const execution = await calling.ends(executionId);
		expect(calling.after(execution)).toEqual(
			who.map(({ name }) => ({ name, outcome: 'completed' })),
		);
		expect(calling.resultsOf(execution).map(({ pairedItem }) => pairedItem)).toEqual(
			who.map((_one, item) => ({ item })),
		);
		expect(dials()).toEqual([1, 1, 1, 1, 1, 1]);
		await calling.remove();
	},
);

test('P2.6: all ends are lost: at the deadline each item says so, and Get Result tells who was called', async () => {
	world.lab.ultravox.deliveryFaults.add({ what: 'call.ended', lost: true });
	world.lab.plivo.deliveryFaults.add({ what: 'hangup', lost: true });
	const script = [{ pauseMs: 1_000 }, { say: 'Hello?' }, { hangUp: true as const }];
	const numbers = Array.from({ length: 3 }, () => person({ script }));
	const calling = await CallingWorkflow.create(
		world,
		numbers.map((number) => ({ name: number, number })),
		{
			from,
			agent: { __rl: true, mode: 'id', value: world.agent() },
			audioPath: 'direct',
			options: {
				ensureConfiguration: true,
				callsPerSecond: 10,
				callsAtOnce: 2,
				maximumDuration: 10,
				ringTime: 5,
			},
		},
	);
	const executionId = await calling.run();
	const { waitTill } = await calling.sleeps(executionId);
	await eventually('the first two to have hung up', () =>
		numbers.slice(0, 2).every((number) => callTo(number)?.state === 'ended'),
	);
	await n8n.crash();
	await n8n.restart(Date.parse(String(waitTill)) - Date.now());
	await world.api.signIn();
	const execution = await calling.ends(executionId);
	expect(numbers.map(dialsTo)).toEqual([1, 1, 0]);
	expect(calling.after(execution).map(({ outcome }) => outcome)).toEqual(
		numbers.map(() => 'timeout'),
	);
	const [first, , due] = calling.resultsOf(execution).map(({ json }) => json);
	expect(due).toMatchObject({
		call: { to: numbers[2], callId: null },
		placed: { state: 'due' },
		reason: expect.stringContaining('may have rung') as unknown,
	});
	const { callId } = first?.call as { callId: string };
	const node = new ActionNode(world, 'phoneAgent', ['ultravoxApi', 'plivoVoiceApi']);
	const { json } = await node.run('call', 'getResult', { callId });
	expect(json).toMatchObject({ isOver: true, call: { callId, outcome: 'completed' } });
	await node.remove();
	await calling.remove();
});
