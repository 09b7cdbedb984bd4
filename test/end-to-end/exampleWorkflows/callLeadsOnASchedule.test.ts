import { addRows, rowsOf } from '../support/dataTable';
import { eventually } from '../support/eventually';
import { PATIENCE, useExamples } from '../support/examples';

const examples = useExamples();

/** A time zone so many hours behind universal time. */
const behind = (hours: number) => `Etc/GMT${hours < 0 ? '-' : '+'}${Math.abs(hours)}`;

test('call leads from a table on a schedule: paced, in local hours, results written back', async () => {
	// Where it is noon, and where it is six hours later or earlier.
	const noon = new Date().getUTCHours() - 12;
	const elsewhere = noon - 6 < -14 ? noon + 6 : noon - 6;
	const agentId = examples.agent(
		{ greeting: 'Hello {{name}}.', otherwise: 'Goodbye.' },
		'You call {{name}}.',
	);
	const workflow = await examples.importExample('call-leads-on-a-schedule.json', {
		agentId,
		number: examples.world.number(),
		nodes: {
			'Every 15 Minutes': { rule: { interval: [{ field: 'seconds', secondsInterval: 3 }] } },
			// Around noon, on every day.
			'Calling Hours': {
				assignments: {
					assignments: [
						{ id: '0', name: 'firstHour', value: 11, type: 'number' },
						{ id: '1', name: 'lastHour', value: 14, type: 'number' },
						{ id: '2', name: 'weekdays', value: '={{ [1, 2, 3, 4, 5, 6, 7] }}', type: 'array' },
					],
				},
				options: {},
			},
		},
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
	await addRows(examples.world, leads, [
		lead('Ada', '+14155550141', behind(noon)),
		lead('Ben', '+14155550142', behind(noon)),
		lead('Cleo', '+14155550143', behind(elsewhere)),
		lead('Dan', '+14155550144', ''),
	]);
	await workflow.publish();

	const states = async () =>
		Object.fromEntries(
			(await rowsOf(examples.world, leads)).map(({ name, status }) => [name, status]),
		);
	await eventually(
		'the results in the table',
		async () => {
			const { Ada, Ben } = await states();
			return ![Ada, Ben].some((status) => status === 'new' || status === 'calling');
		},
		PATIENCE,
	);
	await workflow.unpublish();
	expect(await states()).toEqual({ Ada: 'completed', Ben: 'busy', Cleo: 'new', Dan: 'new' });
	expect(examples.rung().sort()).toEqual(['14155550141', '14155550142']);
	const [ada] = (await rowsOf(examples.world, leads)).filter(({ name }) => name === 'Ada');
	expect(ada).toMatchObject({
		summary: expect.stringContaining('Hello?') as string,
		calledAt: expect.stringMatching(/^\d{4}-/) as string,
	});
	expect(await workflow.failures()).toEqual([]);
});
