import { CallingWorkflow } from './support/callingWorkflow';
import { eventually } from './support/eventually';
import { OwnN8n } from './support/ownN8n';
import { PhoneWorld } from './support/phoneWorld';

/** A request is carried out, and its answer never comes. */
const UNHEARD = { afterEffect: true, delayMs: Infinity };

/** Nobody is called twice, though n8n is killed in the middle of dialing and runs the execution again. */
describe('an n8n that is killed (-9) while it dials', () => {
	let n8n: OwnN8n;
	let world: PhoneWorld;

	beforeAll(async () => {
		n8n = await OwnN8n.start();
		world = await PhoneWorld.start({}, n8n.url);
	});

	afterAll(async () => {
		await world?.close();
		await n8n?.stop();
	});

	const dialsTo = (number: string) =>
		world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1)).length;

	const endedTo = (number: string) =>
		[...world.lab.ultravox.calls.values()].some(
			({ settings, isActive }) => settings.metadata.n8nTo === number && !isActive,
		);

	test.each(['direct', 'bridge'])(
		'Retry does not dial again who may have been called, and calls the others: audio path %s',
		async (audioPath) => {
			const numbers = ['1', '2', '3'].map(
				(index) => `+1415558${audioPath === 'direct' ? '1' : '2'}00${index}`,
			);
			for (const number of numbers) {
				world.lab.plivo.people.add({
					number,
					ringMs: 0,
					// Who hangs up before the agent is on the line has not been talked with.
					script: [
						{ pauseMs: 1_000 },
						{ say: 'Hello?' },
						{ waitForUtterance: true },
						{ hangUp: true },
					],
				});
			}
			const [first = '', ...others] = numbers;
			const calling = await CallingWorkflow.create(
				world,
				numbers.map((number) => ({ name: number, number })),
				{
					from: world.number(),
					agent: { __rl: true, mode: 'id', value: world.agent() },
					audioPath,
					options: { ensureConfiguration: audioPath === 'direct' },
				},
			);
			// Who was dialed first rings, and n8n does not hear of it: it is killed between the first call and the second.
			const dialing =
				audioPath === 'direct'
					? world.lab.ultravox.faults.add({ match: /^POST .*\/calls$/, ...UNHEARD })
					: world.lab.plivo.faults.add({ match: /^POST .*\/Call\/$/, ...UNHEARD });
			const start = await calling.publishedAt(n8n.url);
			const killed = await start();
			await eventually('the first call', () => dialsTo(first) === 1);
			await n8n.crash();
			expect(dialing.hits).toBe(1);
			await n8n.restart();
			await world.api.signIn();
			await eventually('n8n to see what happened', async () => {
				const { status } = await world.api.execution(killed);
				return status !== 'running' && status !== 'new';
			});
			await eventually('the end of the first call', () => endedTo(first));
			const retried = await world.api.retryExecution(killed);
			const execution = await calling.ends(retried);
			expect(numbers.map(dialsTo)).toEqual([1, 1, 1]);
			const results = calling.resultsOf(execution);
			// It is told how the call of the first run went, which has ended meanwhile.
			expect(results[0]?.json).toMatchObject({
				call: { to: first, outcome: 'completed' },
				reason: expect.stringMatching(/may have rung and is not dialed again/) as string,
			});
			expect(calling.after(execution).slice(1)).toEqual(
				others.map((name) => ({ name, outcome: 'completed' })),
			);
		},
	);
});
