import type { LoggedDial } from '../../lab/src/dialLog';
import { dialLog } from '../../lab/src/dialLog';
import { travel } from '../../lab/src/travel';
import { callFaults } from './support/campaign/callCheck';
import { runCampaign } from './support/campaign/campaignNode';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

const MINUTES = 60_000;
const DAY = 24 * 60 * MINUTES;
jest.setTimeout(10 * MINUTES);

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
/** All in one time zone, so that there is one batch and one window. */
const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, index) => ({
		id: `row-${index}`,
		phone: `+1212234${String(5_000 + index)}`,
	}));

let world: PhoneWorld;
let agentId: string;
let from: string;

beforeEach(async () => {
	world = await PhoneWorld.start();
	const { plivo, ultravox } = world.lab;
	ultravox.clock.stop();
	from = world.number();
	// As short as a phone may ring, because nobody moves the time of a conversation.
	({ agentId } = ultravox.addAgent({
		name: 'Reminders',
		systemPrompt: 'Remind them.',
		callTemplate: { joinTimeout: '21s' },
	}));
	const { authId, authToken } = plivo.account;
	Object.assign(ultravox.telephonyConfigs, {
		plivo: {
			credentials: { authId, authToken },
			callCreationAllowedAgentIds: [],
			callCreationAllowAllAgents: false,
			requestContextMapping: {},
		},
	});
});

afterEach(async () => {
	expect(world.droppedFields).toEqual([]);
	await world.close();
});

const campaign = () => ({ campaign: 'changes', agent: { __rl: true, mode: 'id', value: agentId } });
const window = { callingDays: DAYS, earliestTime: '09:00', latestTime: '18:00' };

/** Somebody of each row, who picks up and hangs up, or is busy. */
function people(rows: ReturnType<typeof rowsOf>, isBusy: (index: number) => boolean): void {
	for (const [index, { phone }] of rows.entries()) {
		world.lab.plivo.people.add({
			number: phone,
			ringMs: 0,
			behavior: isBusy(index) ? 'busy' : 'answer',
			script: [{ hangUp: true }],
		});
	}
}

/** @returns where its only batch begins and ends, in milliseconds since the epoch */
async function start(rows: ReturnType<typeof rowsOf>, options: Record<string, unknown>) {
	// A whole window, at whatever time the test runs: by then it is evening in New York.
	const midnight = `${new Date(Date.now() + DAY).toISOString().slice(0, 10)}T00:00:00Z`;
	const [started] = await runCampaign(
		world,
		'start',
		{
			...campaign(),
			...window,
			to: '={{ $json.phone }}',
			from,
			options: { rowId: '={{ $json.id }}', startAt: midnight, horizonDays: 7, ...options },
		},
		rows,
	);
	expect(started?.campaign).toMatchObject({ scheduledCount: rows.length });
	const batches = started?.batches as unknown as Array<{ windowStart: string; windowEnd: string }>;
	expect(batches).toHaveLength(1);
	const [batch] = batches;
	return {
		windowStart: Date.parse(batch?.windowStart ?? ''),
		windowEnd: Date.parse(batch?.windowEnd ?? ''),
	};
}

const travelTo = async (time: number) =>
	await travel(world.lab, time - world.lab.ultravox.clock.now(), { untilCallsEnd: true });

/** What is wrong with calls, by the check that knows the rows and the dial log only. */
const faultsOf = (rows: ReturnType<typeof rowsOf>, dials: readonly LoggedDial[]) =>
	callFaults(
		{
			phones: rows.map(({ phone }) => phone),
			doNotCall: [],
			days: DAYS,
			earliest: '09:00',
			latest: '18:00',
		},
		dials,
	);

/** A campaign of twenty, of whom some have been called. */
async function underWay() {
	const rows = rowsOf(20);
	people(rows, () => false);
	const { windowStart } = await start(rows, { callsPerMinute: 2 });
	await travelTo(windowStart + 3 * MINUTES);
	const called = dialLog(world.lab).length;
	expect(called).toBeGreaterThan(0);
	expect(called).toBeLessThan(rows.length);
	return { rows, called };
}

test('Pause: nobody else is called, and those who were are called once, in their hours', async () => {
	const { rows, called } = await underWay();
	const [paused] = await runCampaign(world, 'pause', campaign());
	expect(paused).toMatchObject({ pausedBatchCount: 1 });
	await travel(world.lab, 3 * DAY, { untilCallsEnd: true });
	expect(dialLog(world.lab)).toHaveLength(called);
	expect(faultsOf(rows, dialLog(world.lab))).toEqual([]);
});

test('Cancel: nobody else is called, and all who were not are named', async () => {
	const { rows, called } = await underWay();
	const [canceled] = await runCampaign(world, 'cancel', campaign());
	expect(canceled?.campaign).toMatchObject({
		rowCount: rows.length,
		calledCount: called,
		notCalledCount: rows.length - called,
		deletedBatchCount: 1,
	});
	await travel(world.lab, 3 * DAY, { untilCallsEnd: true });
	const dials = dialLog(world.lab);
	expect(dials).toHaveLength(called);
	expect(faultsOf(rows, dials)).toEqual([]);
	const named = (canceled?.notCalled as unknown as Array<{ to: string }>).map(({ to }) => to);
	const rung = dials.map(({ to }) => `+${to}`);
	expect([...named, ...rung].sort()).toEqual(rows.map(({ phone }) => phone).sort());
});

test('Redial: whoever was busy is called once more, in a later window; whoever was reached is left alone', async () => {
	const rows = rowsOf(6);
	const isBusy = (index: number) => index % 2 === 0;
	people(rows, isBusy);
	const { windowEnd } = await start(rows, {});
	await travelTo(windowEnd);
	await eventually(
		'the end of all calls',
		async () => {
			const [item] = await runCampaign(world, 'getProgress', campaign());
			return (item?.campaign as unknown as { isOver: boolean }).isOver;
		},
		5 * MINUTES,
	);
	const before = dialLog(world.lab);
	expect(faultsOf(rows, before)).toEqual([]);
	expect(before).toHaveLength(rows.length);

	const redial = { ...campaign(), ...window, callAgain: ['busy'], options: { horizonDays: 14 } };
	const [again] = await runCampaign(world, 'redial', redial);
	expect(again?.campaign).toMatchObject({ scheduledCount: 3, notCalledCount: 3 });
	await travel(world.lab, 7 * DAY, { untilCallsEnd: true });
	const second = dialLog(world.lab).slice(before.length);
	expect(second.map(({ to }) => `+${to}`).sort()).toEqual(
		rows.filter((_, index) => isBusy(index)).map(({ phone }) => phone),
	);
	expect(faultsOf(rows, second)).toEqual([]);
	expect(Math.min(...second.map(({ at }) => at))).toBeGreaterThan(windowEnd);
});
