import { travel } from '../../../lab/src/travel';
import { addRows } from '../support/dataTable';
import { eventually } from '../support/eventually';
import { PATIENCE, useExamples } from '../support/examples';

const DAY = 86_400_000;

// A Saturday, on which people are reminded of Monday, too: it is seven or eight in the morning in New York.
const examples = useExamples({ weekday: 6, hour: 12 });

test('remind people of their appointments: a campaign in the morning, its results in the evening', async () => {
	examples.world.lab.ultravox.clock.stop();
	const { authId, authToken } = examples.world.lab.plivo.account;
	Object.assign(examples.world.lab.ultravox.telephonyConfigs, {
		plivo: {
			credentials: { authId, authToken },
			callCreationAllowedAgentIds: [],
			callCreationAllowAllAgents: false,
			requestContextMapping: {},
		},
	});
	const agentId = examples.agent(
		{ greeting: 'Hello {{name}}, see you at {{time}}.' },
		'Remind {{name}} of {{time}}.',
		// A phone rings as long as that allows.
		{ joinTimeout: '21s' },
	);
	const workflow = await examples.importExample('appointment-reminders.json', {
		agentId,
		number: examples.world.number(),
	});
	const { people } = examples.world.lab.plivo;
	people.add({
		number: '+12122340141',
		ringMs: 0,
		script: [{ waitForUtterance: /see you at ten/ }, { say: 'I will be there.' }, { hangUp: true }],
	});
	people.add({ number: '+14152340142', ringMs: 0, behavior: 'busy' });
	await workflow.run('Set Up Once');
	// The n8n of the tests is in UTC.
	const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
	const appointment = (name: string, phone: string, day: string) => ({
		name,
		phone,
		day,
		time: 'ten',
	});
	await addRows(examples.world, workflow.tableName('Appointments'), [
		appointment('Ada', '+12122340141', inDays(1)),
		appointment('Ben', '+14152340142', inDays(2)),
		appointment('Cleo', '+13122340143', inDays(2)),
		appointment('Dan', '+13122340144', inDays(5)),
	]);
	await addRows(examples.world, workflow.tableName('Do Not Call'), [{ phone: '+1 312 234-0143' }]);
	await workflow.publish();
	// Nobody was scheduled yet: there are no results, and nothing fails.
	await workflow.run('Every Evening');
	expect(await workflow.itemsOf('What Became of It')).toEqual([]);
	// Once more is no harm: who is in the campaign is left out.
	await workflow.run('Every Morning');
	await workflow.run('Every Morning');
	await travel(examples.world.lab, 2 * DAY, { untilCallsEnd: true });
	expect(examples.rung().sort()).toEqual(['12122340141', '14152340142']);

	const results = await eventually(
		'the results of the campaign',
		async () => {
			await workflow.run('Every Evening');
			const items = (await workflow.itemsOf('What Became of It')).slice(0, 2);
			return items.length === 2 && items.every(({ outcome }) => outcome !== 'not called') && items;
		},
		PATIENCE,
	);
	const outcomes = Object.fromEntries(results.map(({ to, outcome }) => [to, outcome]));
	expect(outcomes).toEqual({ '+12122340141': 'completed', '+14152340142': 'busy' });
	await workflow.unpublish();
	expect(await workflow.failures()).toEqual([]);
});
