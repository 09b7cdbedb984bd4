import type { IDataObject } from 'n8n-workflow';
import { machineMark } from '../../nodes/shared/callResult/machineMark';
import type { PlacedCall } from '../../nodes/shared/placedCall';
import type { StreamClaims } from '../../nodes/shared/streamToken';
import { openToken } from '../../nodes/shared/streamToken';
import { FakeProviders } from './support/fakeProviders';
import { endEventSecret } from '../../nodes/PhoneAgent/outbound/callbacks';
import { API_KEY, WaitingExecution, waitingCredentials } from './support/waitingExecution';

const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
/** Plivo's id of another call. */
const OTHER_CALL_UUID = '5d5a2f3e-58b6-11e1-b8b7-a5bd0e4e126f';
const FROM = '+14155550123';
/** A credential of the node beside the providers'. */
const BRIDGE = {
	voiceBridgeApi: {
		publicUrl: 'wss://bridge.example.com',
		controlUrl: 'https://bridge.example.com',
		sharedSecret: 'a-secret-of-the-engine-test-bridge',
	},
};
const STARTED = '2026-11-20T10:00:00.000Z';

let fake: FakeProviders;

beforeAll(async () => {
	fake = await FakeProviders.start();
});
beforeEach(() => fake.reset());
afterAll(async () => await fake.close());

let count = 0;

/** A call that was placed, in a run of its own unless told otherwise: the end of a run is told once. */
function placed(overrides: Partial<PlacedCall> = {}): PlacedCall {
	count += 1;
	return {
		key: `key-${count}`,
		run: `run-${count}`,
		item: 0,
		audioPath: 'direct',
		state: 'placed',
		callId: `33333333-3333-4333-8333-${String(count).padStart(12, '0')}`,
		callUuid: null,
		to: `+1415556${String(1000 + count)}`,
		from: FROM,
		agentId: '11111111-1111-4111-8111-111111111111',
		agentName: 'Reminder',
		machine: { choice: 'talkAnyway', message: '', voice: 'WOMAN', language: 'en-US' },
		placedAt: STARTED,
		overBy: '2026-11-20T11:00:00.000Z',
		reason: null,
		...overrides,
	};
}

/** The Ultravox call of a placed one. */
const ultravoxCall = (one: PlacedCall, overrides: IDataObject = {}): IDataObject => ({
	callId: one.callId,
	created: STARTED,
	joined: null,
	ended: null,
	endReason: null,
	billedDuration: null,
	billingStatus: 'BILLING_STATUS_PENDING',
	medium: { plivo: {} },
	agent: { agentId: one.agentId, name: one.agentName },
	agentId: one.agentId,
	recordingEnabled: false,
	callbacks: { ended: { url: 'https://n8n.example.com/webhook-waiting/1?signature=secret' } },
	metadata: {
		n8nCallKey: one.key,
		n8nRun: one.run,
		n8nItem: String(one.item),
		n8nTo: one.to,
		n8nFrom: one.from,
	},
	...overrides,
});

const TALKED = {
	joined: '2026-11-20T10:00:05.000Z',
	ended: '2026-11-20T10:01:05.000Z',
	endReason: 'hangup',
	billingStatus: 'BILLING_STATUS_BILLED',
	billedDuration: '60s',
	summary: 'They will come.',
};

/** Plivo's record of the phone's side. */
const record = (one: PlacedCall, overrides: IDataObject = {}): IDataObject => ({
	call_uuid: CALL_UUID,
	call_direction: 'outbound',
	from_number: one.from,
	to_number: one.to.slice(1),
	initiation_time: '2026-11-20 10:00:01+00:00',
	answer_time: '2026-11-20 10:00:05+00:00',
	end_time: '2026-11-20 10:01:05+00:00',
	call_state: 'ANSWER',
	call_duration: 60,
	hangup_cause_code: 4000,
	hangup_cause_name: 'Normal Hangup',
	hangup_source: 'Callee',
	total_amount: '0.01000',
	parent_call_uuid: null,
	...overrides,
});

const hangupOf = (one: PlacedCall, overrides: Record<string, string> = {}) => ({
	CallUUID: CALL_UUID,
	CallStatus: 'completed',
	Direction: 'outbound',
	Duration: '60',
	Event: 'Hangup',
	From: one.from.slice(1),
	HangupCause: 'NORMAL_CLEARING',
	HangupCauseCode: '4000',
	HangupSource: 'Callee',
	To: one.to.slice(1),
	TotalCost: '0.01000',
	...overrides,
});

/** An execution that waits for these. */
function waiting(calls: PlacedCall[], options: IDataObject = {}) {
	return new WaitingExecution(waitingCredentials(fake.url), calls, options);
}

describe('Call and Wait: an execution that sleeps', () => {
	test('goes on when both providers confirm the end, with the whole result', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.records = [record(one)];
		fake.messages[String(one.callId)] = [
			{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello?' },
			{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Good day.' },
		];
		const answer = await waiting([one], { ultravoxRate: 0.06 }).ended(fake.calls[0] ?? {});
		expect(answer.status).toBeNull();
		expect(answer.paired).toEqual([{ item: 0 }]);
		const [[json] = []] = answer.outputs ?? [];
		expect(json).toMatchObject({
			call: {
				callId: one.callId,
				callUuid: CALL_UUID,
				direction: 'outbound',
				to: one.to,
				from: FROM,
				agentName: 'Reminder',
				outcome: 'completed',
				endReason: 'hangup',
				hangupSource: 'Callee',
				durationSeconds: 60,
				cost: 0.01,
				summary: 'They will come.',
				transcript: [
					{ role: 'user', text: 'Hello?' },
					{ role: 'agent', text: 'Good day.' },
				],
			},
			costs: { plivo: 0.01, ultravox: 0.06, total: 0.07, ultravoxSeconds: 60 },
			plivo: { hangup_cause_code: 4000 },
			reason: null,
		});
		expect(JSON.stringify(json)).not.toContain('signature=secret');
	});

	test('is not woken by a forged event, and tells the sender nothing', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.records = [record(one)];
		const execution = waiting([one]);
		const forged = await execution.ended(fake.calls[0] ?? {}, {}, { secret: 'guessed' });
		expect(forged).toMatchObject({ status: 403, body: '', outputs: undefined });
		const unsigned = await execution.post({ event: 'hangup', item: '0' }, 'CallUUID=1', {});
		expect(unsigned).toMatchObject({ status: 403, body: '', outputs: undefined });
		const foreign = await execution.plivo({ event: 'hangup' }, hangupOf(one), 'another-token');
		expect(foreign).toMatchObject({ status: 403, body: '', outputs: undefined });
		expect(fake.requests).toEqual([]);
	});

	test('takes an event of another round of a loop, and waits on', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.records = [record(one)];
		const execution = waiting([one]);
		const late = await execution.plivo({ event: 'hangup', run: 'round-before' }, hangupOf(one));
		expect(late).toMatchObject({ status: 200, outputs: undefined });
		const other = placed();
		const secret = endEventSecret(API_KEY, other.run);
		const told = await execution.ended(ultravoxCall(other, TALKED), { run: other.run }, { secret });
		expect(told).toMatchObject({ status: 200, outputs: undefined });
		expect(fake.requests).toEqual([]);
	});

	test('sends an early event back to its sender: the provider says that the call goes on', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, { joined: TALKED.joined })];
		const early = await waiting([one]).ended({ ...fake.calls[0], ended: TALKED.ended });
		expect(early).toMatchObject({ status: 503, outputs: undefined });
	}, 20_000);

	test('waits for the phone: a leg that is up is with a human, or hears a message', async () => {
		const one = placed({ callUuid: CALL_UUID });
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.live = [CALL_UUID];
		const execution = waiting([one]);
		expect(await execution.ended(fake.calls[0] ?? {})).toMatchObject({ status: 503 });
		fake.live = [];
		fake.records = [record(one)];
		const answer = await execution.plivo({ event: 'hangup' }, hangupOf(one));
		expect(answer.outputs?.[0]?.[0]).toMatchObject({ call: { outcome: 'completed' } });
	}, 20_000);

	test('a phone that was never answered is over, though Ultravox still waits', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one)];
		const busy = hangupOf(one, {
			CallStatus: 'busy',
			HangupCause: 'USER_BUSY',
			HangupCauseCode: '3010',
			TotalCost: '0.00000',
			Duration: '0',
		});
		const answer = await waiting([one]).plivo({ event: 'hangup' }, busy);
		expect(answer.outputs?.[0]?.[0]).toMatchObject({
			call: { outcome: 'busy', callUuid: CALL_UUID, transcript: [] },
			costs: { plivo: 0, ultravoxSeconds: 0 },
		});
	});

	test('several calls: takes each end, and goes on with the last, in input order', async () => {
		const calls = [0, 1, 2].map((item) => placed({ item, run: 'run-of-three' }));
		const [first, second, third] = calls as [PlacedCall, PlacedCall, PlacedCall];
		const execution = waiting(calls);
		const uuid = (one: PlacedCall) =>
			`00000000-0000-4000-8000-${String(one.item).padStart(12, '0')}`;
		const over = (one: PlacedCall) => ultravoxCall(one, TALKED);
		const tell = async (one: PlacedCall) =>
			await execution.ended(over(one), { item: String(one.item) });

		fake.calls = [
			over(second),
			ultravoxCall(first, { joined: TALKED.joined }),
			ultravoxCall(third),
		];
		fake.records = [record(second, { call_uuid: uuid(second) })];
		expect(await tell(second)).toMatchObject({ status: 200, outputs: undefined });

		// Nobody picks up: Ultravox still waits, Plivo knows.
		fake.records.push(
			record(third, {
				call_uuid: uuid(third),
				answer_time: null,
				call_state: 'NO_ANSWER',
				hangup_cause_code: 3000,
			}),
		);
		const noAnswer = hangupOf(third, {
			CallUUID: uuid(third),
			CallStatus: 'no-answer',
			HangupCauseCode: '3000',
			HangupCause: 'NO_ANSWER',
		});
		const told = await execution.plivo({ event: 'hangup', item: '2' }, noAnswer);
		expect(told).toMatchObject({ status: 200, outputs: undefined });

		fake.calls = [over(second), over(first), ultravoxCall(third)];
		fake.records.push(record(first, { call_uuid: uuid(first) }));
		const last = await tell(first);
		expect(last.outputs?.[0]?.map(({ call }) => call)).toMatchObject([
			{ callId: first.callId, outcome: 'completed', callUuid: uuid(first) },
			{ callId: second.callId, outcome: 'completed', callUuid: uuid(second) },
			{ callId: third.callId, outcome: 'no-answer', callUuid: uuid(third) },
		]);
		expect(last.paired).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
	});

	test('two calls to one number: the record of the first is not taken for the second, which rings', async () => {
		const first = placed({ run: 'run-of-two' });
		const second = placed({
			item: 1,
			run: 'run-of-two',
			to: first.to,
			placedAt: '2026-11-20T10:00:02.000Z',
		});
		fake.calls = [ultravoxCall(first), ultravoxCall(second)];
		fake.records = [record(first, { answer_time: null, hangup_cause_code: 3010 })];
		fake.live = [OTHER_CALL_UUID];
		const execution = waiting([first, second]);
		const busy = hangupOf(first, { CallStatus: 'busy', HangupCauseCode: '3010' });
		expect(await execution.plivo({ event: 'hangup' }, busy)).toMatchObject({ status: 200 });
		const early = await execution.ended(ultravoxCall(second, TALKED), { item: '1' });
		expect(early).toMatchObject({ status: 503, outputs: undefined });
	}, 20_000);

	test('an end that is told five times in the same moment is one result', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.records = [record(one)];
		const execution = waiting([one]);
		const all = await Promise.all(
			Array.from({ length: 5 }, async () => await execution.ended(fake.calls[0] ?? {})),
		);
		const results = all.map(({ outputs }) => JSON.stringify(outputs));
		expect(new Set(results).size).toBe(1);
		expect(all[0]?.outputs?.[0]).toHaveLength(1);
		const list = fake.asked.filter((line) => line === 'GET /api/calls');
		expect(list.length).toBeLessThan(5);
	});

	test('while Plivo cannot be asked, the sender comes again', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.plivoDown = { status: 403, body: { error: 'not now' } };
		const answer = await waiting([one]).ended(fake.calls[0] ?? {});
		expect(answer).toMatchObject({ status: 503, outputs: undefined });
	});

	test('with Wait for Billing, an end counts once both have billed it', async () => {
		const one = placed();
		const unbilled = { ...TALKED, billingStatus: 'BILLING_STATUS_PENDING', billedDuration: null };
		fake.calls = [ultravoxCall(one, unbilled)];
		fake.records = [record(one)];
		const execution = waiting([one], { waitForBilling: true, ultravoxRate: 0.05 });
		expect(await execution.ended(fake.calls[0] ?? {})).toMatchObject({ status: 503 });
		fake.calls = [ultravoxCall(one, TALKED)];
		const { outputs } = await execution.ended(fake.calls[0] ?? {});
		expect(outputs?.[0]?.[0]).toMatchObject({ costs: { ultravox: 0.05, total: 0.06 } });
	}, 20_000);

	test('by outcome, the item comes out where it belongs', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one)];
		const rejected = hangupOf(one, {
			CallStatus: 'failed',
			HangupCause: 'CALL_REJECTED',
			HangupCauseCode: '3020',
		});
		const execution = waiting([one], { outputs: 'byOutcome' });
		const { outputs } = await execution.plivo({ event: 'hangup' }, rejected);
		expect(outputs?.map((items) => items.map(({ call }) => (call as IDataObject).outcome))).toEqual(
			[[], [], ['rejected'], []],
		);
	});
});

describe('Call and Wait: an answering machine on a direct call', () => {
	const plan = {
		choice: 'leaveMessage' as const,
		message: 'Please call us back.',
		voice: 'WOMAN',
		language: 'en-US',
	};
	const detected = { CallUUID: CALL_UUID, Event: 'MachineDetection', Machine: 'true' };

	test('is noted in the conversation, and the phone is moved to the message', async () => {
		const one = placed({ machine: plan });
		fake.calls = [ultravoxCall(one, { joined: TALKED.joined })];
		fake.onChange = ({ url }) =>
			url.startsWith('/api/')
				? { status: 204 }
				: { status: 202, body: { message: 'call transferred' } };
		const execution = waiting([one]);
		expect(await execution.plivo({ event: 'machine' }, detected)).toMatchObject({
			status: 200,
			outputs: undefined,
		});
		const [note, transfer, goodbye] = fake.requests.filter(({ method }) => method === 'POST');
		expect(note).toMatchObject({
			url: `/api/calls/${one.callId}/send_data_message`,
			body: {
				type: 'user_text_message',
				text: machineMark(CALL_UUID),
				urgency: 'later',
			},
		});
		expect(transfer).toMatchObject({
			url: `/v1/Account/MAENGINE/Call/${CALL_UUID}/`,
			body: { legs: 'aleg', aleg_method: 'POST' },
		});
		// Plivo asks for the message once the stream to the agent has ended.
		expect(goodbye).toMatchObject({
			url: `/api/calls/${one.callId}/send_data_message`,
			body: { type: 'hang_up' },
		});
		const aleg = new URL((transfer?.body as IDataObject).aleg_url as string);
		expect(Object.fromEntries(aleg.searchParams)).toMatchObject({
			event: 'message',
			item: '0',
			run: one.run,
			callUuid: CALL_UUID,
		});
		const message = await execution.plivo(
			{ event: 'message', callUuid: CALL_UUID },
			{ CallUUID: CALL_UUID },
		);
		expect(message.contentType).toMatch(/^application\/xml/);
		expect(message.body).toMatch(
			/<Response><Wait [^>]*beep="true"[^>]*\/?>.*<Speak [^>]*>Please call us back\.<\/Speak><\/Response>$/,
		);
	});

	test('is moved once, also when Ultravox does not take the order to hang up: Plivo is not made to tell again', async () => {
		const one = placed({ machine: plan });
		fake.calls = [ultravoxCall(one, { joined: TALKED.joined })];
		fake.onChange = ({ url, body }) => {
			if (!url.startsWith('/api/')) return { status: 202, body: { message: 'call transferred' } };
			return (body as IDataObject).type === 'hang_up'
				? { status: 500, body: { detail: 'broken' } }
				: { status: 204 };
		};
		expect(await waiting([one]).plivo({ event: 'machine' }, detected)).toMatchObject({
			status: 200,
			outputs: undefined,
		});
		expect(fake.requests.filter(({ url }) => url.includes(`/Call/${CALL_UUID}/`))).toHaveLength(1);
	});

	test('makes the outcome voicemail, read from the note', async () => {
		const one = placed({ machine: plan });
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.records = [record(one)];
		fake.messages[String(one.callId)] = [
			{
				role: 'MESSAGE_ROLE_USER',
				medium: 'MESSAGE_MEDIUM_TEXT',
				text: machineMark(CALL_UUID),
			},
		];
		const { outputs } = await waiting([one], { outputs: 'byOutcome' }).ended(fake.calls[0] ?? {});
		expect(outputs?.[1]?.[0]).toMatchObject({ call: { outcome: 'voicemail', transcript: [] } });
	});

	test.each([
		['that is still up is hung up', { status: 204 }],
		['that Plivo has hung up by itself is gone', { status: 404, body: { error: 'not found' } }],
	])("with 'Hang Up', it is noted, and a phone %s", async (_what, deleted) => {
		const one = placed({ machine: { ...plan, choice: 'hangUp' } });
		fake.calls = [ultravoxCall(one, { joined: TALKED.joined })];
		fake.onChange = ({ method }) => (method === 'DELETE' ? deleted : { status: 204 });
		expect(await waiting([one]).plivo({ event: 'machine' }, detected)).toMatchObject({
			status: 200,
			outputs: undefined,
		});
		const changes = fake.requests.filter(({ method }) => method !== 'GET');
		expect(changes.map(({ method, url }) => `${method} ${url}`)).toEqual([
			`POST /api/calls/${one.callId}/send_data_message`,
			`DELETE /v1/Account/MAENGINE/Call/${CALL_UUID}/`,
		]);
		expect(changes[0]?.body).toMatchObject({ text: machineMark(CALL_UUID) });
	});

	test('a human is left alone', async () => {
		const one = placed({ machine: plan });
		fake.calls = [ultravoxCall(one, { joined: TALKED.joined })];
		const human = { ...detected, Machine: 'false' };
		expect(await waiting([one]).plivo({ event: 'machine' }, human)).toMatchObject({ status: 200 });
		expect(fake.requests.filter(({ method }) => method === 'POST')).toEqual([]);
	});
});

describe('Call and Wait: an answering machine through the bridge', () => {
	const machine = {
		choice: 'leaveMessage' as const,
		message: 'Hello',
		voice: 'WOMAN',
		language: 'en-US',
	};
	const medium = { serverWebSocket: { inputSampleRate: 16000 } };
	const detected = { CallUUID: CALL_UUID, Event: 'MachineDetection', Machine: 'true' };
	const bridged = () => placed({ audioPath: 'bridge', callUuid: CALL_UUID, machine });

	test.each([
		['hearing the message to its end', '4010', 'voicemail'],
		// A person who hangs up before the agent is there, or a machine that hangs up during the message.
		['hanging up', '4000', 'failed'],
		['an answer that Plivo could not get', '7011', 'failed'],
		['an answer that Plivo does not understand', '8011', 'failed'],
	])('an answered call that nobody joined, after %s', async (_what, code, outcome) => {
		const one = bridged();
		fake.calls = [ultravoxCall(one, { medium })];
		fake.records = [record(one, { hangup_cause_code: Number(code) })];
		const fields = hangupOf(one, { HangupCauseCode: code, AnswerTime: '2026-11-20 10:00:05' });
		const { outputs } = await waiting([one]).plivo({ event: 'hangup' }, fields);
		expect(outputs?.[0]?.[0]).toMatchObject({ call: { outcome } });
	});

	test('of several calls, another one tells the end: who heard the message is read from the record', async () => {
		const run = 'run-with-a-machine';
		const [heard, talked] = [placed({ ...bridged(), run }), placed({ run, item: 1 })];
		fake.calls = [ultravoxCall(heard, { medium }), ultravoxCall(talked, TALKED)];
		fake.records = [
			record(heard, { hangup_cause_code: 4010 }),
			record(talked, { call_uuid: OTHER_CALL_UUID }),
		];
		const { outputs } = await waiting([heard, talked]).ended(fake.calls[1] ?? {}, { item: '1' });
		expect(outputs?.[0]?.map(({ call }) => call)).toMatchObject([
			{ outcome: 'voicemail' },
			{ outcome: 'completed' },
		]);
	});

	test('that Plivo tells of while the agent talks: the leg is moved to the message, and it is noted', async () => {
		const one = bridged();
		fake.calls = [ultravoxCall(one, { medium, joined: TALKED.joined })];
		const answer = await waiting([one]).plivo({ event: 'machine' }, detected);
		expect(answer).toMatchObject({ status: 200, outputs: undefined });
		const posts = fake.requests.filter(({ method }) => method === 'POST');
		expect(posts.map(({ url }) => url)).toEqual([
			`/api/calls/${one.callId}/send_data_message`,
			`/v1/Account/MAENGINE/Call/${CALL_UUID}/`,
			`/api/calls/${one.callId}/send_data_message`,
		]);
	});

	test('that the bridge has answered with the message is not moved to a second one', async () => {
		const one = bridged();
		fake.calls = [ultravoxCall(one, { medium })];
		fake.onChange = () => ({ status: 422, body: { detail: 'not joined' } });
		const answer = await waiting([one]).plivo({ event: 'machine' }, detected);
		// Plivo tells again: it may be the agent that was slow.
		expect(answer).toMatchObject({ status: 503, outputs: undefined });
		const moved = fake.requests.filter(({ url }) => url.startsWith('/v1/'));
		expect(moved).toEqual([]);
	}, 20_000);
});

describe('Call and Wait: a person on the way to a human', () => {
	const handoff = {
		callUuid: CALL_UUID,
		number: '+14155550177',
		callerId: FROM,
		step: '0',
	};

	test('P2.11: the human is dialed, and Plivo is told where to ask afterwards', async () => {
		const one = placed();
		const query = { event: 'handoff', ...handoff, callId: String(one.callId) };
		const { body, contentType } = await waiting([one]).plivo(query, { CallUUID: CALL_UUID });
		expect(contentType).toMatch(/^application\/xml/);
		expect(body).toContain('<Number>14155550177</Number>');
		const action = new URL(/action="([^"]+)"/.exec(body)?.[1]?.replace(/&amp;/g, '&') ?? '');
		expect(Object.fromEntries(action.searchParams)).toMatchObject({
			event: 'handoff-end',
			run: one.run,
			item: '0',
			signature: 'resume-token-of-the-engine-test',
		});
	});

	test('busy: the person comes back to an agent that knows why, and whose end is told here', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.onChange = ({ body }) => ({
			status: 201,
			body: {
				...(body as IDataObject),
				callId: '44444444-4444-4444-8444-444444444444',
				joinUrl: 'wss://voice.ultravox.ai/calls/4/telephony?key=hidden',
			},
		});
		const query = { event: 'handoff-end', ...handoff, callId: String(one.callId) };
		const fields = { CallUUID: CALL_UUID, DialStatus: 'busy' };
		const { body } = await waiting([one]).plivo(query, fields);
		expect(body).toMatch(/<Stream [^>]*>wss:\/\/voice\.ultravox\.ai/);
		const made = fake.requests.find(({ method }) => method === 'POST');
		expect(made?.url).toBe(`/api/calls?priorCallId=${one.callId}`);
		const sent = made?.body as { metadata: IDataObject; callbacks: IDataObject };
		expect(sent.metadata).toMatchObject({ n8nRun: one.run, n8nCallKey: one.key });
		const { ended } = sent.callbacks as { ended: { url: string; secrets: string[] } };
		expect(new URL(ended.url).searchParams.get('event')).toBe('ended');
		expect(ended.secrets).toEqual([endEventSecret(API_KEY, one.run)]);
	});

	test.each([
		[
			'as it was',
			{ notInterruptible: true, record: true },
			{ notInterruptible: true, record: true },
		],
		['as usual', undefined, {}],
	])('busy, through the bridge: the bridge goes on %s', async (_what, relay, sealed) => {
		const one = placed({ audioPath: 'bridge', ...(relay ? { relay } : {}) });
		const medium = { serverWebSocket: { inputSampleRate: 16000, outputSampleRate: 16000 } };
		fake.calls = [ultravoxCall(one, { ...TALKED, medium })];
		fake.onChange = ({ body }) => ({
			status: 201,
			body: {
				...(body as IDataObject),
				callId: '44444444-4444-4444-8444-444444444444',
				joinUrl: 'wss://voice.ultravox.ai/calls/4/server_web_socket?key=hidden',
			},
		});
		const query = { event: 'handoff-end', ...handoff, callId: String(one.callId) };
		const execution = new WaitingExecution({ ...waitingCredentials(fake.url), ...BRIDGE }, [one]);
		const { body } = await execution.plivo(query, { CallUUID: CALL_UUID, DialStatus: 'busy' });
		const token = /wss:\/\/bridge\.example\.com\/stream\/([^<]+)</.exec(body)?.[1] ?? '';
		const secret = BRIDGE.voiceBridgeApi.sharedSecret;
		const claims = openToken(token, { secret, audience: 'stream' }) as StreamClaims;
		const { notInterruptible, record: records, resume } = claims;
		expect({ notInterruptible, record: records, resume }).toEqual({
			notInterruptible: undefined,
			record: undefined,
			...sealed,
			resume: undefined,
		});
	});

	test('busy, and no agent can take the person back: a sentence, then the call ends', async () => {
		const one = placed();
		fake.calls = [ultravoxCall(one, TALKED)];
		fake.onChange = () => ({ status: 400, body: { detail: 'not now' } });
		const query = { event: 'handoff-end', ...handoff, callId: String(one.callId) };
		const fields = { CallUUID: CALL_UUID, DialStatus: 'busy' };
		const { body } = await waiting([one]).plivo(query, fields);
		expect(body).toMatch(/<Response><Speak [^>]*>We are sorry[^<]+<\/Speak><Hangup\s*\/>/);
	});

	test('talked with the human: the call ends, and was transferred', async () => {
		const one = placed({ callUuid: CALL_UUID });
		const execution = waiting([one]);
		const query = { event: 'handoff-end', ...handoff, callId: String(one.callId) };
		const { body } = await execution.plivo(query, { CallUUID: CALL_UUID, DialStatus: 'completed' });
		expect(body).toMatch(/<Response><Hangup\s*\/><\/Response>/);
		fake.calls = [ultravoxCall(one, { ...TALKED, endReason: 'agent_hangup' })];
		fake.records = [
			record(one),
			record(one, { call_uuid: 'b-leg', to_number: '14155550177', parent_call_uuid: CALL_UUID }),
		];
		fake.messages[String(one.callId)] = [
			{ role: 'MESSAGE_ROLE_TOOL_CALL', toolName: 'transferToHuman', text: '{}' },
		];
		const { outputs } = await execution.plivo({ event: 'hangup' }, hangupOf(one));
		expect(outputs?.[0]?.[0]).toMatchObject({ call: { outcome: 'transferred' } });
	});

	test('a tool without its token is refused', async () => {
		const one = placed();
		const headers = { 'content-type': 'application/json', 'x-call-tool-token': 'x.y' };
		const body = JSON.stringify({ callId: one.callId });
		const answer = await waiting([one]).post({ event: 'tool', item: '0' }, body, headers);
		expect(answer).toMatchObject({ status: 403, body: '', outputs: undefined });
		expect(fake.requests).toEqual([]);
	});
});
