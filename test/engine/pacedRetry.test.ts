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

test('P2.6: behind the deadline, Get Result tells of items without a Call ID: who was refused, and who may have been called', async () => {
	const refusal = { status: 400, body: { detail: 'No calls to this number.' } };
	const lost = { status: 500, body: { detail: 'Lost.' } };
	providers.creations.push({ reply: refusal }, { reply: lost }, null);
	const { outcome } = await paced.sleeping({ options: { callsAtOnce: 3 } });
	expect(paced.dialed()).toHaveLength(4);
	const late = await runOutbound(providers, { stored: outcome.stored });
	const written = late.items().map(({ json }) => json);
	expect(written.map(({ state }) => state)).toEqual(['refused', 'unconfirmed', 'placed', 'placed']);
	expect(written.map(({ call }) => (call as IDataObject).outcome)).toEqual([
		'failed',
		'timeout',
		'timeout',
		'timeout',
	]);
	const results = await runOutbound(providers, {
		operation: 'getResult',
		items: written,
		parameters: { findBy: 'callId', callId: '={{ $json.call.callId }}' },
	});
	expect(results.message).toBeUndefined();
	const told = results.items().map(({ json }) => json);
	expect(told).toMatchObject([
		{ state: 'refused', reason: written[0]?.reason, call: { outcome: 'failed' } },
		{ state: 'unconfirmed', reason: written[1]?.reason },
		{ state: 'placed', isOver: false },
		{ state: 'placed', isOver: false },
	]);
}, 40_000);

test('P2.6: Get Result behind an item of a call that Plivo has refused says that nobody was dialed', async () => {
	providers.dials.push({ status: 400, body: { api_id: 'a', error: 'from is not yours' } });
	const called = await runOutbound(providers, { operation: 'call', bridge: true });
	const [item] = called.items().map(({ json }) => json);
	expect(item).toMatchObject({ state: 'refused' });
	Object.assign(providers.calls[0] ?? {}, { ended: new Date().toISOString() });
	const result = await runOutbound(providers, {
		operation: 'getResult',
		bridge: true,
		items: [item ?? {}],
		parameters: { findBy: 'callId', callId: '={{ $json.call.callId }}' },
	});
	expect(result.message).toBeUndefined();
	expect(result.items()[0]?.json).toMatchObject({ state: 'refused', reason: item?.reason });
}, 40_000);
