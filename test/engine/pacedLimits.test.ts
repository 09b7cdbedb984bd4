import type { IDataObject } from 'n8n-workflow';
import { eventually } from '../end-to-end/support/eventually';
import type { OutboundOutcome } from './support/outboundBench';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';
import { items, numbers, PacedRuns } from './support/pacedRuns';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
});

afterEach(async () => await providers.close());

/** Who cannot be told yet is asked again for some seconds. */
const PATIENCE_MS = 20_000;
const HOUR_MS = 3_600_000;

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const reasonsOf = (outputs: IDataObject[][] | undefined) =>
	outputs?.[0]?.map(({ reason }) => reason);

/** Changes what the execution that sleeps has kept. */
function changePlan({ contextData }: OutboundOutcome, change: IDataObject): void {
	for (const store of Object.values(contextData ?? {})) {
		const { outboundDue: kept } = store;
		if (typeof kept !== 'string') continue;
		store.outboundDue = JSON.stringify({ ...(JSON.parse(kept) as IDataObject), ...change });
	}
}

describe('P2.5, P2.6: until when somebody is called', () => {
	test("nobody is called later than 'Dial Until', and the item says so", async () => {
		const outcome = await runOutbound(providers, {
			items: [
				{ to: numbers[0], until: at(-1_000) },
				{ to: numbers[1], until: at(HOUR_MS) },
			],
			options: { dialUntil: '={{ $json.until }}' },
		});
		expect(outcome.message).toBeUndefined();
		expect(paced.dialed()).toEqual([numbers[1]]);
		expect(outcome.written()[0]?.json.reason).toMatch(
			/^Nobody was dialed: it was later than 'Dial Until', 20/,
		);
	});

	test('a time alone is that of today', async () => {
		const outcome = await runOutbound(providers, { options: { dialUntil: '00:00' } });
		expect(outcome.message).toBeUndefined();
		expect(providers.creating()).toEqual([]);
		expect(outcome.items()[0]?.json).toMatchObject({
			state: 'refused',
			reason: expect.stringMatching(/later than 'Dial Until'/) as string,
		});
	});

	test.each([
		['={{ $json.missing }}', /'Dial Until' is empty/],
		['={{ new Date($json.missing) }}', /'Dial Until' is not a time: 'Invalid Date'/],
		['soon', /'Dial Until' is not a time: 'soon'/],
		['25:00', /'Dial Until' is not a time/],
	])('what is no time is refused before anybody is called: %s', async (dialUntil, message) => {
		const outcome = await runOutbound(providers, { options: { dialUntil } });
		expect(outcome.message).toMatch(message);
		expect(providers.requests).toEqual([]);
	});

	test(
		'who is due when it is too late passes the turn on',
		async () => {
			const until = Date.now() + 200;
			const { ended } = await paced.sleeping({
				items: items
					.slice(0, 3)
					.map((item, index) => ({ ...item, until: at(index === 1 ? 200 : HOUR_MS) })),
				options: { callsAtOnce: 1, dialUntil: '={{ $json.until }}' },
			});
			await eventually('it to be too late', () => Date.now() > until + 100);
			await ended(0);
			expect(paced.dialed()).toEqual([numbers[0], numbers[2]]);
			const { outputs } = await ended(2);
			expect(reasonsOf(outputs)).toEqual([
				null,
				expect.stringMatching(/^Nobody was dialed: it was later than 'Dial Until'/) as string,
				null,
			]);
		},
		PATIENCE_MS,
	);

	test(
		'after an outage nobody who was due is called, and the results say why',
		async () => {
			const { ended } = await paced.sleeping({ options: { callsAtOnce: 1 } }, HOUR_MS);
			const { outputs } = await ended(0, 20 * 60_000);
			expect(paced.dialed()).toEqual([numbers[0]]);
			const late = expect.stringMatching(
				/^Nobody was dialed: .*made room, 20 minutes late/,
			) as string;
			expect(reasonsOf(outputs)).toEqual([null, late, late, late]);
		},
		PATIENCE_MS,
	);

	test(
		"who may still be called by 'Dial Until' is called after an outage, too",
		async () => {
			const { ended } = await paced.sleeping(
				{ options: { callsAtOnce: 1, dialUntil: at(HOUR_MS) } },
				HOUR_MS,
			);
			await ended(0, 20 * 60_000);
			expect(paced.dialed()).toEqual(numbers.slice(0, 2));
		},
		PATIENCE_MS,
	);

	test(
		'nobody is called whose call could go on after the deadline',
		async () => {
			const { outcome, ended } = await paced.sleeping({ options: { callsAtOnce: 1 } });
			changePlan(outcome, { deadline: Date.now() + 60_000 });
			const { outputs } = await ended(0);
			expect(paced.dialed()).toEqual([numbers[0]]);
			const late = expect.stringMatching(/^Nobody was dialed: the execution goes on at/) as string;
			expect(reasonsOf(outputs)).toEqual([null, late, late, late]);
		},
		PATIENCE_MS,
	);

	test("the deadline has time for the agent's own longest call", async () => {
		providers.template.maxDuration = '7200s';
		const { outcome } = await paced.sleeping({ options: { callsAtOnce: 1 } });
		const lasts = (outcome.run.waitTill?.getTime() ?? 0) - Date.now();
		expect(lasts).toBeGreaterThan(3 * 7_200_000);
	});
});

describe('P2.5, P2.6: how long the execution is awake', () => {
	test('it calls nobody else than may be up at once, also where the first ones are over by then', async () => {
		await providers.close();
		providers = await startProviders(true);
		paced = new PacedRuns(providers);
		const { outcome } = await paced.sleeping();
		expect(outcome.isWaiting).toBe(true);
		expect(paced.dialed()).toEqual(numbers.slice(0, 2));
	});

	test(
		'at a slow pace it sleeps before as many are up as may be, and the ends make room for more',
		async () => {
			const { outcome, ended } = await paced.sleeping({ options: { callsPerSecond: 0.01 } });
			expect(outcome.isWaiting).toBe(true);
			expect(paced.dialed()).toEqual(numbers.slice(0, 1));
			paced.callOf(0).created = at(-2 * 60_000);
			// The second one has to wait for the pace.
			expect(await ended(0)).toMatchObject({ status: 503 });
			expect(paced.dialed()).toEqual(numbers.slice(0, 2));
			paced.callOf(1).created = at(-2 * 60_000);
			expect(await ended(0)).toMatchObject({ status: 200 });
			expect(paced.dialed()).toEqual(numbers.slice(0, 3));
		},
		PATIENCE_MS,
	);

	test('calls that an earlier try of the run has placed, and that are up, take room', async () => {
		const { outcome } = await paced.sleeping({ items: items.slice(0, 2) });
		const again = await runOutbound(providers, {
			items,
			mode: 'retry',
			executionId: 'paced-again',
			contextData: outcome.contextData,
			options: { callsAtOnce: 3 },
		});
		expect(again.isWaiting).toBe(true);
		expect(paced.dialed()).toEqual(numbers.slice(0, 3));
		expect(again.written()[3]?.json).toMatchObject({ placed: { state: 'due' } });
	});
});

test('P2.5 with more than ten calls at once, an end that the agent brought about and Plivo has not confirmed for a moment', async () => {
	const many = Array.from({ length: 12 }, (_none, index) => ({ to: `+1415555${2000 + index}` }));
	const { execution } = await paced.sleeping({ items: many, options: { callsAtOnce: 11 } });
	const looks = () =>
		providers.requests.filter(({ url }) => url.startsWith('/api/calls?metadata.n8nRun')).length;
	const before = looks();
	const over = { joined: at(-60_000), ended: at(-500), endReason: 'agent_hangup' };
	const telling = execution.ended({ ...paced.callOf(0), ...over }, { item: '0' });
	await eventually('it to be asked for the third time', () => looks() >= before + 3);
	Object.assign(paced.callOf(0), over);
	expect(await telling).toMatchObject({ status: 200 });
	expect(paced.dialed()).toHaveLength(12);
}, 20_000);

test('P2.5 an end costs one list of the whole run for each look, and who is next another of the latest calls', async () => {
	const { ended } = await paced.sleeping();
	const before = providers.requests.length;
	expect(await ended(0)).toMatchObject({ status: 200 });
	expect(paced.dialed()).toHaveLength(3);
	const lists = providers.requests
		.slice(before)
		.map(({ url }) => new URL(url, 'http://provider.test').searchParams)
		.filter((query) => query.has('metadata.n8nRun'));
	expect(lists.filter((query) => !query.has('fromDate'))).toHaveLength(1);
	const [latest] = lists.flatMap((query) => query.get('fromDate') ?? []);
	expect(Date.parse(latest ?? '')).toBeGreaterThan(Date.now() - 5 * 60_000);
});

test('P2.5 with many items, an end that the providers confirm a moment later is taken when it is told', async () => {
	const many = Array.from({ length: 12 }, (_none, index) => ({ to: `+1415555${2000 + index}` }));
	const { execution } = await paced.sleeping({ items: many });
	const lists = () =>
		providers.requests.filter(({ url }) => url.startsWith('/api/calls?metadata.n8nRun')).length;
	const before = lists();
	const over = { joined: at(-60_000), ended: at(-500), endReason: 'hangup' };
	const telling = execution.ended({ ...paced.callOf(0), ...over }, { item: '0' });
	await eventually('it to be asked for the third time', () => lists() >= before + 3);
	Object.assign(paced.callOf(0), over);
	expect(await telling).toMatchObject({ status: 200 });
	expect(paced.dialed()).toHaveLength(3);
}, 20_000);

test('P2.5 Hang Up behind an item that was due says that nobody has called there', async () => {
	const { outcome } = await paced.sleeping();
	const hungUp = await runOutbound(providers, {
		operation: 'hangUp',
		items: [outcome.written()[3]?.json ?? {}],
		parameters: { findBy: 'callId', callId: '={{ $json.call.callId }}' },
	});
	expect(hungUp.message).toBe(
		`Nobody has called ${numbers[3]} for this item, so there is nothing to hang up`,
	);
	expect(hungUp.description).toMatch(/stop the execution/);
});
