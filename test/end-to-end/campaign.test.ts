import { dialLog } from '../../lab/src/dialLog';
import type { PersonScript } from '../../lab/src/plivo/personScript';
import { travel } from '../../lab/src/travel';
import type { GivenCampaign } from './support/campaign/callCheck';
import { callFaults, lateRings } from './support/campaign/callCheck';
import { runCampaign } from './support/campaign/campaignNode';
import { campaignRows } from './support/campaign/campaignRows';
import { eventually } from './support/eventually';
import { PhoneWorld } from './support/phoneWorld';

// Bursts alone carry the texts; spoken words would only make the story longer.
process.env.LAB_SPEECH = '0';

const MINUTES = 60_000;
const DAY = 24 * 60 * MINUTES;
jest.setTimeout(15 * MINUTES);

const ROWS = campaignRows(1_000);
/** Every twentieth, written as people write numbers. */
const LISTED = ROWS.filter((_, place) => place % 20 === 3).map(({ phone }) => phone);
const WRITTEN = LISTED.map((phone, index) =>
	index % 2 === 0 ? phone : phone.replace(/(\d{3})(\d{4})$/, ' $1-$2'),
);
const CAMPAIGN: GivenCampaign = {
	phones: ROWS.map(({ phone }) => phone),
	doNotCall: LISTED,
	days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
	earliest: '09:00',
	latest: '18:00',
};
/** Of the agent below, and of the phones that it calls when machines are told apart. */
const PATIENCE = { agentWaitsMs: 30_000, ringsMs: 15_000 };

/** What the person of a row does when the phone rings. */
function behaviorAt(place: number): 'answer' | 'busy' | 'reject' {
	if (place % 50 === 0) return 'answer';
	return place % 2 === 0 ? 'busy' : 'reject';
}

const LISTENS: PersonScript = [{ waitForUtterance: /reminder/ }, { hangUp: true }];
const OUTCOMES = { answer: 'completed', busy: 'busy', reject: 'rejected' };
const outcomeAt = (place: number) => OUTCOMES[behaviorAt(place)];

describe('the check of who was called when', () => {
	// A Wednesday: 15:30 in New York, 20:30 in London.
	const at = Date.parse('2026-07-15T19:30:00Z');
	const campaign: GivenCampaign = {
		...CAMPAIGN,
		phones: ['+12122340001', '+12122340002', '+447400000001', '+18002340001', '+18082340001'],
		doNotCall: ['+12122340002'],
	};

	test.each([
		['nothing', '12122340001', at, []],
		['the evening', '447400000001', at, ['447400000001 was called on wednesday at 20:30']],
		['the early morning', '18082340001', at - 4 * 60 * MINUTES, ['18082340001 was called on']],
		['a Saturday', '12122340001', at + 3 * DAY, ['12122340001 was called on saturday at 15:30']],
		['the last minute', '12122340001', at + 149 * MINUTES, []],
		['the end of the window', '12122340001', at + 150 * MINUTES, ['at 18:00']],
		['the list', '12122340002', at, ['12122340002 is on the list']],
		['a number at no place', '18002340001', at, ['nobody knows where 18002340001 is']],
		['a stranger', '12122340009', at, ['12122340009 is in no row']],
	])('finds %s', (_, to, time, faults) => {
		expect(callFaults(campaign, [{ to, at: time }])).toEqual(
			faults.map((words) => expect.stringContaining(words) as string),
		);
	});

	test('finds a phone that rings when the agent has nearly given up', () => {
		const dials = [0, 14_999, 15_000].map((later) => ({ to: '1', at: at + later, madeAt: at }));
		expect(lateRings(dials, PATIENCE)).toEqual([
			'1 began to ring 15000 ms after the call was made',
		]);
		expect(lateRings([{ to: '1', at, madeAt: null }], PATIENCE)).toHaveLength(1);
	});

	test('finds a second call', () => {
		const dials = [1, 2].map(() => ({ to: '12122340001', at }));
		expect(callFaults(campaign, dials)).toEqual(['12122340001 was called twice']);
	});
});

describe('a campaign of 1,000 rows, by the clock of the lab', () => {
	let world: PhoneWorld;
	let agentId: string;
	let from: string;

	beforeAll(async () => {
		world = await PhoneWorld.start();
		const { plivo, ultravox } = world.lab;
		ultravox.clock.stop();
		// How often an account may ask is not what this is about: 900 calls are dialed within seconds of real time.
		plivo.account.limits.requestsPer5Seconds = 1e6;
		from = world.number();
		({ agentId } = ultravox.addAgent({
			name: 'Reminders',
			systemPrompt: 'Remind {{name}} of the appointment.',
			greeting: 'A reminder.',
			callTemplate: { joinTimeout: `${PATIENCE.agentWaitsMs / 1000}s` },
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
		for (const [place, { phone: number }] of ROWS.entries()) {
			const behavior = behaviorAt(place);
			plivo.people.add({ number, ringMs: 0, behavior, script: LISTENS });
		}
	});

	afterAll(async () => {
		await world.close();
	});

	const parametersOfStart = () => ({
		campaign: 'spring-reminders',
		agent: { __rl: true, mode: 'id', value: agentId },
		to: '={{ $json.phone }}',
		from,
		doNotCall: WRITTEN.join('\n'),
		callingDays: CAMPAIGN.days,
		earliestTime: CAMPAIGN.earliest,
		latestTime: CAMPAIGN.latest,
		options: { rowId: '={{ $json.id }}', horizonDays: 7 },
	});

	const run = async (operation: string, parameters: Record<string, unknown>, rows?: object[]) =>
		await runCampaign(world, operation, parameters, rows);

	test('P2.9 bad rows are told at once, and a plan without the scheduler in one sentence: nothing is scheduled', async () => {
		const parameters = { ...parametersOfStart(), campaign: 'refused', doNotCall: '' };
		const [good] = campaignRows(1);
		const bad = { ...good, id: 'bad', phone: 'call me' };
		const twice = { ...good, id: 'twice' };
		await expect(run('start', parameters, [good as object, bad, twice])).rejects.toThrow(
			'2 of 3 rows cannot be called as they are, so nothing was scheduled',
		);
		const { account, requests } = world.lab.ultravox;
		const batches = () =>
			requests.filter(({ method, path }) => method === 'POST' && /scheduled_batches/.test(path));
		expect(batches()).toEqual([]);
		account.batchesEnabled = false;
		try {
			await expect(run('start', parameters, [good as object])).rejects.toThrow(
				'Ultravox schedules no calls for this account',
			);
		} finally {
			account.batchesEnabled = true;
		}
		expect(batches()).toHaveLength(1);
		expect(dialLog(world.lab)).toEqual([]);
	});

	test('P2.9 nobody is called outside their hours, nobody on the list, nobody twice, and every row gets its own result', async () => {
		const [started] = await run('start', parametersOfStart(), ROWS);
		expect(started?.campaign).toMatchObject({ rowCount: 1_000 });
		const { scheduledCount, notCalledCount } = started?.campaign as unknown as Record<
			string,
			number
		>;
		expect((scheduledCount ?? 0) + (notCalledCount ?? 0)).toBe(1_000);
		expect(dialLog(world.lab).filter(({ at }) => at > Date.now() + DAY)).toEqual([]);

		await travel(world.lab, 9 * DAY, { untilCallsEnd: true });
		const dials = dialLog(world.lab);
		expect(callFaults(CAMPAIGN, dials)).toEqual([]);
		// Plivo starts two calls a second: no agent has given up when the phone is picked up.
		expect(lateRings(dials, PATIENCE)).toEqual([]);
		// Whoever was scheduled was called: the check would find no fault with a campaign that calls nobody.
		expect(dials).toHaveLength(scheduledCount ?? NaN);
		expect(dials.length).toBeGreaterThan(800);
		expect(dials.every(({ batchId }) => batchId !== null)).toBe(true);
		const zones = new Set(dials.map(({ to }) => to.slice(0, 2)));
		expect(zones.size).toBeGreaterThan(10);

		// A second start with the same name finds everybody in the campaign.
		const [again] = await run('start', parametersOfStart(), ROWS);
		expect(again?.campaign).toMatchObject({ scheduledCount: 0 });
		await travel(world.lab, 9 * DAY, { untilCallsEnd: true });
		expect(dialLog(world.lab)).toHaveLength(dials.length);
		expect(callFaults(CAMPAIGN, dialLog(world.lab))).toEqual([]);

		const campaign = {
			campaign: 'spring-reminders',
			agent: { __rl: true, mode: 'id', value: agentId },
		};
		const progress = await eventually(
			'the end of all calls',
			async () => {
				const [item] = await run('getProgress', campaign);
				const { isOver } = item?.campaign as unknown as { isOver: boolean };
				return isOver && item?.campaign;
			},
			5 * MINUTES,
		);
		expect(progress).toMatchObject({ rowCount: scheduledCount, endedCount: scheduledCount });

		// Each of the rows that come in again gets its own result, in their order.
		const results = await run(
			'getResults',
			{
				...campaign,
				rows: 'items',
				to: '={{ $json.phone }}',
				options: { rowId: '={{ $json.id }}' },
			},
			ROWS,
		);
		const rung = new Set(dials.map(({ to }) => `+${to}`));
		expect(results).toMatchObject(
			ROWS.map((input, place) =>
				rung.has(input.phone)
					? {
							campaign: { state: 'ended', attempt: 1 },
							row: { id: input.id, to: input.phone, input },
							call: { to: input.phone, outcome: outcomeAt(place) },
						}
					: {
							campaign: { state: 'notInCampaign' },
							row: { id: null, to: null, input },
							call: null,
						},
			),
		);
		expect(world.droppedFields).toEqual([]);
	});
});
