import type { IDataObject } from 'n8n-workflow';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';

let providers: Providers;

/** A call that nobody confirmed is looked for during some seconds. */
const PATIENCE_MS = 20_000;

beforeEach(async () => {
	providers = await startProviders();
});

afterEach(async () => await providers.close());

const item = (written: IDataObject | undefined) => written ?? {};

describe('nobody is called twice', () => {
	test('a stalled job that n8n runs again finds its call by workflow, execution and item, and waits for it', async () => {
		await runOutbound(providers);
		const again = await runOutbound(providers);
		expect(providers.creating()).toHaveLength(1);
		expect(again.isWaiting).toBe(true);
		expect(item(again.written()[0]?.json).placed).toMatchObject({
			state: 'placed',
			callId: providers.calls[0]?.callId,
		});
	});

	test('another execution is another call', async () => {
		await runOutbound(providers);
		await runOutbound(providers, { executionId: '2' });
		expect(providers.creating()).toHaveLength(2);
	});

	test("n8n's Retry, a new execution with what the failed one remembered, does not dial again and says so", async () => {
		const first = await runOutbound(providers);
		const retry = await runOutbound(providers, {
			mode: 'retry',
			executionId: '2',
			contextData: first.contextData,
		});
		expect(providers.creating()).toHaveLength(1);
		expect(retry.isWaiting).toBe(false);
		const { reason, call } = item(retry.items()[0]?.json);
		expect(reason).toMatch(/not dialed again; the phone may have rung/);
		expect(call).toMatchObject({ outcome: 'failed', callId: providers.calls[0]?.callId });
	});

	test('Retry gives the result of a call that has ended meanwhile', async () => {
		const first = await runOutbound(providers);
		Object.assign(providers.calls[0] ?? {}, {
			joined: '2026-11-20T10:00:30Z',
			ended: '2026-11-20T10:01:00Z',
			endReason: 'agent_hangup',
		});
		const retry = await runOutbound(providers, {
			mode: 'retry',
			executionId: '2',
			contextData: first.contextData,
		});
		expect(providers.creating()).toHaveLength(1);
		expect(item(retry.items()[0]?.json)).toMatchObject({
			call: { outcome: 'completed', endReason: 'agent_hangup' },
			reason: expect.stringContaining('this is its result') as string,
		});
	});

	test('P2.6 a lost agent was replaced: what goes on is waited for, and what nobody joined is no result', async () => {
		await runOutbound(providers, { bridge: true });
		const [first] = providers.calls as [IDataObject];
		const lost = { joined: '2026-11-20T10:00:30Z', ended: '2026-11-20T10:01:00Z' };
		Object.assign(first, lost, { endReason: 'connection_error' });
		const metadata = { ...(first.metadata as IDataObject), bridgeLostCallId: first.callId };
		const later = (callId: string, rest: IDataObject) => ({
			...first,
			...rest,
			callId,
			metadata,
		});
		const next = later('44444444-4444-4444-8444-444444444444', {
			created: new Date(Date.now() + 60_000).toISOString(),
			ended: null,
			endReason: null,
		});
		const inVain = later('55555555-5555-4555-8555-555555555555', {
			created: new Date(Date.now() + 61_000).toISOString(),
			joined: null,
			ended: new Date().toISOString(),
			endReason: 'unjoined',
		});
		providers.calls.push(next, inVain);
		const again = await runOutbound(providers, { bridge: true });
		expect(again.isWaiting).toBe(true);
		expect(item(again.written()[0]?.json).placed).toMatchObject({
			state: 'placed',
			callId: next.callId,
		});
		Object.assign(next, { ended: '2026-11-20T10:02:00Z', endReason: 'agent_hangup' });
		const afterwards = await runOutbound(providers, { bridge: true });
		expect(item(afterwards.items()[0]?.json)).toMatchObject({
			call: { outcome: 'completed', endReason: 'agent_hangup' },
			reason: expect.stringMatching(/this is its result$/) as string,
		});
		expect(providers.dialing()).toHaveLength(1);
	}, 30_000);

	test('a Retry of an execution that was killed, and remembers nothing, does not dial where it may have', async () => {
		await runOutbound(providers);
		const retry = await runOutbound(providers, { mode: 'retry', executionId: '2' });
		expect(providers.creating()).toHaveLength(1);
		expect(item(retry.items()[0]?.json).reason).toMatch(
			/^\+14155550123 may have rung and is not dialed again: this is a retry/,
		);
	});

	test('such a Retry gives the result of that call when it has ended, and says that it may be another', async () => {
		await runOutbound(providers);
		Object.assign(providers.calls[0] ?? {}, {
			joined: '2026-11-20T10:00:30Z',
			ended: '2026-11-20T10:01:00Z',
			endReason: 'agent_hangup',
		});
		const retry = await runOutbound(providers, { mode: 'retry', executionId: '2' });
		expect(providers.creating()).toHaveLength(1);
		expect(item(retry.items()[0]?.json)).toMatchObject({
			call: { outcome: 'completed', callId: providers.calls[0]?.callId },
			reason: expect.stringMatching(
				/may have rung and is not dialed again: .*may have placed the call .*, whose result this is/,
			) as string,
		});
	});

	test('such a Retry takes no call of more than twelve hours ago for that of the killed execution', async () => {
		await runOutbound(providers);
		const yesterday = new Date(Date.now() - 13 * 3_600_000).toISOString();
		Object.assign(providers.calls[0] ?? {}, { created: yesterday });
		const retry = await runOutbound(providers, { mode: 'retry', executionId: '2' });
		expect(providers.creating()).toHaveLength(2);
		expect(retry.isWaiting).toBe(true);
	});

	test('such a Retry calls those who were not called, and a Retry of that one does not call them again', async () => {
		const retry = await runOutbound(providers, { mode: 'retry', executionId: '2' });
		expect(providers.creating()).toHaveLength(1);
		expect(retry.isWaiting).toBe(true);
		await runOutbound(providers, {
			mode: 'retry',
			executionId: '3',
			contextData: retry.contextData,
		});
		expect(providers.creating()).toHaveLength(1);
	});

	test("a key of the user's holds across executions", async () => {
		const options = { callKey: 'invoice-77' };
		await runOutbound(providers, { options });
		const again = await runOutbound(providers, { options, executionId: '2' });
		expect(providers.creating()).toHaveLength(1);
		expect(item(again.items()[0]?.json).reason).toMatch(/may have rung/);
	});

	test('a call with the key of somebody else, which a filter let through, is none of ours', async () => {
		providers.others.set('GET /api/calls', {
			status: 200,
			body: {
				results: [{ callId: 'x', metadata: { n8nCallKey: 'other' } }],
				next: null,
				previous: null,
			},
		});
		await runOutbound(providers, { options: { callKey: 'mine' } });
		expect(providers.creating()).toHaveLength(1);
	});

	test('without an answer to the question whether the call is there already, nobody is dialed', async () => {
		providers.others.set('GET /api/calls', { status: 400, body: { detail: 'no such filter' } });
		const outcome = await runOutbound(providers);
		expect(providers.creating()).toHaveLength(0);
		expect(item(outcome.items()[0]?.json)).toMatchObject({
			call: { outcome: 'failed' },
			reason: expect.stringMatching(/^Nobody was dialed: .*no such filter/) as string,
		});
	});

	test('where Ultravox does not let us in, the node fails before the first call', async () => {
		providers.others.set('GET /api/calls', { status: 401, body: { detail: 'Invalid key' } });
		const outcome = await runOutbound(providers);
		expect(outcome.message).toMatch(/Invalid key/);
		expect(providers.creating()).toHaveLength(0);
	});
});

describe('a creation whose answer is lost', () => {
	test.each([
		['a failure', { status: 502, body: { detail: 'bad gateway' } }],
		['an answer without a call', { status: 201, body: {} }],
	])('%s: the call is found by its key, and waited for', async (_what, reply) => {
		providers.creations.push({ reply, isLost: true });
		const outcome = await runOutbound(providers);
		expect(providers.creating()).toHaveLength(1);
		expect(outcome.isWaiting).toBe(true);
		expect(item(outcome.written()[0]?.json).placed).toMatchObject({
			state: 'placed',
			callId: providers.calls[0]?.callId,
		});
	});

	test('a connection that breaks off: as well', async () => {
		providers.creations.push({ reply: (response) => response.destroy(), isLost: true });
		const outcome = await runOutbound(providers);
		expect(providers.creating()).toHaveLength(1);
		expect(outcome.isWaiting).toBe(true);
	});

	test(
		'not found, the phone may have rung, and it is not dialed again',
		async () => {
			providers.creations.push({ reply: { status: 502, body: { detail: 'bad gateway' } } });
			const outcome = await runOutbound(providers);
			expect(providers.creating()).toHaveLength(1);
			expect(outcome.isWaiting).toBe(false);
			expect(item(outcome.items()[0]?.json)).toMatchObject({
				call: { outcome: 'failed', callId: null },
				reason: expect.stringMatching(
					/bad gateway.*may have rung, so it is not dialed again/,
				) as string,
			});
		},
		PATIENCE_MS,
	);

	test('a refusal is told in the words of Ultravox, and the next item is called', async () => {
		providers.creations.push({ reply: { status: 400, body: { detail: 'No Plivo credentials' } } });
		const outcome = await runOutbound(providers, {
			items: [{ to: '+14155550123' }, { to: '+14155550124' }],
		});
		expect(providers.creating()).toHaveLength(2);
		const [first, second] = outcome.written().map(({ json }) => json);
		expect(first?.reason).toMatch(/No Plivo credentials.*'Update Plivo Configuration'/);
		expect(item(second).placed).toMatchObject({ state: 'placed' });
	});

	test('held back with 429, which dialed nobody, it is sent once more', async () => {
		providers.creations.push({ reply: { status: 429, body: { detail: 'too fast' } } });
		const outcome = await runOutbound(providers);
		expect(providers.creating()).toHaveLength(2);
		expect(providers.calls).toHaveLength(1);
		expect(outcome.isWaiting).toBe(true);
	});
});
