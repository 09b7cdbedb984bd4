import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { endEventSecret } from '../../nodes/PhoneAgent/outbound/callbacks';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../nodes/shared/bridgeEvents';
import type { ResumeAnswer, ResumeRequest } from '../../nodes/shared/bridgeResume';
import { openResume } from '../../nodes/shared/bridgeResume';
import type { PlacedCall } from '../../nodes/shared/placedCall';
import { FakeProviders } from './support/fakeProviders';
import type { WebhookAnswer } from './support/waitingExecution';
import { API_KEY, WaitingExecution, waitingCredentials } from './support/waitingExecution';
import { placedNow, recordOf, talkedCallOf, waitingCallOf } from './support/waitingCalls';

const SECRET = 'a-secret-of-the-engine-test-bridge';
const BRIDGE = {
	voiceBridgeApi: {
		publicUrl: 'wss://bridge.example.com',
		controlUrl: 'https://bridge.example.com',
		sharedSecret: SECRET,
	},
};
const NEXT = '44444444-4444-4444-8444-444444444444';
const JOIN_URL = `wss://voice.ultravox.ai/calls/${NEXT}/server_web_socket?key=hidden`;
const medium = {
	serverWebSocket: {
		inputSampleRate: 16_000,
		outputSampleRate: 16_000,
		clientBufferSizeMs: 20_000,
	},
};

let fake: FakeProviders;

beforeAll(async () => {
	fake = await FakeProviders.start();
});
beforeEach(() => {
	fake.reset();
	fake.onChange = ({ body }) => {
		const made = { ...waitingCallOf(one), ...(body as IDataObject), callId: NEXT };
		return { status: 201, body: { ...made, joinUrl: JOIN_URL } };
	};
});
afterAll(async () => await fake.close());

let one: PlacedCall;
let execution: WaitingExecution;

/** An execution sleeps that has called somebody through the bridge; the line of the agent has broken off. */
function lost(overrides: Partial<PlacedCall> = {}, call: IDataObject = {}): PlacedCall {
	one = placedNow({ audioPath: 'bridge', callUuid: randomUUID(), ...overrides });
	const ended = { endReason: 'connection_error', maxDuration: '3600s', medium };
	fake.calls = [talkedCallOf(one, { ...ended, ...call })];
	execution = new WaitingExecution({ ...waitingCredentials(fake.url), ...BRIDGE }, [one]);
	return one;
}

const request = (overrides: Partial<ResumeRequest> = {}): ResumeRequest => ({
	version: 1,
	type: 'resume',
	requestId: randomUUID(),
	at: new Date().toISOString(),
	callUuid: one.callUuid ?? randomUUID(),
	callId: String(one.callId),
	...overrides,
});

/** The bridge POSTs it, signed. */
async function ask(
	body: object,
	{ secret = SECRET, query = {} }: { secret?: string; query?: Record<string, string> } = {},
): Promise<WebhookAnswer> {
	const rawBody = JSON.stringify(body);
	const at = new Date().toISOString();
	return await execution.post({ event: 'bridge', item: '0', ...query }, rawBody, {
		'content-type': 'application/json',
		[BRIDGE_TIMESTAMP_HEADER]: at,
		[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(rawBody, secret, at),
	});
}

const claimsIn = ({ body }: WebhookAnswer) =>
	openResume((JSON.parse(body) as ResumeAnswer).token, SECRET);

const made = () => fake.requests.filter(({ method }) => method === 'POST');

describe('P2.6 Call and Wait through the bridge: the agent is lost while the execution sleeps', () => {
	test('another call goes on with the conversation: sealed for the bridge, found under key, run and item, its end told here', async () => {
		lost();
		const wanted = request();
		const answer = await ask(wanted);
		expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
		expect(answer.outputs).toBeUndefined();
		expect(claimsIn(answer)).toEqual({
			callUuid: one.callUuid,
			callId: NEXT,
			joinUrl: JOIN_URL,
		});
		expect(answer.body).not.toContain('hidden');
		const [creation, ...others] = made();
		expect(others).toEqual([]);
		expect(creation?.url).toBe(`/api/calls?priorCallId=${one.callId}`);
		const sent = creation?.body as IDataObject;
		expect(sent).toMatchObject({
			medium,
			metadata: {
				n8nCallKey: one.key,
				n8nRun: one.run,
				n8nItem: '0',
				n8nTo: one.to,
				plivoCallUuid: one.callUuid,
				bridgeLostCallId: one.callId,
				bridgeResumeRequestId: wanted.requestId,
			},
			joinTimeout: '10s',
		});
		const { ended } = sent.callbacks as { ended: { url: string; secrets: string[] } };
		const told = new URL(ended.url).searchParams;
		expect(Object.fromEntries(told)).toMatchObject({ event: 'ended', run: one.run, item: '0' });
		expect(ended.secrets).toEqual([endEventSecret(API_KEY, one.run)]);
	});

	test('end, result and transcript are those of both calls', async () => {
		lost();
		const [first] = fake.calls as [IDataObject];
		const next = talkedCallOf(one, {
			callId: NEXT,
			medium,
			endReason: 'agent_hangup',
			metadata: {
				...(first.metadata as IDataObject),
				plivoCallUuid: one.callUuid,
				bridgeLostCallId: one.callId,
			},
		});
		fake.calls = [first, { ...next, ended: null, endReason: null }];
		fake.messages = {
			[String(one.callId)]: [
				{ role: 'MESSAGE_ROLE_AGENT', text: 'Good day.', medium: 'MESSAGE_MEDIUM_VOICE' },
			],
			[NEXT]: [
				{ role: 'MESSAGE_ROLE_AGENT', text: 'Sorry, back again.', medium: 'MESSAGE_MEDIUM_VOICE' },
			],
		};
		fake.records = [recordOf(one, String(one.callUuid))];
		// The lost call is over, the conversation is not.
		expect((await execution.ended(first)).outputs).toBeUndefined();
		fake.calls = [first, next];
		const { outputs } = await execution.ended(next);
		const [item] = outputs?.[0] as [IDataObject];
		expect(item.call).toMatchObject({
			callId: one.callId,
			outcome: 'completed',
			endReason: 'agent_hangup',
			transcript: [
				{ role: 'agent', text: 'Good day.' },
				{ role: 'agent', text: 'Sorry, back again.' },
			],
		});
	}, 30_000);

	test('asked twice, and by another process: one call', async () => {
		lost();
		const wanted = request();
		const [first, second] = await Promise.all([ask(wanted), ask(wanted)]);
		const third = await ask(wanted);
		expect([second.body, third.body]).toEqual([first.body, first.body]);
		expect(made()).toHaveLength(1);
		// What another process made stands in the metadata.
		lost();
		const other = request();
		const [{ metadata }] = fake.calls as [IDataObject];
		const told = { bridgeLostCallId: one.callId, bridgeResumeRequestId: other.requestId };
		const waiting = waitingCallOf(one, {
			callId: NEXT,
			medium,
			joinUrl: JOIN_URL,
			metadata: { ...(metadata as IDataObject), ...told },
		});
		fake.calls.push(waiting);
		expect(claimsIn(await ask(other))).toMatchObject({ callId: NEXT });
		expect(made()).toHaveLength(1);
	});

	test('the second agent is lost, too: the conversation goes on from there', async () => {
		lost();
		const [{ metadata }] = fake.calls as [IDataObject];
		const second = '55555555-4444-4444-8444-555555555555';
		fake.calls.push(
			talkedCallOf(one, {
				callId: second,
				medium,
				endReason: 'connection_error',
				metadata: { ...(metadata as IDataObject), bridgeLostCallId: one.callId },
			}),
		);
		expect((await ask(request({ callId: second }))).status).toBe(200);
		expect(made()[0]?.url).toBe(`/api/calls?priorCallId=${second}`);
	});

	test('a call whose dialing Plivo did not confirm is one all the same', async () => {
		lost({ callUuid: null, state: 'unconfirmed' });
		const wanted = request();
		expect(claimsIn(await ask(wanted))).toMatchObject({ callUuid: wanted.callUuid });
	});

	test('a goodbye of the agent stays one', async () => {
		lost({}, { endReason: 'agent_hangup' });
		expect(await ask(request())).toMatchObject({ status: 410, body: '' });
		expect(made()).toEqual([]);
	});

	test.each([
		[
			'signed by somebody else',
			() => request(),
			{ secret: 'another-secret-of-another-bridge' },
			403,
		],
		['that is none', () => request({ requestId: 'a b' }), {}, 400],
		['for another leg of Plivo', () => request({ callUuid: randomUUID() }), {}, 404],
		['of another round of a loop', () => request(), { query: { run: 'another-run' } }, 404],
		['for a call of another key', () => request({ callId: randomUUID() }), {}, 404],
	])('a request %s opens nothing', async (_what, wanted, options, status) => {
		lost();
		const stranger = placedNow();
		const body = wanted();
		fake.calls.push(talkedCallOf(stranger, { medium, callId: randomUUID() }));
		if (status === 404 && body.callId !== one.callId) fake.calls[1]!.callId = body.callId;
		expect(await ask(body, options)).toMatchObject({ status, body: '' });
		expect(made()).toEqual([]);
	});

	test('Ultravox has no room: the bridge is told, and the execution sleeps on', async () => {
		lost();
		fake.onChange = () => ({ status: 429, body: { detail: 'No room.' } });
		const answer = await ask(request());
		expect(answer).toMatchObject({ status: 502, body: '' });
		expect(answer.outputs).toBeUndefined();
		expect(made()).toHaveLength(1);
	});
});
