import { addRows, rowsOf } from '../support/dataTable';
import { eventually } from '../support/eventually';
import { PATIENCE, useExamples } from '../support/examples';

const SCHEDULE = 'Every 5 Minutes';

// A Wednesday: it is ten or eleven in the morning in New York, and after midnight in Tokyo.
const examples = useExamples({ weekday: 3, hour: 15 });

test('call leads from a table on a schedule: a few at a time, in local hours, results written back', async () => {
	const agentId = examples.agent(
		{ greeting: 'Hello {{name}}.', otherwise: 'Goodbye.' },
		'You call {{name}}.',
	);
	const workflow = await examples.importExample('call-leads-on-a-schedule.json', {
		agentId,
		number: examples.world.number(),
		// Nobody waits five minutes here.
		nodes: { [SCHEDULE]: { rule: { interval: [{ field: 'seconds', secondsInterval: 5 }] } } },
	});
	const { people } = examples.world.lab.plivo;
	people.add({
		number: '+14155550141',
		ringMs: 0,
		script: [{ pauseMs: 1_000 }, { say: 'Hello?' }, { waitForUtterance: true }, { hangUp: true }],
	});
	people.add({ number: '+14155550142', ringMs: 0, behavior: 'busy' });
	await workflow.run('Set Up Once');
	const leads = workflow.tableName('Leads');
	const lead = (name: string, phone: string, timeZone: string) => ({
		name,
		phone,
		timeZone,
		status: 'new',
		summary: '',
		calledAt: '',
	});
	const asleep = Array.from({ length: 25 }, (_, index) =>
		lead(`Sleeper ${index}`, `+8190123${String(40_000 + index)}`, 'Asia/Tokyo'),
	);
	await addRows(examples.world, leads, [
		// More than are called at a time, before all others.
		...asleep,
		lead('Dan', '+14155550144', ''),
		lead('Eve', 'call me', 'America/New_York'),
		lead('Ada', '+14155550141', 'America/New_York'),
		lead('Ben', '+14155550142', 'America/New_York'),
	]);
	const states = async () =>
		Object.fromEntries(
			(await rowsOf(examples.world, leads)).map(({ name, status }) => [name, status]),
		);
	const expected = {
		...Object.fromEntries(asleep.map(({ name }) => [name, 'new'])),
		Ada: 'completed',
		Ben: 'busy',
		Dan: 'new',
		Eve: 'bad row',
	};
	await workflow.publish();
	await eventually(
		'the schedule to have called all who can be called',
		async () => {
			const now = await states();
			return Object.entries(expected).every(([name, status]) => now[name] === status);
		},
		PATIENCE,
	);
	expect(examples.rung().sort()).toEqual(['14155550141', '14155550142']);
	const [ada] = (await rowsOf(examples.world, leads)).filter(({ name }) => name === 'Ada');
	expect(ada).toMatchObject({
		summary: expect.stringContaining('Hello?') as string,
		calledAt: expect.stringMatching(/^\d{4}-/) as string,
	});
	// There is nobody left who can be called now.
	const runs = async () => (await workflow.itemsOf(SCHEDULE)).length;
	const before = await runs();
	// One may have been under way before.
	await eventually('the schedule once more', async () => (await runs()) > before + 1, PATIENCE);
	await workflow.unpublish();
	expect(await states()).toEqual(expected);
	expect(examples.rung()).toHaveLength(2);
	expect(await workflow.failures()).toEqual([]);
});
