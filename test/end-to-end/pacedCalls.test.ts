import type { LabPerson } from '../../lab/src/plivo/people';
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

/** Six people of whom two are called at a time; each rings a little, and hangs up after a few words. */
async function six(audioPath: string) {
	const names = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn'];
	const who = names.map((name) => ({
		name,
		number: person({
			ringMs: 2_000,
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

test.each(['direct', 'bridge'])(
	'P2.5, P2.6: six people, two at once, audio path %s: it sleeps while four are due, is killed while the second two ring, and calls each once',
	async (audioPath) => {
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
		await n8n.restart();
		await world.api.signIn();
		// Directly, Ultravox leaves the next to Plivo for a minute and a half, and then tells the end again.
		const execution = await calling.ends(executionId, 400_000);
		expect(calling.after(execution)).toEqual(
			who.map(({ name }) => ({ name, outcome: 'completed' })),
		);
		expect(calling.resultsOf(execution).map(({ pairedItem }) => pairedItem)).toEqual(
			who.map((_one, item) => ({ item })),
		);
		expect(dials()).toEqual([1, 1, 1, 1, 1, 1]);
		await calling.remove();
	},
	480_000,
);
