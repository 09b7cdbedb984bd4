import { dialLog } from '../../lab/src/dialLog';
import type { LabPerson } from '../../lab/src/plivo/people';
import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;
let from: string;
let people = 0;

beforeAll(async () => {
	// Plivo's six tries last beyond the half minute that it leaves to Ultravox.
	world = await PhoneWorld.start({ webhookRetryMs: 2_000, plivo: { retrySpacingMs: 4_000 } });
	from = world.number();
});

afterAll(async () => {
	await world.close();
});

afterEach(() => {
	world.lab.plivo.deliveryFaults.clear();
	world.lab.ultravox.deliveryFaults.clear();
});

/** Somebody who says a word, stays on the line for so long, and hangs up. */
function person(staysMs: number, more: Partial<LabPerson> = {}): string {
	people += 1;
	const number = `+1415553${String(1000 + people)}`;
	const script = [
		{ pauseMs: 1_000 },
		{ say: 'Hello?' },
		{ pauseMs: staysMs },
		{ hangUp: true as const },
	];
	world.lab.plivo.people.add({ number, script, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1)).length;

const callTo = (number: string) =>
	world.lab.plivo.calls.all().find(({ facts }) => facts.to === number.slice(1));

/** People who are called two at a time, unless told otherwise. */
async function paced(numbers: string[], options: Record<string, unknown> = {}) {
	const who = numbers.map((number, index) => ({ name: `Person ${index}`, number }));
	const calling = await CallingWorkflow.create(world, who, {
		from,
		agent: { __rl: true, mode: 'id', value: world.agent() },
		audioPath: 'direct',
		options: { ensureConfiguration: true, callsPerSecond: 10, callsAtOnce: 2, ...options },
	});
	return { calling, dials: () => numbers.map(dialsTo) };
}

const completed = (count: number) =>
	Array.from({ length: count }, (_none, index) => ({
		name: `Person ${index}`,
		outcome: 'completed',
	}));

/** How many of these people were rung, or on the line, at the same time. */
function mostAtOnce(numbers: string[]): number {
	const times = numbers.flatMap((number) => callTo(number)?.times ?? []);
	const upAt = (moment: number) =>
		times.filter(({ placedAt, endedAt }) => placedAt <= moment && (endedAt ?? Infinity) > moment);
	return Math.max(...times.map(({ placedAt }) => upAt(placedAt).length));
}

/** The Ultravox calls behind the dials of the lab that rang these people. */
const callsOf = (numbers: string[]) =>
	dialLog(world.lab)
		.filter(({ to }) => numbers.includes(`+${to}`))
		.map(({ ultravoxCallId }) => world.lab.ultravox.calls.get(ultravoxCallId ?? ''));

/** The times between these calls, in milliseconds: Plivo itself may dial later than it is told to. */
function gapsOf(numbers: string[]): number[] {
	const begun = callsOf(numbers)
		.map((call) => call?.created.getTime() ?? NaN)
		.sort((a, b) => a - b);
	return begun.slice(1).map((time, index) => time - (begun[index] ?? NaN));
}

test('P2.5, P2.6: twelve people, never more than three at once, two in a second: twelve results in input order, each called once', async () => {
	const numbers = Array.from({ length: 12 }, () => person(500, { ringMs: 500 }));
	const { calling, dials } = await paced(numbers, { callsAtOnce: 3, callsPerSecond: 2 });
	const executionId = await calling.run();
	await calling.sleeps(executionId);
	expect(dials().filter((count) => count > 0).length).toBeLessThan(12);
	const execution = await calling.ends(executionId);
	expect(calling.after(execution)).toEqual(completed(12));
	expect(calling.resultsOf(execution).map(({ pairedItem }) => pairedItem)).toEqual(
		numbers.map((_number, item) => ({ item })),
	);
	expect(dials()).toEqual(numbers.map(() => 1));
	expect(mostAtOnce(numbers)).toBeLessThanOrEqual(3);
	const gaps = gapsOf(numbers);
	expect(gaps).toHaveLength(11);
	// Timers and clocks count whole milliseconds.
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000 / 2 - 2);
	await calling.remove();
});

test("P2.6: Ultravox's word of one end is lost: who is due after it is called all the same, once", async () => {
	const numbers = Array.from({ length: 4 }, () => person(1_000));
	const lost = world.lab.ultravox.deliveryFaults.add({
		what: 'call.ended',
		lost: true,
		times: 1,
	});
	const { calling, dials } = await paced(numbers);
	// Plivo leaves the next to Ultravox for half a minute.
	const execution = await calling.ends(await calling.run());
	expect(lost.hits).toBe(1);
	expect(calling.after(execution)).toEqual(completed(4));
	expect(dials()).toEqual([1, 1, 1, 1]);
	await calling.remove();
});

test('P2.6: it is stopped while it sleeps: nobody else is called', async () => {
	// The first two stay until it is stopped.
	const numbers = [person(120_000), person(120_000), person(1_000), person(1_000)];
	const { calling, dials } = await paced(numbers);
	const executionId = await calling.run();
	await calling.sleeps(executionId);
	// Of a call that nobody has joined, Ultravox tells the end late.
	await eventually('the first two to talk', () => {
		const up = callsOf(numbers).filter((call) => call?.joined);
		return up.length === 2;
	});
	await world.api.stopExecution(executionId);
	await Promise.all(
		numbers.slice(0, 2).map(async (number) => {
			const phone = callTo(number);
			phone?.hangUp();
			await phone?.settled;
		}),
	);
	await eventually('both ends to be told in vain', () => {
		const told = world.lab.log
			.filter(({ summary }) => /^call\.ended failed: HTTP \d+$/.test(summary))
			.map(({ detail }) => (detail as { callId: string }).callId);
		return callsOf(numbers).every((call) => told.includes(call?.callId ?? ''));
	});
	expect((await world.api.execution(executionId)).status).toBe('canceled');
	expect(dials()).toEqual([1, 1, 0, 0]);
	await calling.remove();
});
