import type { IDataObject, IExecuteData, INode } from 'n8n-workflow';
import { FakeProviders } from './support/fakeProviders';
import { API_KEY, PLIVO_TOKEN, waitingCredentials } from './support/waitingExecution';
import type { EngineRun } from './support/runWorkflow';
import { runNode } from './support/runWorkflow';

const AGENT = '11111111-1111-4111-8111-111111111111';
const FROM = '+14155550123';
const NODE = 'Phone Agent';

const fake = FakeProviders.forTests();

beforeEach(() => {
	fake.agents[AGENT] = { agentId: AGENT, name: 'Reminder', callTemplate: {} };
	// Ultravox makes each call it is asked for; it never ends unless a test says so.
	fake.onChange = ({ body, url }) => {
		if (!url.endsWith('/calls')) return { status: 404, body: {} };
		const call = {
			callId: `33333333-3333-4333-8333-${String(fake.calls.length).padStart(12, '0')}`,
			created: new Date().toISOString(),
			joined: null,
			ended: null,
			endReason: null,
			maxDuration: '60s',
			joinTimeout: '35s',
			agent: { agentId: AGENT, name: 'Reminder' },
			...(body as IDataObject),
			...over,
		};
		fake.calls.push(call);
		return { status: 201, body: call };
	};
	over = {};
});

/** What Ultravox says of a call from its beginning. */
let over: IDataObject = {};

async function callAndWait(numbers: string[], options: IDataObject = {}): Promise<EngineRun> {
	const node: INode = {
		id: 'phone-agent-node',
		name: NODE,
		type: 'n8n-nodes-plivo-ultravox.phoneAgent',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			resource: 'call',
			operation: 'callAndWait',
			to: '={{ $json.number }}',
			from: FROM,
			agent: { __rl: true, mode: 'id', value: AGENT },
			audioPath: 'direct',
			options: { callsPerSecond: 30, ...options },
		} as INode['parameters'],
		credentials: {
			ultravoxApi: { id: '1', name: 'Ultravox' },
			plivoVoiceApi: { id: '2', name: 'Plivo' },
		},
	};
	const items = numbers.map((number) => ({ json: { number } }));
	return await runNode(node, items, waitingCredentials(fake.url));
}

/** A time so many milliseconds from now. */
const at = (milliseconds = 0) => new Date(Date.now() + milliseconds).toISOString();

/** What n8n keeps of the node that waits. */
function stackOf({ run }: EngineRun): IExecuteData {
	const [entry] = run.data.executionData?.nodeExecutionStack ?? [];
	if (!entry) throw new Error('No node waits.');
	return entry;
}

describe('Call and Wait goes to sleep', () => {
	test('until the latest end of all calls, with what it says at the deadline written before', async () => {
		const result = await callAndWait(['+14155560001', '+14155560002']);
		expect(result.error?.message).toBeUndefined();
		const deadline = result.run.waitTill?.getTime() ?? 0;
		// Conversation, ringing, and the margins of both providers: never before the last call can be over.
		expect(deadline).toBeGreaterThan(Date.now() + 95_000);
		expect(deadline).toBeLessThan(Date.now() + 600_000);
		const { data } = stackOf(result);
		expect(data.main).toHaveLength(1);
		expect(data.main?.[0]?.map(({ json, pairedItem }) => ({ json, pairedItem }))).toMatchObject([
			{
				json: {
					call: { outcome: 'timeout', to: '+14155560001', callId: fake.calls[0]?.callId },
					placed: { item: 0, state: 'placed' },
				},
				pairedItem: { item: 0 },
			},
			{
				json: { call: { outcome: 'timeout', to: '+14155560002' }, placed: { item: 1 } },
				pairedItem: { item: 1 },
			},
		]);
		for (const secret of [API_KEY, PLIVO_TOKEN]) expect(result.stored).not.toContain(secret);
	});

	test('by outcome, that item is on the last output, and n8n gives it out there', async () => {
		const result = await callAndWait(['+14155560003'], { outputs: 'byOutcome' });
		expect(result.error?.message).toBeUndefined();
		const { data, metadata } = stackOf(result);
		expect(data.main?.map((items) => items?.length)).toEqual([0, 0, 0, 1]);
		expect(metadata).toMatchObject({ forwardAllOutputs: true });
		const kept = Object.values(result.run.data.resultData.metadata ?? {}).join('');
		expect(JSON.parse(kept)).toMatchObject({ to: '+14155560003', item: 0 });
	});

	test('not at all when every call is over by then', async () => {
		over = { joined: at(5_000), ended: at(65_000), endReason: 'hangup' };
		fake.records = ['0001', '0002'].map((end) => ({
			call_uuid: `00000000-0000-4000-8000-00000000${end}`,
			to_number: `1415556${end}`,
			from_number: FROM,
			initiation_time: at(),
			answer_time: at(5_000),
			end_time: at(65_000),
			call_state: 'ANSWER',
			hangup_cause_code: 4000,
			total_amount: '0.01',
		}));
		const result = await callAndWait(['+14155560001', '+14155560002']);
		expect(result.run.waitTill).toBeUndefined();
		expect(result.items(NODE)?.map(({ json }) => json.call)).toMatchObject([
			{ to: '+14155560001', outcome: 'completed', cost: 0.01 },
			{ to: '+14155560002', outcome: 'completed' },
		]);
	});

	test('not for calls that were refused: each item says why', async () => {
		fake.onChange = () => ({ status: 400, body: { detail: 'No Plivo credentials.' } });
		const result = await callAndWait(['+14155560001'], { outputs: 'byOutcome' });
		expect(result.run.waitTill).toBeUndefined();
		expect(result.items(NODE, 3)?.[0]?.json).toMatchObject({
			call: { outcome: 'failed', callId: null },
			reason: expect.stringContaining('No Plivo credentials.') as unknown,
		});
	});
});

describe('a loop that redials a busy number', () => {
	const TO = '+14155560009';

	/** The round before was busy: placed so many milliseconds ago, and on record at Plivo; Ultravox still waits for somebody to join. */
	function busyBefore(ago: number): void {
		fake.calls = [
			{
				callId: '33333333-3333-4333-8333-999999999999',
				created: at(-ago),
				joined: null,
				ended: null,
				metadata: { n8nCallKey: 'round-before', n8nRun: 'before', n8nTo: TO, n8nFrom: FROM },
			},
		];
		fake.records = [
			{
				call_uuid: '00000000-0000-4000-8000-000000000009',
				to_number: TO.slice(1),
				from_number: FROM,
				initiation_time: at(200 - ago),
				answer_time: null,
				end_time: at(600 - ago),
				call_state: 'BUSY',
				hangup_cause_code: 3010,
				total_amount: '0.00000',
			},
		];
	}

	test.each([
		['half a minute ago', 30_000],
		['a moment ago, and Plivo has not begun to dial', 1_000],
	])('sleeps, although the number was busy %s', async (_when, ago) => {
		busyBefore(ago);
		const { run, error } = await callAndWait([TO]);
		expect(error?.message).toBeUndefined();
		expect(run.waitTill).toBeDefined();
	});

	test('sleeps, also where the call of half a minute ago is known to nobody', async () => {
		busyBefore(30_000);
		fake.calls = [];
		const { run, error } = await callAndWait([TO]);
		expect(error?.message).toBeUndefined();
		expect(run.waitTill).toBeDefined();
	});

	test('sleeps while the phone rings, also where the call before is known to nobody', async () => {
		busyBefore(1_000);
		fake.calls = [];
		fake.live = ['00000000-0000-4000-8000-000000000010'];
		const { run, error } = await callAndWait([TO]);
		expect(error?.message).toBeUndefined();
		expect(run.waitTill).toBeDefined();
	});

	test('does not sleep when this very call was busy at once', async () => {
		busyBefore(30_000);
		const [before] = fake.records;
		fake.records.push({
			...before,
			call_uuid: '00000000-0000-4000-8000-000000000011',
			initiation_time: at(500),
			end_time: at(600),
		});
		const result = await callAndWait([TO]);
		expect(result.run.waitTill).toBeUndefined();
		expect(result.items(NODE)?.[0]?.json.call).toMatchObject({
			outcome: 'busy',
			callUuid: '00000000-0000-4000-8000-000000000011',
		});
	});
});
