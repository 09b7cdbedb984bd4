import type { IDataObject } from 'n8n-workflow';
import type { OutboundRun } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { CALLER_ID, startProviders } from './support/outboundProviders';
import type { Sleeping } from './support/pacedRuns';
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

const at = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

const dialed = () => paced.dialed();
const callOf = (item: number) => paced.callOf(item);
const isOver = (item: number, ago?: number) => paced.isOver(item, ago);
const sleeping = async (run?: Partial<OutboundRun>, ago?: number): Promise<Sleeping> =>
	await paced.sleeping(run, ago);

describe('P2.5, P2.6: an execution with more items than may be called at once', () => {
	test('calls the first ones and sleeps: the others are due, and say so at the deadline', async () => {
		const { outcome } = await sleeping({
			parameters: { templateContext: { values: [{ name: 'secret', value: 'of-the-plan' }] } },
		});
		expect(outcome.message).toBeUndefined();
		expect(outcome.isWaiting).toBe(true);
		expect(dialed()).toEqual(numbers.slice(0, 2));
		const written = outcome.written();
		expect(written.map(({ json }) => (json.call as IDataObject).to)).toEqual(numbers);
		expect(written.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(written[3]?.json).toMatchObject({
			call: { outcome: 'timeout', callId: null, startedAt: null },
			reason: expect.stringMatching(/when an earlier one had ended.*may have rung/) as string,
			placed: { state: 'due' },
		});
		// What is needed to call them is kept, and comes out nowhere.
		expect(outcome.stored).toContain('of-the-plan');
		expect(JSON.stringify(written)).not.toContain('of-the-plan');
	});

	test('has time for all of them, one after another', async () => {
		const { outcome } = await sleeping({ options: { maximumDuration: 600 } });
		const lasts = (outcome.run.waitTill?.getTime() ?? 0) - Date.now();
		expect(lasts).toBeGreaterThan(2 * 600_000);
		expect(lasts).toBeLessThan(3 * 600_000);
	});

	test(
		'each end makes room for one, and the last one gives all results in input order',
		async () => {
			const { ended } = await sleeping();
			expect(await ended(1)).toMatchObject({ status: 200, outputs: undefined });
			expect(dialed()).toEqual([numbers[0], numbers[1], numbers[3]]);
			expect(await ended(0)).toMatchObject({ status: 200, outputs: undefined });
			expect(dialed()).toEqual([numbers[0], numbers[1], numbers[3], numbers[2]]);
			expect(await ended(3)).toMatchObject({ status: 200, outputs: undefined });
			const last = await ended(2);
			expect(last.outputs?.[0]?.map(({ call }) => call)).toMatchObject(
				numbers.map((to, item) => ({ to, callId: callOf(item).callId, outcome: 'completed' })),
			);
			expect(last.paired).toEqual([0, 1, 2, 3].map((item) => ({ item })));
			expect(JSON.stringify(last.outputs)).not.toMatch(/"placed":|"due"/);
			expect(dialed()).toHaveLength(4);
		},
		PATIENCE_MS,
	);

	test('an end that is told five times in the same moment, and once more, makes room for one', async () => {
		const { ended } = await sleeping();
		await Promise.all(Array.from({ length: 5 }, async () => await ended(0)));
		await ended(0);
		expect(dialed()).toEqual([numbers[0], numbers[1], numbers[2]]);
	});

	test('two ends in the same moment make room for two', async () => {
		const { ended } = await sleeping();
		await Promise.all([ended(0), ended(1)]);
		expect(dialed().slice(2).sort()).toEqual(numbers.slice(2));
	});

	test(
		"Plivo's word of the same end calls nobody at once, and Plivo comes again: Ultravox's does",
		async () => {
			const { hungUp, ended } = await sleeping();
			isOver(0);
			expect(await hungUp(0)).toMatchObject({ status: 503, outputs: undefined });
			expect(dialed()).toHaveLength(2);
			await ended(0);
			expect(dialed()).toHaveLength(3);
			expect(await hungUp(0)).toMatchObject({ status: 200, outputs: undefined });
			expect(dialed()).toHaveLength(3);
		},
		PATIENCE_MS,
	);

	test('a phone that was busy makes room at once, though Ultravox still waits for somebody to join', async () => {
		const { hungUp, ended } = await sleeping();
		expect(await hungUp(0)).toMatchObject({ status: 200, outputs: undefined });
		expect(dialed()).toEqual(numbers.slice(0, 3));
		// Ultravox has given up, and tells it.
		await ended(0);
		expect(dialed()).toHaveLength(3);
	});

	test('a machine that picks up a call that was due is noted in its conversation', async () => {
		const { machine, ended } = await sleeping();
		// Nobody has called there yet.
		expect(await machine(2)).toMatchObject({ status: 503 });
		await ended(0);
		expect(await machine(2)).toMatchObject({ status: 200 });
		const note = `/api/calls/${String(callOf(2).callId)}/send_data_message`;
		expect(providers.requests.map(({ url }) => url)).toContain(note);
	});

	test(
		'who is refused makes room for the next, and says why',
		async () => {
			const { ended } = await sleeping({ options: { callsAtOnce: 1 } });
			providers.creations.push({ reply: { status: 400, body: { detail: 'No such agent.' } } });
			await ended(0);
			expect(dialed()).toEqual(numbers.slice(0, 3));
			expect(providers.calls).toHaveLength(2);
			await ended(2);
			const { outputs } = await ended(3);
			expect(outputs?.[0]?.[1]).toMatchObject({
				call: { to: numbers[1], outcome: 'failed', callId: null },
				reason: expect.stringContaining('No such agent.') as string,
			});
			expect(outputs?.[0]).toHaveLength(4);
		},
		PATIENCE_MS,
	);

	test(
		'while Ultravox cannot be asked, the sender comes again, and nobody is called twice',
		async () => {
			const { ended } = await sleeping();
			const down = { status: 400, body: { detail: 'down' } };
			isOver(0);
			providers.others.set('GET /api/calls', down);
			expect(await ended(0)).toMatchObject({ status: 503 });
			expect(dialed()).toHaveLength(2);
			providers.others.clear();
			await ended(0);
			expect(dialed()).toHaveLength(3);
		},
		PATIENCE_MS,
	);

	test('a rate limit is no refusal: the sender comes again', async () => {
		const { ended } = await sleeping();
		const held = { status: 429, body: { detail: 'Too many calls.' } };
		providers.creations.push(...Array.from({ length: 9 }, () => ({ reply: held })));
		expect(await ended(0)).toMatchObject({ status: 503 });
		providers.creations.length = 0;
		await ended(0);
		expect(providers.calls).toHaveLength(3);
	}, 60_000);

	test(
		'a creation whose answer was lost is found by its key',
		async () => {
			const { ended } = await sleeping();
			providers.creations.push({ reply: { status: 502, body: {} }, isLost: true });
			await ended(0);
			await ended(0);
			expect(dialed()).toHaveLength(3);
			await ended(1);
			await ended(2);
			const { outputs } = await ended(3);
			expect(outputs?.[0]?.[2]).toMatchObject({ call: { outcome: 'completed' }, reason: null });
		},
		PATIENCE_MS,
	);

	test('one that is not found may have rung: it is not called again, and the next is', async () => {
		const { ended } = await sleeping({ options: { callsAtOnce: 1 } });
		providers.creations.push({ reply: { status: 502, body: {} } });
		await ended(0);
		expect(dialed()).toEqual(numbers.slice(0, 3));
		await ended(2);
		const { outputs } = await ended(3);
		expect(outputs?.[0]?.[1]).toMatchObject({
			call: { to: numbers[1], outcome: 'failed' },
			reason: expect.stringMatching(/may have rung, so it is not dialed again/) as string,
		});
	}, 40_000);

	test(
		'calls per second hold between ends, too: too early, the sender comes again',
		async () => {
			const { ended } = await sleeping({ options: { callsAtOnce: 1, callsPerSecond: 0.01 } });
			expect(await ended(0)).toMatchObject({ status: 503 });
			expect(dialed()).toHaveLength(1);
			callOf(0).created = at(-2 * 60_000);
			expect(await ended(0)).toMatchObject({ status: 200 });
			expect(dialed()).toHaveLength(2);
		},
		PATIENCE_MS,
	);

	test(
		'an end that nobody tells is found by the latest of the others, when no other comes for a while',
		async () => {
			const { ended } = await sleeping({}, 5 * 60_000);
			isOver(0, 3 * 60_000);
			const record = {
				call_uuid: '9834029e-58b6-11e1-b8b7-000000000000',
				call_direction: 'outbound',
				from_number: CALLER_ID.slice(1),
				to_number: numbers[0]?.slice(1),
				initiation_time: at(-5 * 60_000),
				answer_time: callOf(0).joined,
				end_time: callOf(0).ended,
				hangup_cause_code: 4000,
			} as IDataObject;
			providers.others.set('GET /Call/', { status: 200, body: { objects: [record], calls: [] } });
			// More may come: it is told again.
			expect(await ended(1, 1_000)).toMatchObject({ status: 503 });
			expect(dialed()).toEqual([numbers[0], numbers[1], numbers[3]]);
			expect(await ended(1, 12_000)).toMatchObject({ status: 200 });
			expect(dialed()).toEqual([numbers[0], numbers[1], numbers[3], numbers[2]]);
		},
		PATIENCE_MS,
	);

	test(
		'two items with one key, due both, are one call',
		async () => {
			const { ended } = await sleeping({
				items: [...items.slice(0, 3), { to: numbers[2] }],
				options: { callKey: '={{ "paced-twins-" + $json.to }}' },
			});
			await ended(0);
			await ended(1);
			expect(dialed()).toHaveLength(3);
			const { outputs } = await ended(2);
			expect(outputs?.[0]?.map(({ call }) => (call as IDataObject).callId)).toEqual(
				[0, 1, 2, 2].map((item) => callOf(item).callId),
			);
		},
		PATIENCE_MS,
	);
});
