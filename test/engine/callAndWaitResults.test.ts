import type { IDataObject } from 'n8n-workflow';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../nodes/shared/bridgeEvents';
import type { PlacedCall } from '../../nodes/shared/placedCall';
import { COLLECT_TOOL } from '../../nodes/shared/callTools/toolNames';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import { FakeProviders } from './support/fakeProviders';
import {
	at,
	BUSY,
	CALL_UUID,
	hungUpOf,
	OTHER_CALL_UUID,
	placedNow,
	recordOf,
	talkedCallOf,
	waitingCallOf,
} from './support/waitingCalls';
import type { WebhookAnswer } from './support/waitingExecution';
import { BRIDGE, WaitingExecution, waitingCredentials } from './support/waitingExecution';

/** What cannot be read is asked for repeatedly. */
const PATIENCE_MS = 20_000;

const fake = FakeProviders.forTests();

const waiting = (...calls: PlacedCall[]) =>
	new WaitingExecution(waitingCredentials(fake.url), calls, {}, fake.url);

const itemsOf = ({ outputs }: WebhookAnswer): IDataObject[] => outputs?.[0] ?? [];

const messagesOf = ({ callId }: PlacedCall): string => `/api/calls/${callId}/messages`;

test.each([null, 'hangup'])(
	'answered, but no agent ever joined: it failed, though Plivo says completed and Ultravox %s',
	async (endReason) => {
		const one = placedNow();
		fake.calls = [waitingCallOf(one, { endReason })];
		const answer = await waiting(one).plivo({ event: 'hangup' }, hungUpOf(one, CALL_UUID));
		expect(itemsOf(answer)).toMatchObject([
			{ call: { outcome: 'failed', hangupCause: 'NORMAL_CLEARING' } },
		]);
	},
);

describe('through the bridge, nobody joined, and Ultravox has given up', () => {
	const REFUSED = 'Plivo has no such call: it may have refused to dial';

	async function result(
		records: (one: PlacedCall) => IDataObject[],
		callUuid: string | null = null,
	) {
		const one = placedNow({ audioPath: 'bridge', callUuid });
		const medium = { serverWebSocket: {} };
		fake.calls = [waitingCallOf(one, { medium, ended: at(-1_000), endReason: 'unjoined' })];
		fake.records = records(one);
		const execution = new WaitingExecution({ ...waitingCredentials(fake.url), ...BRIDGE }, [one]);
		return itemsOf(await execution.ended(fake.calls[0] ?? {}));
	}

	test(
		'Plivo knows of no call: it failed, and Plivo may have refused to dial',
		async () => {
			expect(await result(() => [])).toMatchObject([
				{ call: { outcome: 'failed' }, reason: REFUSED },
			]);
		},
		PATIENCE_MS,
	);

	test(
		'Plivo had taken the call: it has not refused',
		async () => {
			expect(await result(() => [], CALL_UUID)).toMatchObject([
				{ call: { outcome: 'failed' }, reason: null },
			]);
		},
		PATIENCE_MS,
	);

	test('the phone was busy: Plivo knows', async () => {
		const busy = (one: PlacedCall) => [recordOf(one, CALL_UUID, BUSY)];
		expect(await result(busy)).toMatchObject([{ call: { outcome: 'busy' }, reason: null }]);
	});
});

describe('what Ultravox cannot be asked for', () => {
	const webhook = () => `${fake.url}/collected`;
	const agent = () => ({
		agentId: '11111111-1111-4111-8111-111111111111',
		callTemplate: {
			systemPrompt: joinPrompt('You call people.', {
				languages: [],
				accent: null,
				handoffNumber: null,
				interruptible: true,
				allActions: null,
				modelLabel: null,
				dataWebhookUrl: webhook(),
				dataFields: [{ name: 'guests', description: '', type: 'number' }],
			}),
		},
	});
	const down = { status: 500, body: { detail: 'not now' } };
	const delivered = () => fake.requests.filter(({ url }) => url === '/collected');
	let agents = 0;

	/** A conversation of an agent of its own, in which something was collected. */
	function collectedCall(ended: number): PlacedCall {
		agents += 1;
		const agentId = `11111111-1111-4111-8111-00000000000${agents}`;
		const one = placedNow({ agentId });
		fake.agents[agentId] = agent();
		fake.calls = [talkedCallOf(one, { ended: at(ended) })];
		fake.records = [recordOf(one, CALL_UUID, { end_time: at(ended) })];
		fake.messages[String(one.callId)] = [
			{ role: 'MESSAGE_ROLE_TOOL_CALL', toolName: COLLECT_TOOL, text: '{"guests":4}' },
		];
		return one;
	}

	test('a read that fails once is repeated', async () => {
		const one = collectedCall(-1_000);
		let failures = 1;
		fake.ultravoxAnswers.set(messagesOf(one), (response) => {
			const fails = failures-- > 0;
			response.writeHead(fails ? 500 : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify({ results: fake.messages[String(one.callId)], next: null }));
		});
		const answer = await waiting(one).ended(fake.calls[0] ?? {});
		expect(itemsOf(answer)).toMatchObject([{ call: { collected: { guests: 4 } } }]);
	});

	test.each(['messages', 'agent'])(
		'the sender comes again while the %s cannot be read, and the data is delivered once then',
		async (what) => {
			const one = collectedCall(-1_000);
			const path = what === 'agent' ? `/api/agents/${one.agentId}` : messagesOf(one);
			fake.ultravoxAnswers.set(path, down);
			const execution = waiting(one);
			const early = await execution.ended(fake.calls[0] ?? {});
			expect(early).toMatchObject({ status: 503, outputs: undefined });
			expect(delivered()).toEqual([]);
			fake.ultravoxAnswers.clear();
			const answer = await execution.ended(fake.calls[0] ?? {});
			expect(itemsOf(answer)).toMatchObject([
				{ call: { collected: { guests: 4 } }, dataDelivery: { delivered: true } },
			]);
			expect(delivered()).toHaveLength(1);
		},
		PATIENCE_MS,
	);

	test.each(['messages', 'agent'])(
		'long after the end, the result is given without the %s, and says that nothing was delivered',
		async (what) => {
			const one = placedNow({ ...collectedCall(-30 * 60_000), placedAt: at(-40 * 60_000) });
			fake.calls = [talkedCallOf(one, { joined: at(-39 * 60_000), ended: at(-30 * 60_000) })];
			const path = what === 'agent' ? `/api/agents/${one.agentId}` : messagesOf(one);
			fake.ultravoxAnswers.set(path, down);
			fake.records = [
				recordOf(one, CALL_UUID, {
					initiation_time: at(-40 * 60_000),
					answer_time: at(-39 * 60_000),
					end_time: at(-30 * 60_000),
				}),
			];
			const answer = await waiting(one).ended(fake.calls[0] ?? {});
			expect(itemsOf(answer)).toMatchObject([
				{
					call: { outcome: 'completed', collected: null },
					dataDelivery: {
						delivered: false,
						reason: expect.stringMatching(/^Ultravox could not be asked/) as string,
					},
				},
			]);
			expect(delivered()).toEqual([]);
		},
		PATIENCE_MS,
	);
});

describe('a call that Ultravox has deleted', () => {
	test("is over as Plivo tells, and does not keep the others' results back", async () => {
		const deleted = placedNow({ run: 'run-with-a-deleted-call' });
		const kept = placedNow({ run: deleted.run, item: 1 });
		fake.calls = [talkedCallOf(kept)];
		fake.records = [recordOf(deleted, CALL_UUID), recordOf(kept, OTHER_CALL_UUID)];
		const answer = await waiting(deleted, kept).ended(fake.calls[0] ?? {}, { item: '1' });
		expect(itemsOf(answer)).toMatchObject([
			{
				call: { outcome: 'completed', callUuid: CALL_UUID, transcript: null, cost: 0.01 },
				callIds: [deleted.callId],
				costs: { plivo: 0.01, total: null, ultravoxSeconds: null },
				ultravox: null,
				reason: expect.stringMatching(/^Ultravox has deleted its call/) as string,
			},
			{ call: { outcome: 'completed', callUuid: OTHER_CALL_UUID }, reason: null },
		]);
	});

	test('is not over while Plivo tells nothing of it', async () => {
		const one = placedNow();
		const answer = await waiting(one).ended(talkedCallOf(one));
		expect(answer).toMatchObject({ status: 503, outputs: undefined });
	}, 20_000);
});

describe('two items', () => {
	test('to one number: each gets the record that agrees with Ultravox', async () => {
		const busy = placedNow({ run: 'run-of-one-number' });
		const talked = placedNow({ run: busy.run, item: 1, to: busy.to, placedAt: at(-119_000) });
		fake.calls = [
			waitingCallOf(busy, { ended: at(-45_000), endReason: 'unjoined' }),
			talkedCallOf(talked),
		];
		// The record of the conversation is nearer to when the busy one was placed.
		fake.records = [
			recordOf(busy, CALL_UUID, {
				...BUSY,
				initiation_time: at(-117_000),
				end_time: at(-116_000),
			}),
			recordOf(talked, OTHER_CALL_UUID, { initiation_time: at(-118_500) }),
		];
		const answer = await waiting(busy, talked).ended(fake.calls[1] ?? {}, { item: '1' });
		expect(itemsOf(answer)).toMatchObject([
			{ call: { outcome: 'busy', callUuid: CALL_UUID } },
			{ call: { outcome: 'completed', callUuid: OTHER_CALL_UUID } },
		]);
	});

	test('with one key are one call: the second copies the result of the first', async () => {
		const first = placedNow();
		const second: PlacedCall = { ...first, item: 1, state: 'known' };
		fake.calls = [talkedCallOf(first)];
		// There is another call to the number.
		fake.records = [
			recordOf(first, CALL_UUID),
			recordOf(first, OTHER_CALL_UUID, { ...BUSY, initiation_time: at(-110_000) }),
		];
		const answer = await waiting(first, second).ended(fake.calls[0] ?? {});
		const [one, other] = itemsOf(answer);
		expect(one).toMatchObject({ call: { outcome: 'completed', callUuid: CALL_UUID } });
		expect(other).toEqual(one);
		expect(fake.asked.filter((line) => line === `GET ${messagesOf(first)}`)).toHaveLength(1);
	});
});

test('of a call of an earlier run, the whole conversation is read', async () => {
	const own = placedNow();
	const known = placedNow({ run: own.run, item: 1, state: 'known', callUuid: OTHER_CALL_UUID });
	const returned = '66666666-6666-4666-8666-666666666666';
	const before = talkedCallOf(known, { ended: at(-30_000), endReason: 'agent_hangup' });
	const metadata = { ...(before.metadata as IDataObject), n8nRun: 'earlier' };
	fake.calls = [
		talkedCallOf(own),
		{ ...before, metadata },
		talkedCallOf(known, {
			callId: returned,
			metadata: { ...metadata, bridgeLostCallId: known.callId },
		}),
	];
	fake.records = [recordOf(own, CALL_UUID), recordOf(known, OTHER_CALL_UUID)];
	const answer = await waiting(own, known).ended(fake.calls[0] ?? {});
	expect(itemsOf(answer)[1]).toMatchObject({
		callIds: [known.callId, returned],
		call: { endReason: 'hangup' },
	});
});

test('what wakes the execution is not in the item', async () => {
	const one = placedNow();
	const url = 'https://n8n.example.com/webhook-waiting/1/node?signature=resume-token&event=hangup';
	const additionalParams = {
		ring_timeout: 45,
		hangup_url: `${url}#rt=1000`,
		machine_detection_url: url,
	};
	fake.calls = [
		talkedCallOf(one, { medium: { plivo: { outgoing: { to: one.to, additionalParams } } } }),
	];
	fake.records = [recordOf(one, CALL_UUID)];
	const [item] = itemsOf(await waiting(one).ended(fake.calls[0] ?? {}));
	expect(JSON.stringify(item)).not.toContain('resume-token');
	expect(item).toMatchObject({
		ultravox: { medium: { plivo: { outgoing: { additionalParams: { ring_timeout: 45 } } } } },
	});
});

describe("the bridge's end of a stream", () => {
	const credentials = () => ({ ...waitingCredentials(fake.url), ...BRIDGE });

	async function told(
		one: PlacedCall,
		callId: unknown,
		{ reason = 'agent-lost', others = [] as PlacedCall[] } = {},
	): Promise<WebhookAnswer> {
		const rawBody = JSON.stringify({
			version: 1,
			type: 'ended',
			callId,
			data: { report: { reason } },
		});
		const timestamp = new Date().toISOString();
		return await new WaitingExecution(credentials(), [one, ...others]).post(
			{ event: 'bridge', item: String(one.item) },
			rawBody,
			{
				'content-type': 'application/json',
				[BRIDGE_TIMESTAMP_HEADER]: timestamp,
				[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(
					rawBody,
					BRIDGE.voiceBridgeApi.sharedSecret,
					timestamp,
				),
			},
		);
	}

	function bridged(): PlacedCall {
		const one = placedNow({ audioPath: 'bridge', callUuid: CALL_UUID });
		fake.calls = [talkedCallOf(one)];
		fake.records = [recordOf(one, CALL_UUID)];
		return one;
	}

	test('of this call resumes the execution, with its report', async () => {
		const one = bridged();
		expect(itemsOf(await told(one, one.callId))).toMatchObject([
			{ call: { outcome: 'failed' }, bridge: { report: { reason: 'agent-lost' } } },
		]);
	});

	test('of this call stays when the bridge dies, and whoever comes after it takes the call for lost', async () => {
		const one = bridged();
		const other: PlacedCall = {
			...placedNow({ run: one.run, item: 1, audioPath: 'bridge', callUuid: OTHER_CALL_UUID }),
			callId: '77777777-7777-4777-8777-777777777777',
		};
		fake.calls.push(talkedCallOf(other, { ended: null, endReason: null }));
		const reason = 'caller-hangup';
		expect((await told(one, one.callId, { reason, others: [other] })).status).toBe(200);
		expect((await told(one, one.callId, { reason: 'bridge-lost', others: [other] })).status).toBe(
			200,
		);
		fake.calls = [talkedCallOf(one), talkedCallOf(other)];
		fake.records.push(recordOf(other, OTHER_CALL_UUID));
		expect(itemsOf(await told(other, other.callId, { reason, others: [one] }))).toMatchObject([
			{ call: { outcome: 'completed' } },
			{ call: { outcome: 'completed' }, bridge: { report: { reason } } },
		]);
	});

	test('of a call that took the person back is one of this call', async () => {
		const one = bridged();
		const returned = '77777777-7777-4777-8777-777777777777';
		fake.calls.push(talkedCallOf(one, { callId: returned }));
		expect(itemsOf(await told(one, returned))).toHaveLength(1);
	});

	test.each([
		['another call', '88888888-8888-4888-8888-888888888888'],
		['a call that nobody knows', '99999999-9999-4999-8999-999999999999'],
		['no call', undefined],
	])('of %s is taken, and nothing is believed of it', async (_what, callId) => {
		const one = bridged();
		const other = placedNow({ callId: '88888888-8888-4888-8888-888888888888' });
		fake.calls.push(talkedCallOf(other));
		expect(await told(one, callId)).toMatchObject({ status: 200, outputs: undefined });
		const answer = await waiting(one).ended(fake.calls[0] ?? {});
		expect(itemsOf(answer)).toMatchObject([{ call: { outcome: 'completed' }, bridge: null }]);
	});
});
