import type { OutboundRun } from './support/outboundBench';
import { runOutbound, writtenIn } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';
import { numbers, PacedRuns } from './support/pacedRuns';

let providers: Providers;
let paced: PacedRuns;

beforeEach(async () => {
	providers = await startProviders();
	paced = new PacedRuns(providers);
});

afterEach(async () => await providers.close());

/** Items of which the second cannot be called. */
const items = [{ to: numbers[0] }, { to: 'nobody' }, { to: numbers[2] }];

const bad = {
	json: { error: expect.stringMatching(/contains letters/) as string },
	pairedItem: { item: 1 },
};

describe.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
	'Call and Wait with On Error: %s, and a bad item among others',
	(onError) => {
		const run: Partial<OutboundRun> = { items, onError, options: { callsAtOnce: 5 } };
		const isApart = onError === 'continueErrorOutput';

		test('keeps it with the others while it sleeps', async () => {
			const { outcome } = await paced.sleeping(run);
			expect(outcome.message).toBeUndefined();
			expect(outcome.isWaiting).toBe(true);
			expect(paced.dialed()).toEqual([numbers[0], numbers[2]]);
			expect(writtenIn(outcome.stored)).toMatchObject([
				{ json: { call: { to: numbers[0] } } },
				{ ...bad, error: { message: bad.json.error } },
				{ json: { call: { to: numbers[2] } } },
			]);
		});

		test('gives it where it belongs at the deadline', async () => {
			const { outcome } = await paced.sleeping(run);
			const woken = await runOutbound(providers, { onError, stored: outcome.stored });
			const others = [0, 2].map((item) => ({
				json: { call: { to: numbers[item], outcome: 'timeout' } },
				pairedItem: { item },
			}));
			expect(woken.items(0)).toMatchObject(isApart ? others : [others[0], bad, others[1]]);
			expect(woken.items(1)).toMatchObject(isApart ? [bad] : []);
			expect(woken.items(1)).toHaveLength(isApart ? 1 : 0);
		});

		test('gives it where it belongs when the calls are over', async () => {
			const { outcome, execution, ended } = await paced.sleeping(run);
			execution.written = writtenIn(outcome.stored);
			paced.isOver(0);
			const answer = await ended(2);
			const woken = await runOutbound(providers, {
				onError,
				stored: outcome.stored,
				resumedWith: answer.items ?? [],
			});
			const others = [0, 2].map((item) => ({
				json: { call: { to: numbers[item], outcome: 'completed' } },
				pairedItem: { item },
			}));
			expect(woken.items(0)).toMatchObject(isApart ? others : [others[0], bad, others[1]]);
			expect(woken.items(1)).toMatchObject(isApart ? [bad] : []);
			expect(woken.items(1)).toHaveLength(isApart ? 1 : 0);
		}, 20_000);
	},
);
