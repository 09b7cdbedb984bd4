import type { IDataObject } from 'n8n-workflow';
import { machineMark } from '../../nodes/shared/callResult/machineMark';
import {
	at,
	CALL_UUID,
	hungUpOf,
	OTHER_CALL_UUID,
	placedNow,
	recordOf,
	talkedCallOf,
	waitingCallOf,
} from './support/waitingCalls';
import { waitingTests } from './support/waitingTests';

const { fake, waiting } = waitingTests();

describe('Call and Wait: an answering machine on a direct call', () => {
	const plan = {
		choice: 'leaveMessage' as const,
		message: 'Please call us back.',
		voice: 'WOMAN',
		language: 'en-US',
	};
	const detected = { CallUUID: CALL_UUID, Event: 'MachineDetection', Machine: 'true' };

	test('is noted in the conversation, and the phone is moved to the message', async () => {
		const one = placedNow({ machine: plan });
		fake.calls = [waitingCallOf(one, { joined: at(-60_000) })];
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
		const one = placedNow({ machine: plan });
		fake.calls = [waitingCallOf(one, { joined: at(-60_000) })];
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
		const one = placedNow({ machine: plan });
		fake.calls = [talkedCallOf(one)];
		fake.records = [recordOf(one, CALL_UUID)];
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
		const one = placedNow({ machine: { ...plan, choice: 'hangUp' } });
		fake.calls = [waitingCallOf(one, { joined: at(-60_000) })];
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
		const one = placedNow({ machine: plan });
		fake.calls = [waitingCallOf(one, { joined: at(-60_000) })];
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
	const bridged = () => placedNow({ audioPath: 'bridge', callUuid: CALL_UUID, machine });

	test.each([
		['hearing the message to its end', '4010', 'voicemail'],
		// A person who hangs up before the agent is there, or a machine that hangs up during the message.
		['hanging up', '4000', 'failed'],
		['an answer that Plivo could not get', '7011', 'failed'],
		['an answer that Plivo does not understand', '8011', 'failed'],
	])('an answered call that nobody joined, after %s', async (_what, code, outcome) => {
		const one = bridged();
		fake.calls = [waitingCallOf(one, { medium })];
		fake.records = [recordOf(one, CALL_UUID, { hangup_cause_code: Number(code) })];
		const fields = hungUpOf(one, CALL_UUID, {
			HangupCauseCode: code,
			AnswerTime: at(-61_000).slice(0, 19).replace('T', ' '),
		});
		const { outputs } = await waiting([one]).plivo({ event: 'hangup' }, fields);
		expect(outputs?.[0]?.[0]).toMatchObject({ call: { outcome } });
	});

	test('of several calls, another one tells the end: who heard the message is read from the record', async () => {
		const run = 'run-with-a-machine';
		const [heard, talked] = [placedNow({ ...bridged(), run }), placedNow({ run, item: 1 })];
		fake.calls = [waitingCallOf(heard, { medium }), talkedCallOf(talked)];
		fake.records = [
			recordOf(heard, CALL_UUID, { hangup_cause_code: 4010 }),
			recordOf(talked, OTHER_CALL_UUID),
		];
		const { outputs } = await waiting([heard, talked]).ended(fake.calls[1] ?? {}, { item: '1' });
		expect(outputs?.[0]?.map(({ call }) => call)).toMatchObject([
			{ outcome: 'voicemail' },
			{ outcome: 'completed' },
		]);
	});

	test('that Plivo tells of while the agent talks: the leg is moved to the message, and it is noted', async () => {
		const one = bridged();
		fake.calls = [waitingCallOf(one, { medium, joined: at(-60_000) })];
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
		fake.calls = [waitingCallOf(one, { medium })];
		fake.onChange = () => ({ status: 422, body: { detail: 'not joined' } });
		const answer = await waiting([one]).plivo({ event: 'machine' }, detected);
		// Plivo tells again: it may be the agent that was slow.
		expect(answer).toMatchObject({ status: 503, outputs: undefined });
		const moved = fake.requests.filter(({ url }) => url.startsWith('/v1/'));
		expect(moved).toEqual([]);
	}, 20_000);
});
