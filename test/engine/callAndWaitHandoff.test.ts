import type { IDataObject } from 'n8n-workflow';
import { endEventSecret } from '../../nodes/PhoneAgent/outbound/callbacks';
import type { PlacedCall } from '../../nodes/shared/placedCall';
import type { StreamClaims } from '../../nodes/shared/streamToken';
import { openToken } from '../../nodes/shared/streamToken';
import { FakeProviders } from './support/fakeProviders';
import {
	CALL_UUID,
	FROM,
	hungUpOf,
	placedNow,
	recordOf,
	talkedCallOf,
} from './support/waitingCalls';
import { API_KEY, BRIDGE, waitingCredentials, WaitingExecution } from './support/waitingExecution';

const fake = FakeProviders.forTests();

/** An execution that waits for these. */
const waiting = (calls: PlacedCall[], options: IDataObject = {}) =>
	new WaitingExecution(waitingCredentials(fake.url), calls, options);

describe('Call and Wait: a person on the way to a human', () => {
	const handoff = {
		callUuid: CALL_UUID,
		number: '+14155550177',
		callerId: FROM,
		step: '0',
	};

	test('P2.11: the human is dialed, and Plivo is told where to ask afterwards', async () => {
		const one = placedNow();
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

	test.each([
		['', {}],
		[', also where a Voice Bridge credential was left behind that n8n does not give', BRIDGE],
	])(
		'busy: the person comes back to an agent that knows why, and whose end is told here%s',
		async (_where, left) => {
			const one = placedNow();
			fake.calls = [talkedCallOf(one)];
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
			const execution = new WaitingExecution({ ...waitingCredentials(fake.url), ...left }, [one]);
			const { body } = await execution.plivo(query, fields);
			expect(body).toMatch(/<Stream [^>]*>wss:\/\/voice\.ultravox\.ai/);
			const made = fake.requests.find(({ method }) => method === 'POST');
			expect(made?.url).toBe(`/api/calls?priorCallId=${one.callId}`);
			const sent = made?.body as { metadata: IDataObject; callbacks: IDataObject };
			expect(sent.metadata).toMatchObject({ n8nRun: one.run, n8nCallKey: one.key });
			const { ended } = sent.callbacks as { ended: { url: string; secrets: string[] } };
			expect(new URL(ended.url).searchParams.get('event')).toBe('ended');
			expect(ended.secrets).toEqual([endEventSecret(API_KEY, one.run)]);
		},
	);

	test.each([
		[
			'as it was',
			{ notInterruptible: true, record: true, resume: true },
			{ notInterruptible: true, record: true, resume: true },
		],
		['as usual, where the execution fell asleep before it kept that', undefined, {}],
	])('busy, through the bridge: the bridge goes on %s', async (_what, relay, sealed) => {
		const one = placedNow({ audioPath: 'bridge', ...(relay ? { relay } : {}) });
		const medium = { serverWebSocket: { inputSampleRate: 16000, outputSampleRate: 16000 } };
		fake.calls = [talkedCallOf(one, { medium })];
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
			resume: undefined,
			...sealed,
		});
		// The bridge knows whether the agent was lost.
		const after =
			/<\/Stream><Redirect>https:\/\/bridge\.example\.com\/answer\/([^<]+)\/after#/.exec(body);
		expect(openToken(after?.[1] ?? '', { secret, audience: 'after' })).toMatchObject({
			callUuid: CALL_UUID,
			callId: claims.callId,
		});
		expect(body).toMatch(/<\/Redirect><Hangup\/><\/Response>$/);
	});

	test('busy, and no agent can take the person back: a sentence, then the call ends', async () => {
		const one = placedNow();
		fake.calls = [talkedCallOf(one)];
		fake.onChange = () => ({ status: 400, body: { detail: 'not now' } });
		const query = { event: 'handoff-end', ...handoff, callId: String(one.callId) };
		const fields = { CallUUID: CALL_UUID, DialStatus: 'busy' };
		const { body } = await waiting([one]).plivo(query, fields);
		expect(body).toMatch(/<Response><Speak [^>]*>We are sorry[^<]+<\/Speak><Hangup\s*\/>/);
	});

	test('talked with the human: the call ends, and was transferred', async () => {
		const one = placedNow({ callUuid: CALL_UUID });
		const execution = waiting([one]);
		const query = { event: 'handoff-end', ...handoff, callId: String(one.callId) };
		const { body } = await execution.plivo(query, { CallUUID: CALL_UUID, DialStatus: 'completed' });
		expect(body).toMatch(/<Response><Hangup\s*\/><\/Response>/);
		fake.calls = [talkedCallOf(one, { endReason: 'agent_hangup' })];
		fake.records = [
			recordOf(one, CALL_UUID),
			recordOf(one, 'b-leg', { to_number: '14155550177', parent_call_uuid: CALL_UUID }),
		];
		fake.messages[String(one.callId)] = [
			{ role: 'MESSAGE_ROLE_TOOL_CALL', toolName: 'transferToHuman', text: '{}' },
		];
		const { outputs } = await execution.plivo({ event: 'hangup' }, hungUpOf(one, CALL_UUID));
		expect(outputs?.[0]?.[0]).toMatchObject({ call: { outcome: 'transferred' } });
	});

	test('a tool without its token is refused', async () => {
		const one = placedNow();
		const headers = { 'content-type': 'application/json', 'x-call-tool-token': 'x.y' };
		const body = JSON.stringify({ callId: one.callId });
		const answer = await waiting([one]).post({ event: 'tool', item: '0' }, body, headers);
		expect(answer).toMatchObject({ status: 403, body: '', outputs: undefined });
		expect(fake.requests).toEqual([]);
	});
});
