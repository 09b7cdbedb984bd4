import type { IDataObject, IPinData } from 'n8n-workflow';
import { FakeProviders } from '../support/fakeProviders';
import type { EngineRun } from '../support/runWorkflow';
import { runFromTrigger } from '../support/runWorkflow';
import {
	AGENT,
	exampleWorkflow,
	FROM,
	itemsOf,
	jsonOf,
	useMovedClock,
} from '../support/shippedWorkflow';
import { waitingCredentials } from '../support/waitingExecution';

useMovedClock();

const fake = FakeProviders.forTests();

beforeEach(() => {
	fake.agents[AGENT] = {
		agentId: AGENT,
		name: 'Sales',
		callTemplate: { systemPrompt: 'You sell.' },
	};
});

describe('Call Leads from a Table on a Schedule', () => {
	const lead = (id: number, phone: string, timeZone: string): IDataObject => ({
		id,
		phone,
		name: `Lead ${id}`,
		timeZone,
		status: 'new',
	});

	/** Both providers know of every call from the beginning that it is over. */
	function everybodyPicksUp(): void {
		fake.onChange = ({ body, url }) => {
			if (!url.endsWith('/calls')) return { status: 200, body: body as IDataObject };
			const number = fake.calls.length + 1;
			const { metadata } = body as { metadata: Record<string, string> };
			const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
			// Plivo writes times in its own way.
			const plivoTime = (seconds: number) =>
				at(seconds)
					.replace('T', ' ')
					.replace(/\.\d+Z$/, '+00:00');
			const call = {
				callId: `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`,
				created: at(0),
				joined: at(5),
				ended: at(65),
				endReason: 'hangup',
				maxDuration: '60s',
				joinTimeout: '35s',
				summary: `Summary ${number}`,
				agent: { agentId: AGENT, name: 'Sales' },
				...(body as IDataObject),
			};
			fake.calls.push(call);
			fake.records.push({
				call_uuid: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
				to_number: String(metadata.n8nTo).slice(1),
				from_number: FROM.slice(1),
				initiation_time: plivoTime(0),
				answer_time: plivoTime(5),
				end_time: plivoTime(65),
				call_state: 'ANSWER',
				hangup_cause_code: 4000,
				total_amount: '0.01',
			});
			return { status: 201, body: call };
		};
	}

	async function run(rows: IDataObject[], pinned: IPinData = {}): Promise<EngineRun> {
		return await runFromTrigger(
			exampleWorkflow('call-leads-on-a-schedule.json'),
			'Every 5 Minutes',
			[itemsOf([{}])],
			waitingCredentials(fake.url),
			{ 'New Leads': itemsOf(rows), ...pinned },
		);
	}

	/** Where it is enough to know who would be called. */
	const NO_CALLS: IPinData = { 'Call the Leads': [] };
	const numberOf = (id: number) => `+1415556${String(1000 + id)}`;

	test('leads that are asleep keep nobody waiting, however many come first', async () => {
		everybodyPicksUp();
		const asleep = Array.from({ length: 25 }, (_, id) => lead(id, numberOf(id), 'Asia/Tokyo'));
		const nowhere = lead(30, numberOf(30), '');
		const awake = lead(40, numberOf(40), 'America/New_York');
		const result = await run([...asleep, nowhere, awake]);
		expect(result.error?.message).toBeUndefined();
		expect(jsonOf(result, 'Write Back')).toMatchObject([
			{ status: 'completed', summary: 'Summary 1' },
		]);
		expect(fake.calls).toMatchObject([{ metadata: { n8nTo: numberOf(40) } }]);
	});

	test('a few at a time, so that hours are looked at again before the next few', async () => {
		const awake = Array.from({ length: 21 }, (_, id) => lead(id, numberOf(id), 'America/New_York'));
		const result = await run(awake, NO_CALLS);
		expect(jsonOf(result, 'A Few').map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
	});

	test('a bad number stops nobody else, and its row says so', async () => {
		everybodyPicksUp();
		const result = await run([
			lead(1, numberOf(1), 'America/New_York'),
			lead(2, 'call me', 'America/New_York'),
			lead(3, numberOf(3), 'America/New_York'),
		]);
		expect(result.error?.message).toBeUndefined();
		expect(jsonOf(result, 'Write Back')).toMatchObject([
			{ status: 'completed', calledAt: expect.stringMatching(/^2026-/) as string },
			{
				status: 'bad row',
				summary: expect.stringContaining('call me') as string,
				calledAt: '',
			},
			{ status: 'completed' },
		]);
	});

	test('who was refused before anything rang is told from whose call failed, and tried once more', async () => {
		everybodyPicksUp();
		const create = fake.onChange;
		fake.onChange = (request) =>
			JSON.stringify(request.body).includes(numberOf(1))
				? { status: 400, body: { detail: 'No calls to this number.' } }
				: create(request);
		const refusal = expect.stringContaining('No calls to this number.') as string;
		const first = await run([1, 2].map((id) => lead(id, numberOf(id), 'America/New_York')));
		expect(first.error?.message).toBeUndefined();
		const [refused, called] = jsonOf(first, 'Write Back');
		expect(refused).toMatchObject({ status: 'new', summary: refusal, calledAt: '' });
		expect(called).toMatchObject({ status: 'completed' });
		const again = { ...lead(1, numberOf(1), 'America/New_York'), summary: refused?.summary };
		const second = await run([again, lead(3, numberOf(3), 'America/New_York')]);
		expect(jsonOf(second, 'Write Back')).toMatchObject([
			{ status: 'not called', summary: refusal, calledAt: '' },
			{ status: 'completed' },
		]);
	});

	test('the key names workflow, campaign and row: two tables do not share results', async () => {
		everybodyPicksUp();
		await run([lead(7, numberOf(7), 'America/New_York')]);
		expect(fake.calls).toMatchObject([
			{ metadata: { n8nCallKey: 'callLeadsOnASchedule-leads-7' } },
		]);
	});

	test('where nothing could be tried, the rows are new again and the execution fails', async () => {
		fake.ultravoxAnswers.set('/api/calls', { status: 401, body: { detail: 'Unknown key.' } });
		const result = await run([
			lead(1, numberOf(1), 'America/New_York'),
			lead(2, numberOf(2), 'America/New_York'),
		]);
		expect(jsonOf(result, 'Write Back').map(({ status }) => status)).toEqual(['new', 'new']);
		expect(result.error?.message).toContain('No lead could be called');
	});

	test('P2.5 a lead whose last hour is over when its turn comes is not called, and is new again', async () => {
		everybodyPicksUp();
		jest.setSystemTime(new Date('2026-11-18T23:00:01Z'));
		const late = lead(1, numberOf(1), 'America/New_York');
		const early = lead(2, numberOf(2), 'America/Los_Angeles');
		const result = await run([late], { 'In Local Hours': itemsOf([late, early]) });
		expect(fake.calls).toMatchObject([{ metadata: { n8nTo: numberOf(2) } }]);
		expect(jsonOf(result, 'Write Back')).toMatchObject([
			{
				status: 'new',
				summary: expect.stringMatching(/later than 'Dial Until', 2026-11-18T23:00/) as string,
				calledAt: '',
			},
			{ status: 'completed' },
		]);
		expect(result.error?.message).toBeUndefined();
	});

	test.each([
		['at the first hour', '2026-11-18T14:00:00Z', true],
		['a minute before it', '2026-11-18T13:59:00Z', false],
		['three minutes before the last hour ends', '2026-11-18T22:57:00Z', true],
		['when the few could be dialed beyond it', '2026-11-18T22:58:00Z', false],
		['in the evening', '2026-11-18T23:00:00Z', false],
		['on a Saturday', '2026-11-21T15:30:00Z', false],
	])('local hours: %s', async (_when, now, isCalled) => {
		jest.setSystemTime(new Date(now));
		const result = await run([lead(1, numberOf(1), 'America/New_York')], NO_CALLS);
		expect(jsonOf(result, 'In Local Hours')).toHaveLength(isCalled ? 1 : 0);
	});
});
