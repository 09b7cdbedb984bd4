import type { IDataObject } from 'n8n-workflow';
import { eventually } from '../end-to-end/support/eventually';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { AGENT, CALLER_ID, startProviders } from './support/outboundProviders';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders();
});

afterEach(async () => await providers.close());

const TO = '+14155550123';
const bodyOf = (index = 0) => providers.creating()[index]?.body as IDataObject;
const metadataOf = (index = 0) => bodyOf(index).metadata as Record<string, string>;
const outgoingOf = (index = 0) =>
	((bodyOf(index).medium as IDataObject).plivo as IDataObject).outgoing as IDataObject;

describe('items that cannot be called', () => {
	const items = [{ to: TO }, { to: 'nobody' }, { to: '+14155550124' }, { to: '' }];

	test('are all named before the first call, and nobody is called', async () => {
		const outcome = await runOutbound(providers, { items });
		expect(outcome.message).toMatch(
			/^Nobody was called, because of 2 of 4 items: item 1: .*; item 3: /,
		);
		expect(providers.requests).toEqual([]);
	});

	test('are items with an error where the node goes on, and the others are called', async () => {
		const outcome = await runOutbound(providers, { items, onError: 'continueRegularOutput' });
		expect(providers.creating()).toHaveLength(2);
		expect(outcome.isWaiting).toBe(true);
		const written = outcome.written();
		expect(written.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		expect(written[1]?.json.error).toMatch(/contains letters/);
		expect(written[2]?.json.call).toMatchObject({ to: '+14155550124', outcome: 'timeout' });
	});

	test.each([
		['a number that calls itself', { to: CALLER_ID }, {}, /calls, too/],
		['a message without words', { to: TO }, { whenMachine: 'leaveMessage' }, /'Message' is empty/],
		['a ring time out of bounds', { to: TO }, { ringTime: 2 }, /'Ring Time \(Seconds\)' is 2/],
		['a call that is too short', { to: TO }, { maximumDuration: 5 }, /'Longest Call/],
	])('%s is refused', async (_what, item, options, message) => {
		const outcome = await runOutbound(providers, { items: [item], options });
		expect(outcome.message).toMatch(message);
		expect(providers.requests).toEqual([]);
	});

	test('as the tool of an AI agent nobody could order a message on the direct path', async () => {
		const outcome = await runOutbound(providers, {
			node: { rewireOutputLogTo: 'ai_tool' },
			options: { whenMachine: 'leaveMessage', message: 'Call us.' },
		});
		const [task] = outcome.run.data.resultData.runData['Phone Agent'] ?? [];
		expect(JSON.stringify(task)).toMatch(/cannot be 'Leave a Message' here/);
		expect(providers.requests).toEqual([]);
	});

	test('metadata that calls are found by cannot be given', async () => {
		const outcome = await runOutbound(providers, {
			parameters: { metadata: { values: [{ name: 'n8nRun', value: 'mine' }] } },
		});
		expect(outcome.message).toMatch(/'Metadata' cannot have the key 'n8nRun'/);
		expect(providers.requests).toEqual([]);
	});

	test('an output for each outcome is for one item', async () => {
		const outcome = await runOutbound(providers, {
			items: [{ to: TO }, { to: '+14155550124' }],
			options: { outputs: 'byOutcome' },
		});
		expect(outcome.message).toMatch(/'Outputs' is 'By Outcome', which is for one item/);
		expect(providers.requests).toEqual([]);
	});
});

describe('several items', () => {
	const numbers = Array.from({ length: 4 }, (_none, index) => `+1415555014${index}`);
	const items = numbers.map((to) => ({ to }));

	test('are called in order, each with its own key, and pre-written in order', async () => {
		const outcome = await runOutbound(providers, { items });
		expect(providers.creating().map((_request, index) => outgoingOf(index).to)).toEqual(numbers);
		expect(new Set(numbers.map((_to, index) => metadataOf(index).n8nCallKey)).size).toBe(4);
		expect(new Set(numbers.map((_to, index) => metadataOf(index).n8nRun)).size).toBe(1);
		expect(outcome.written().map(({ json }) => (json.call as IDataObject).to)).toEqual(numbers);
	});

	test('wait for room when no more may be up at once, where no execution sleeps', async () => {
		const running = runOutbound(providers, {
			operation: 'call',
			items,
			options: { callsAtOnce: 2 },
		});
		const lists = () =>
			providers.requests.filter(({ url }) => url.startsWith('/api/calls?metadata.n8nRun')).length;
		await eventually('the third call to wait', () => lists() >= 3 && providers.calls.length === 2);
		expect(providers.creating()).toHaveLength(2);
		for (const call of providers.calls) call.ended = '2026-11-20T10:05:00Z';
		await running;
		expect(providers.creating()).toHaveLength(4);
	});

	test('a phone that was busy makes room, though Ultravox still waits for somebody to join', async () => {
		const busy = numbers.slice(0, 2).map((to, index) => ({
			call_uuid: `00000000-0000-4000-8000-00000000000${index}`,
			call_direction: 'outbound',
			from_number: CALLER_ID.slice(1),
			to_number: to.slice(1),
			initiation_time: new Date().toISOString(),
			end_time: new Date().toISOString(),
			answer_time: null,
			hangup_cause_code: 3010,
		}));
		providers.others.set('GET /Call/', { status: 200, body: { objects: busy, calls: [] } });
		await runOutbound(providers, { operation: 'call', items, options: { callsAtOnce: 2 } });
		expect(providers.creating()).toHaveLength(4);
		expect(providers.calls.every(({ ended }) => ended === null)).toBe(true);
	});

	test('a call that was refused takes no room', async () => {
		for (let refused = 0; refused < 2; refused++) {
			providers.dials.push({ status: 400, body: { api_id: 'a', error: 'from is not yours' } });
		}
		await runOutbound(providers, { bridge: true, items, options: { callsAtOnce: 2 } });
		expect(providers.dialing()).toHaveLength(4);
	});

	test('with the same key of the user are one call', async () => {
		const outcome = await runOutbound(providers, { items, options: { callKey: 'same' } });
		expect(providers.creating()).toHaveLength(1);
		expect(outcome.written()).toHaveLength(4);
	});

	test('while Ultravox holds calls back and nobody is up, the node fails, and asks for nobody else', async () => {
		const reply = { status: 429, body: { detail: 'Too many calls.' } };
		providers.creations.push(...items.map(() => ({ reply })));
		const dialUntil = new Date(Date.now() + 6_000).toISOString();
		const outcome = await runOutbound(providers, { items, options: { dialUntil } });
		expect(outcome.message).toMatch(/at its limit/);
		const asked = providers.creating().map((_request, index) => outgoingOf(index).to);
		expect(new Set(asked)).toEqual(new Set(numbers.slice(0, 1)));
	}, 20_000);

	test('where Ultravox cannot be asked for anybody, the node fails, and asks for nobody else', async () => {
		providers.others.set('GET /api/calls', { status: 500, body: { detail: 'Down.' } });
		const outcome = await runOutbound(providers, { items });
		expect(outcome.message).toMatch(/Down/);
		const asked = providers.requests.map(({ url }) => new URL(url, 'http://x').searchParams);
		expect(new Set(asked.map((query) => query.get('metadata.n8nCallKey'))).size).toBe(1);
		expect(providers.creating()).toEqual([]);
	}, 40_000);

	describe('where Ultravox cannot be asked what an agent does', () => {
		const unknown = '66666666-6666-4666-8666-666666666666';
		const byItem = { agent: { __rl: true, mode: 'id', value: '={{ $json.agent }}' } };
		const asked = () => providers.requests.filter(({ url }) => url.includes(`/agents/${unknown}`));
		beforeEach(() => {
			const body = { detail: 'Down.' };
			providers.others.set(`GET /api/agents/${unknown}`, { status: 500, body });
		});

		test('those of another agent are called all the same, and the items say why the others are not', async () => {
			const agents = [unknown, AGENT, AGENT, AGENT];
			const outcome = await runOutbound(providers, {
				items: items.map((item, index) => ({ ...item, agent: agents[index] })),
				parameters: byItem,
			});
			expect(outcome.isWaiting).toBe(true);
			const called = providers.creating().map((_request, index) => outgoingOf(index).to);
			expect(called).toEqual(numbers.slice(1));
			expect(outcome.written()[0]?.json).toMatchObject({
				state: 'refused',
				reason: expect.stringMatching(/^Nobody was dialed: Ultravox does not tell what/) as string,
			});
		}, 40_000);

		test('who was called before under the same key is found all the same', async () => {
			const options = { callKey: '={{ $json.to }}' };
			await runOutbound(providers, { operation: 'call', items: items.slice(1, 2), options });
			Object.assign(providers.calls[0] ?? {}, { ended: new Date().toISOString() });
			const agents = [unknown, unknown, AGENT];
			const outcome = await runOutbound(providers, {
				items: agents.map((agent, index) => ({ ...items[index], agent })),
				parameters: byItem,
				options,
			});
			const states = outcome.written().map(({ json }) => (json.placed as IDataObject).state);
			expect(states).toEqual(['refused', 'known', 'placed']);
		}, 40_000);

		test('the node fails where all have that agent, and asks for it once', async () => {
			const outcome = await runOutbound(providers, {
				items: items.map((item) => ({ ...item, agent: unknown })),
				parameters: byItem,
			});
			expect(outcome.message).toMatch(/does not tell what the agent does/);
			expect(providers.creating()).toEqual([]);
			const tries = asked().length;
			providers.requests.length = 0;
			await runOutbound(providers, { items: [{ to: TO, agent: unknown }], parameters: byItem });
			expect(asked()).toHaveLength(tries);
		}, 60_000);
	});

	test('a stopped execution calls nobody else', async () => {
		let cancel: () => void = () => undefined;
		const running = runOutbound(providers, {
			items,
			options: { callsPerSecond: 0.1 },
			stop: (stop) => (cancel = stop),
		});
		await eventually('the first call', () => providers.calls.length === 1);
		cancel();
		await running.catch(() => undefined);
		expect(providers.creating()).toHaveLength(1);
	});
});
