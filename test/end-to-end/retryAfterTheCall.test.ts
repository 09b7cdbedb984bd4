import { executionError } from '../../lab/src/n8n/executionData';
import { CallingWorkflow } from './support/callingWorkflow';
import { PhoneWorld } from './support/phoneWorld';
import { n8nUrl } from './support/runningN8n';

let world: PhoneWorld;

beforeAll(async () => {
	world = await PhoneWorld.start();
});

afterAll(async () => {
	await world.close();
});

test.concurrent.each(['direct', 'bridge'])(
	'Retry of an execution whose calls are over: nobody is dialed again, and the results stand; audio path %s',
	async (audioPath) => {
		const who = ['Ann', 'Bob'].map((name, index) => {
			const number = `+1415554${audioPath === 'direct' ? '1' : '2'}00${index}`;
			world.lab.plivo.people.add({
				number,
				script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { pauseMs: 500 }, { hangUp: true }],
			});
			return { name, number };
		});
		const calling = await CallingWorkflow.create(
			world,
			who,
			{
				from: world.number(),
				agent: { __rl: true, mode: 'id', value: world.agent() },
				audioPath,
				options: { callsPerSecond: 10 },
			},
			{ fails: true },
		);
		const start = await calling.publishedAt(n8nUrl());
		const expected = who.map(({ name }) => ({ name, outcome: 'completed' }));
		const dials = () =>
			who.map(
				({ number }) => world.lab.plivo.dials.all.filter(({ to }) => to === number.slice(1)).length,
			);
		const failed = await calling.ends(await start());
		expect(executionError(failed)).toBe('As ordered.');
		expect(calling.after(failed)).toEqual(expected);
		expect(dials()).toEqual([1, 1]);

		const retried = await calling.ends(await world.api.retryExecution(failed.id));
		expect(executionError(retried)).toBe('As ordered.');
		expect(calling.after(retried)).toEqual(expected);
		expect(dials()).toEqual([1, 1]);
		await calling.remove();
	},
);
