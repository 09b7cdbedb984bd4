import { inAnotherProcess } from './support/anotherProcess';
import { laterOn } from './support/laterOn';
import type { Providers } from './support/outboundProviders';
import { AGENT, startProviders } from './support/outboundProviders';
import { numbers, PacedRuns } from './support/pacedRuns';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
});

afterEach(async () => await providers.close());

/** Who cannot be told yet is asked again for some seconds. */
const PATIENCE_MS = 40_000;
const MINUTE_MS = 60_000;
const HELD_BACK = { reply: { status: 429, body: { detail: 'Too many calls.' } } };
const LATE = expect.stringMatching(
	/^Nobody was dialed: .*heard of the end of an earlier call, .* 61 minutes late/,
) as string;

const three = numbers.slice(0, 3).map((to) => ({ to }));

/** Three people, two at once: the first's end makes room, and nobody can be dialed just then. */
async function heldBack() {
	const { execution, ended } = await paced.sleeping({ items: three });
	providers.creations.push(...Array.from({ length: 9 }, () => HELD_BACK));
	expect(await ended(0)).toMatchObject({ status: 503 });
	providers.creations.length = 0;
	return { execution, ended, call: paced.callOf(0) };
}

describe('P2.5, P2.6: an outage is told from a wait', () => {
	test(
		'who is held back for a quarter of an hour by a rate limit is called then',
		async () => {
			const { execution, call } = await heldBack();
			await laterOn(16 * MINUTE_MS, async () => {
				expect(await execution.ended(call, { item: '0' })).toMatchObject({ status: 200 });
			});
			expect(providers.calls).toHaveLength(3);
			expect(paced.dialed().at(-1)).toBe(numbers[2]);
		},
		2 * PATIENCE_MS,
	);

	test(
		'who is held back for more than an hour is not called any more, and the results say why',
		async () => {
			const { execution, ended, call } = await heldBack();
			await laterOn(70 * MINUTE_MS, async () => {
				expect(await execution.ended(call, { item: '0' })).toMatchObject({ status: 200 });
				expect(providers.calls).toHaveLength(2);
				const { outputs } = await ended(1);
				expect(outputs?.[0]?.map(({ reason }) => reason)).toEqual([
					null,
					null,
					expect.stringMatching(/^Nobody was dialed: .* had ended 7\d minutes before/),
				]);
			});
		},
		2 * PATIENCE_MS,
	);

	test(
		'who misses the turn for more than an hour while others of the run are called is called then',
		async () => {
			// The deadline has time for all of them.
			const many = Array.from({ length: 8 }, (_none, index) => ({ to: `+1415555016${index}` }));
			const { execution, ended } = await paced.sleeping({ items: many });
			providers.creations.push(...Array.from({ length: 9 }, () => HELD_BACK));
			expect(await ended(0)).toMatchObject({ status: 503 });
			const call = paced.callOf(0);
			providers.creations.length = 0;
			await laterOn(70 * MINUTE_MS, async () => {
				paced.callOf(1).created = new Date(Date.now() - MINUTE_MS).toISOString();
				expect(await execution.ended(call, { item: '0' })).toMatchObject({ status: 200 });
			});
			expect(providers.calls).toHaveLength(3);
		},
		2 * PATIENCE_MS,
	);

	test(
		'who was due after an end that was not told in an outage is not called by another end, and the results say why',
		async () => {
			const { ended } = await paced.sleeping({ items: three }, 120 * MINUTE_MS);
			paced.isOver(0, 61 * MINUTE_MS);
			const { outputs } = await ended(1, 1_000);
			expect(paced.dialed()).toHaveLength(2);
			expect(outputs?.[0]?.map(({ reason }) => reason)).toEqual([null, null, LATE]);
		},
		PATIENCE_MS,
	);

	test(
		'nor by the process that does not know of it, when everybody else is over',
		async () => {
			const sleeping = await paced.sleeping({ items: three }, 120 * MINUTE_MS);
			const { ended, execution } = sleeping;
			await ended(0, 61 * MINUTE_MS);
			expect(paced.dialed()).toHaveLength(2);
			await inAnotherProcess(sleeping, async () => {
				const over = paced.isOver(1, 1_000);
				const { outputs } = await execution.ended(over, { item: '1' });
				expect(outputs?.[0]?.map(({ reason }) => reason)).toEqual([null, null, LATE]);
			});
			expect(paced.dialed()).toHaveLength(2);
		},
		PATIENCE_MS,
	);
});

test(
	'P2.5 an agent that is gone meanwhile is no outage of Ultravox: nobody waits for it to come back',
	async () => {
		const sleeping = await paced.sleeping({ items: three });
		const { ended } = sleeping;
		providers.others.set(`GET /api/agents/${AGENT}`, {
			status: 404,
			body: { detail: 'No agent.' },
		});
		await inAnotherProcess(sleeping, async () => {
			expect(await ended(0)).toMatchObject({ status: 200 });
			const { outputs } = await ended(1);
			expect(outputs?.[0]?.[2]?.reason).toMatch(/^Nobody was dialed: .*No agent\./);
			expect(outputs?.[0]?.map(({ state }) => state)).toEqual(['placed', 'placed', 'refused']);
		});
		expect(paced.dialed()).toHaveLength(2);
	},
	PATIENCE_MS,
);

test(
	'P2.5 an end of which Plivo has no record dials when Ultravox tells it for the fifth time',
	async () => {
		const { ended } = await paced.sleeping({ items: three }, 20 * MINUTE_MS);
		// The other one is up.
		expect(await ended(0, 450_000)).toMatchObject({ status: 200 });
		expect(paced.dialed()).toEqual(numbers.slice(0, 3));
	},
	PATIENCE_MS,
);
