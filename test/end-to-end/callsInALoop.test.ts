import type { LabPerson } from '../../lab/src/plivo/people';
import { CallingWorkflow } from './support/callingWorkflow';
import { PhoneWorld } from './support/phoneWorld';

let world: PhoneWorld;
let people = 0;

beforeAll(async () => {
	world = await PhoneWorld.start({ webhookRetryMs: 1_500 });
});

afterAll(async () => {
	await world.close();
});

afterEach(() => {
	world.lab.ultravox.deliveryFaults.clear();
});

/** Somebody with a number of their own. */
function person(more: Partial<LabPerson> = {}): string {
	people += 1;
	const number = `+1415553${String(1000 + people)}`;
	world.lab.plivo.people.add({ number, ...more });
	return number;
}

const dialsTo = (number: string) =>
	world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1));

/** Somebody who stays on the line for a while. */
const stays = (ms: number): LabPerson['script'] => [
	{ pauseMs: 1_000 },
	{ say: 'Hello?' },
	{ pauseMs: ms },
	{ say: 'That was all.' },
	{ pauseMs: 500 },
	{ hangUp: true },
];

describe.each(['direct', 'bridge'])(
	'Call and Wait in a loop, by outcome, audio path %s',
	(audioPath) => {
		const parameters = () => ({
			from: world.number(),
			agent: { __rl: true, mode: 'id', value: world.agent() },
			audioPath,
			options: { outputs: 'byOutcome', ringTime: 5, whenMachine: 'talkAnyway' },
		});

		test('each result is paired with the item of its own round', async () => {
			const who = [
				{ name: 'busy', number: person({ behavior: 'busy', ringMs: 0 }) },
				{ name: 'talks', number: person({ script: stays(500) }) },
				{ name: 'declines', number: person({ behavior: 'reject' }) },
			];
			const calling = await CallingWorkflow.create(world, who, parameters(), { loops: true });
			const execution = await calling.ends(await calling.run());
			expect(calling.afterAllRounds(execution)).toEqual([
				{ name: 'busy', outcome: 'busy' },
				{ name: 'talks', outcome: 'completed' },
				{ name: 'declines', outcome: 'rejected' },
			]);
			expect(who.map(({ number }) => dialsTo(number).length)).toEqual([1, 1, 1]);
			await calling.remove();
		});

		test('what is told late of the first round does not end the second', async () => {
			world.lab.ultravox.deliveryFaults.add({
				what: 'call.ended',
				times: 1,
				copies: 3,
				spacingMs: 2_500,
			});
			const first = person({ script: stays(0) });
			const second = person({ script: stays(9_000) });
			const who = [
				{ name: 'first', number: first },
				{ name: 'second', number: second },
			];
			const calling = await CallingWorkflow.create(world, who, parameters(), { loops: true });
			const execution = await calling.ends(await calling.run());
			expect(calling.afterAllRounds(execution)).toEqual([
				{ name: 'first', outcome: 'completed' },
				{ name: 'second', outcome: 'completed' },
			]);
			const callOf = (number: string) =>
				[...world.lab.ultravox.calls.values()].find(
					({ settings }) => settings.metadata.n8nTo === number,
				);
			const ends = world.lab.log.filter(
				({ kind, detail }) =>
					kind === 'callback' && (detail as { callId?: unknown }).callId === callOf(first)?.callId,
			);
			// It was told during the second round, and nobody has to tell it again.
			const secondRang = dialsTo(second)[0]?.at ?? Infinity;
			const late = ends.filter(({ at }) => at > secondRang);
			expect(late.map(({ detail }) => detail)).toContainEqual(
				expect.objectContaining({ ok: true }),
			);
			// Nothing of the second conversation is missing.
			const [result] = [0, 1, 2, 3].flatMap((output) => calling.resultsOf(execution, output));
			expect(JSON.stringify(result?.json)).toContain('That was all.');
			expect([first, second].map((number) => dialsTo(number).length)).toEqual([1, 1]);
			await calling.remove();
		});
	},
);
