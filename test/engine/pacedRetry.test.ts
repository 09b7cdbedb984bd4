import type { IDataObject } from 'n8n-workflow';
import { runOutbound } from './support/outboundBench';
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

test("P2.6: n8n's Retry of an execution that was stopped while it slept calls nobody, and Get Result tells whom nobody had called", async () => {
	const { outcome, ended } = await paced.sleeping();
	await ended(0);
	expect(paced.dialed()).toEqual(numbers.slice(0, 3));
	// n8n goes on behind the node that slept, with what would have come out at the deadline.
	const retry = await runOutbound(providers, {
		mode: 'retry',
		executionId: 'retry-of-paced',
		stored: outcome.stored,
	});
	expect(retry.message).toBeUndefined();
	expect(retry.isWaiting).toBe(false);
	expect(paced.dialed()).toEqual(numbers.slice(0, 3));
	const late = retry.items().map(({ json }) => json);
	expect(late.map(({ call }) => call)).toMatchObject(
		numbers.map((to) => ({ to, outcome: 'timeout' })),
	);
	const results = await runOutbound(providers, {
		operation: 'getResult',
		items: late,
		parameters: { findBy: 'callId', callId: '={{ $json.call.callId }}' },
	});
	expect(results.message).toBeUndefined();
	const calls = results.items().map(({ json }) => json.call as IDataObject);
	expect(calls.map(({ callId }) => callId)).toEqual([
		...[0, 1, 2].map((item) => paced.callOf(item).callId),
		null,
	]);
	expect(results.items().map(({ json }) => json.isOver)).toEqual([true, false, false, true]);
}, 40_000);
