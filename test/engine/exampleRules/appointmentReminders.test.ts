import type { IDataObject, INode } from 'n8n-workflow';
import { FakeProviders } from '../support/fakeProviders';
import { runFromTrigger } from '../support/runWorkflow';
import { AGENT, exampleWorkflow, itemsOf, jsonOf, useMovedClock } from '../support/shippedWorkflow';
import { waitingCredentials } from '../support/waitingExecution';

useMovedClock();

const fake = FakeProviders.forTests();

describe('Remind People of Their Appointments', () => {
	const shipped = exampleWorkflow('appointment-reminders.json');
	const parametersOf = (name: string) =>
		shipped.nodes.find((node) => node.name === name)?.parameters as IDataObject;

	/** The days that the look-up asks for, as its own expressions say on a day. */
	async function daysLookedUp(now: string): Promise<unknown[]> {
		jest.setSystemTime(new Date(now));
		const { conditions } = parametersOf('Appointments to Remind Of').filters as {
			conditions: Array<{ keyValue: string }>;
		};
		const assignments = conditions.map(({ keyValue }, index) => ({
			id: String(index),
			name: `day${index}`,
			value: keyValue,
			type: 'string',
		}));
		const look: INode = {
			id: 'look',
			name: 'Look',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [0, 0],
			parameters: { assignments: { assignments }, options: {} } as INode['parameters'],
		};
		const json = { id: 'look', name: 'Look', nodes: [look], connections: {} };
		const run = await runFromTrigger(json, 'Look', [itemsOf([{}])]);
		return [...new Set(Object.values(jsonOf(run, 'Look')[0] ?? {}))];
	}

	test.each([
		['Friday', '2026-11-20T12:00:00Z', ['2026-11-21']],
		['Saturday', '2026-11-21T12:00:00Z', ['2026-11-22', '2026-11-23']],
		['Monday', '2026-11-23T12:00:00Z', ['2026-11-24']],
	])('on a %s: nobody is left out because nobody is called on Sundays', async (_day, now, days) => {
		expect(await daysLookedUp(now)).toEqual(days);
	});

	test('it runs on the days on which people may be called', () => {
		expect(parametersOf('Start the Campaign').callingDays).not.toContain('sunday');
		for (const trigger of ['Every Morning', 'Every Evening']) {
			const { interval } = parametersOf(trigger).rule as { interval: IDataObject[] };
			expect(interval).toMatchObject([{ field: 'weeks', triggerAtDay: [1, 2, 3, 4, 5, 6] }]);
		}
	});

	test('a day on which nobody was scheduled has no results, and no failure', async () => {
		const run = await runFromTrigger(
			shipped,
			'Every Evening',
			[itemsOf([{}])],
			waitingCredentials(fake.url),
			{ 'Campaign of Today': [] },
		);
		expect(run.error?.message).toBeUndefined();
		expect(run.items('Results')).toBeUndefined();
		expect(fake.requests).toEqual([]);
	});

	test.each([
		[0, undefined],
		[2, [{ campaign: 'reminders-2026-11-18', agentId: AGENT }]],
	])('%d people scheduled: what the evening asks for is noted, or not', async (count, noted) => {
		const campaign = { id: 'reminders-2026-11-18', agentId: AGENT, scheduledCount: count };
		const run = await runFromTrigger(
			shipped,
			'Every Morning',
			[itemsOf([{}])],
			waitingCredentials(fake.url),
			{
				'Do Not Call List': itemsOf([{}]),
				'Appointments to Remind Of': itemsOf([{ id: 1, phone: '+14155560001' }]),
				'Start the Campaign': itemsOf([{ campaign }]),
			},
		);
		expect(run.error?.message).toBeUndefined();
		const given = run.items('Note the Campaign')?.map(({ json }) => json);
		if (noted === undefined) expect(given).toBeUndefined();
		else expect(given).toMatchObject(noted);
	});
});
