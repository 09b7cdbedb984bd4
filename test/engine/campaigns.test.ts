import type { IDataObject } from 'n8n-workflow';
import { dialLog } from '../../lab/src/dialLog';
import type { Lab } from '../../lab/src/lab';
import { startLab } from '../../lab/src/lab';
import { LAB_PLIVO_AUTH_ID, LAB_PLIVO_AUTH_TOKEN } from '../../lab/src/plivo/credentials';
import { travel } from '../../lab/src/travel';
import type { UltravoxVariants } from '../../lab/src/ultravox/ultravoxVariants';
import { eventually } from '../end-to-end/support/eventually';
import { ultravoxAlternatives } from '../end-to-end/support/labVariants';
import { byId, runOnLab } from './support/labNode';

// Speech after the burst makes every sentence seconds long and proves nothing more.
process.env.LAB_SPEECH = '0';
jest.setTimeout(120_000);

// The engine's pauses, which are 17 seconds before a lost batch is given up: sendBatches.test.ts proves how long they are.
jest.mock('../../nodes/shared/repeat', () => {
	const actual = jest.requireActual<typeof import('../../nodes/shared/repeat')>(
		'../../nodes/shared/repeat',
	);
	return {
		...actual,
		pauseUnlessStopped: async (milliseconds: number, stopped?: AbortSignal) =>
			await actual.pauseUnlessStopped(Math.min(milliseconds, 10), stopped),
	};
});

const FROM = '+14155550100';
const HOUR_MS = 3_600_000;
/** For what only a broken campaign never comes to. */
const PATIENCE_MS = 90_000;

describe.each<[string, Partial<UltravoxVariants>]>([
	['as is most likely', {}],
	['the other way round', ultravoxAlternatives(0)],
])('campaigns, what is not documented %s', (_name, variants) => {
	let lab: Lab;
	let agentId: string;
	let numbers = 0;

	beforeAll(async () => {
		lab = await startLab({ ultravox: variants });
		const { plivo, ultravox } = lab;
		ultravox.clock.stop();
		plivo.account.limits.callStartsPerSecond = 50;
		plivo.account.addNumber(FROM);
		({ agentId } = ultravox.addAgent({
			name: 'Reminders',
			systemPrompt: 'You remind {{name}}.',
			greeting: 'Hello from the shop.',
			callTemplate: { joinTimeout: '20s' },
		}));
		Object.assign(ultravox.telephonyConfigs, {
			plivo: {
				credentials: { authId: LAB_PLIVO_AUTH_ID, authToken: LAB_PLIVO_AUTH_TOKEN },
				callCreationAllowedAgentIds: [],
				callCreationAllowAllAgents: false,
				requestContextMapping: {},
			},
		});
	});

	afterAll(async () => await lab.close());

	const run = async (operation: string, parameters: IDataObject, input?: IDataObject[]) =>
		await runOnLab(lab, {
			node: 'Phone Agent',
			resource: 'campaign',
			operation,
			parameters: { agent: byId(agentId), ...parameters },
			defaultCallerId: FROM,
			input,
		});

	/** The one item of an operation that succeeds. */
	async function item(
		operation: string,
		parameters: IDataObject,
		input?: IDataObject[],
	): Promise<Record<string, IDataObject>> {
		const { items, message } = await run(operation, parameters, input);
		expect(message).toBeUndefined();
		expect(items).toHaveLength(1);
		return items[0] as Record<string, IDataObject>;
	}

	/** Somebody in Chicago. */
	function person(
		name: string,
		behavior: 'answer' | 'busy' | 'no-answer' = 'answer',
	): { name: string; phone: string } {
		numbers += 1;
		const phone = `+1312555${String(numbers).padStart(4, '0')}`;
		lab.plivo.people.add({
			number: phone,
			ringMs: 0,
			behavior,
			script: [{ waitForUtterance: /shop/ }, { hangUp: true }],
		});
		return { name, phone };
	}

	const rings = (...people: Array<{ phone: string }>): number[] =>
		people.map(
			({ phone }) => dialLog(lab).filter(({ to }) => to === phone.replace('+', '')).length,
		);

	/** A window that is always open, one day of it; from the time on that the lab shows. */
	const always = (options: IDataObject = {}): IDataObject => ({
		callingDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
		earliestTime: '00:00',
		latestTime: '24:00',
		options: {
			horizonDays: 1,
			startAt: new Date(lab.ultravox.clock.now()).toISOString(),
			...options,
		},
	});

	const inAnHour = () => new Date(lab.ultravox.clock.now() + HOUR_MS).toISOString();

	/** Nobody joins a call whose phone was not answered: as if the 20 seconds in which somebody may were over. */
	const nobodyJoins = () => {
		for (const call of lab.ultravox.calls.values()) {
			if (!call.joined) call.end('unjoined');
		}
	};

	const whenOver = async (campaign: string): Promise<IDataObject> => {
		nobodyJoins();
		return await eventually(
			'the end of the campaign',
			async () => {
				const progress = (await item('getProgress', { campaign })).campaign;
				return progress?.isOver === true && progress;
			},
			PATIENCE_MS,
		);
	};

	test('P2.9 from the start over progress and results to the second call of who was not reached', async () => {
		const anna = person('Anna');
		const ben = person('Ben', 'busy');
		const listed = person('Cleo');
		const rows = [anna, ben, listed];
		const campaign = { campaign: 'reminders' };
		const start = async () =>
			await item(
				'start',
				{ ...campaign, ...always({ callsPerMinute: 60 }), doNotCall: listed.phone },
				rows,
			);
		expect(await start()).toMatchObject({
			campaign: { scheduledCount: 2, notCalledCount: 1 },
			notCalled: [{ item: 2, to: listed.phone, reason: 'doNotCall' }],
		});
		await travel(lab, HOUR_MS, { untilCallsEnd: true });
		expect(await whenOver('reminders')).toMatchObject({ rowCount: 2, endedCount: 2 });
		expect(rings(...rows)).toEqual([1, 1, 0]);

		const { items: results } = await run('getResults', { ...campaign, rows: 'items' }, rows);
		expect(results).toMatchObject([
			{
				campaign: { state: 'ended', attempt: 1 },
				row: { input: anna, templateContext: { name: 'Anna' } },
				call: {
					outcome: 'completed',
					to: anna.phone,
					from: FROM,
					transcript: [{ role: 'agent', text: 'Hello from the shop.' }],
				},
			},
			{
				row: { input: ben },
				call: { outcome: 'busy', transcript: [] },
				plivo: { to_number: ben.phone.slice(1) },
			},
			{ campaign: { state: 'notInCampaign' }, row: { input: listed } },
		]);

		expect((await start()).campaign).toMatchObject({ scheduledCount: 0, notCalledCount: 3 });
		await travel(lab, HOUR_MS, { untilCallsEnd: true });
		expect(rings(...rows)).toEqual([1, 1, 0]);

		lab.plivo.people.add({
			number: ben.phone,
			ringMs: 0,
			behavior: 'answer',
			script: [{ waitForUtterance: /shop/ }, { hangUp: true }],
		});
		const redial = { ...campaign, ...always() };
		expect((await item('redial', redial)).campaign).toMatchObject({ scheduledCount: 1 });
		// Once more, as after a retry: the call is scheduled already.
		expect(await item('redial', redial)).toMatchObject({
			campaign: { scheduledCount: 0 },
			notCalled: [{ reason: 'isReached' }, { reason: 'isWaiting' }],
		});
		await travel(lab, 30 * HOUR_MS, { untilCallsEnd: true });
		await whenOver('reminders');
		expect(rings(...rows)).toEqual([1, 2, 0]);
		const { items: after } = await run('getResults', campaign);
		expect(after).toMatchObject([
			{ call: { outcome: 'completed' }, campaign: { attempt: 1 } },
			{ call: { outcome: 'completed' }, campaign: { attempt: 2 } },
		]);
		expect((await item('redial', redial)).notCalled).toMatchObject([
			{ reason: 'isReached' },
			{ reason: 'isReached' },
		]);
	});

	test('P2.9 paused and canceled, nobody is called any more; started again, who was not is called once', async () => {
		const people = [person('Dora'), person('Emil')];
		const campaign = { campaign: 'paused' };
		const start = async () =>
			await item('start', { ...campaign, ...always({ startAt: inAnHour() }) }, people);
		await start();
		expect((await item('pause', campaign)).campaign).toMatchObject({ pausedCount: 2 });
		await travel(lab, 2 * HOUR_MS);
		expect(rings(...people)).toEqual([0, 0]);
		expect(await item('cancel', campaign)).toMatchObject({
			campaign: { rowCount: 2, calledCount: 0, notCalledCount: 2, deletedBatchCount: 1 },
			notCalled: [{ to: people[0]?.phone }, { to: people[1]?.phone }],
		});
		expect((await run('getProgress', campaign)).message).toMatch(/has no campaign 'paused'/);
		await travel(lab, 2 * HOUR_MS);
		expect(rings(...people)).toEqual([0, 0]);

		await start();
		await travel(lab, 2 * HOUR_MS, { untilCallsEnd: true });
		await whenOver('paused');
		expect(rings(...people)).toEqual([1, 1]);
		// Its batches are over: nothing is left to cancel, and nobody is called a second time.
		expect((await item('cancel', campaign)).campaign).toMatchObject({ deletedBatchCount: 0 });
		expect((await start()).campaign).toMatchObject({ scheduledCount: 0 });
	});

	test('P2.9 the answer to a batch is lost after Ultravox took it: it is found, and nobody is called twice', async () => {
		const people = [person('Frida')];
		const fault = lab.ultravox.faults.add({
			match: /^POST .*\/scheduled_batches$/,
			status: 504,
			afterEffect: true,
		});
		const started = await item('start', { campaign: 'lost', ...always() }, people);
		expect(fault.hits).toBe(1);
		expect(started.campaign).toMatchObject({ scheduledCount: 1 });
		await travel(lab, HOUR_MS, { untilCallsEnd: true });
		await whenOver('lost');
		expect(rings(...people)).toEqual([1]);
	});

	test('P2.9 a batch that never shows up: that phones may ring is said, and the next start calls everybody once', async () => {
		const people = [person('Gina')];
		const fault = lab.ultravox.faults.add({
			match: /^POST .*\/scheduled_batches$/,
			status: 504,
		});
		const { message, description } = await run('start', { campaign: 'never', ...always() }, people);
		expect(fault.hits).toBe(1);
		expect(message).toMatch(/^Nobody knows whether 1 call was scheduled, so these phones may ring/);
		expect(description).toMatch(/Start the campaign again with the same name after that/);
		await item('start', { campaign: 'never', ...always() }, people);
		await travel(lab, HOUR_MS, { untilCallsEnd: true });
		await whenOver('never');
		expect(rings(...people)).toEqual([1]);
	});

	test('P2.9 two starts at the same time: everybody is called once', async () => {
		const people = [person('Kira'), person('Lea')];
		const parameters = { campaign: 'twice', ...always({ startAt: inAnHour() }) };
		const start = async () => await run('start', parameters, people);
		const messages = (await Promise.all([start(), start(), start()])).map(({ message }) => message);
		for (const message of messages.filter((one) => one !== undefined)) {
			expect(message).toMatch(/^The campaign was started twice at the same time/);
		}
		// The lab's clock stands still: in the same instant, both may have taken their batch back.
		expect((await start()).message).toBeUndefined();
		await travel(lab, 2 * HOUR_MS, { untilCallsEnd: true });
		await whenOver('twice');
		expect(rings(...people)).toEqual([1, 1]);
	});

	test('P2.9 who is not called in time is called in the next window, once', async () => {
		const people = [person('Hans'), person('Ida')];
		const campaign = { campaign: 'slow' };
		await item('start', { ...campaign, ...always({ startAt: inAnHour() }) }, people);
		await item('pause', campaign);
		await travel(lab, 27 * HOUR_MS);
		expect(await whenOver('slow')).toMatchObject({ expiredCount: 2 });
		expect(rings(...people)).toEqual([0, 0]);
		expect((await item('redial', { ...campaign, ...always() })).campaign).toMatchObject({
			scheduledCount: 2,
		});
		await travel(lab, HOUR_MS, { untilCallsEnd: true });
		await whenOver('slow');
		expect(rings(...people)).toEqual([1, 1]);
	});

	test('P2.9 a plan without the scheduler is told what does without', async () => {
		lab.ultravox.account.batchesEnabled = false;
		const people = [person('Jan')];
		const { message, description } = await run('start', { campaign: 'plan', ...always() }, people);
		lab.ultravox.account.batchesEnabled = true;
		expect(message).toMatch(/^Ultravox schedules no calls for this account: /);
		expect(description).toMatch(/"Call Leads from a Table on a Schedule" needs none/);
		expect(rings(...people)).toEqual([0]);
	});
});
