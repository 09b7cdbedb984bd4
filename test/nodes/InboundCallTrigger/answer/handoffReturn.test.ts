import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { stopTime } from '../../movedTime';
import { arrive } from './arrive';
import { httpError, ultravoxCall } from './fakeWebhook';
import {
	HUMAN,
	isReturn,
	OURS,
	phoneCall,
	plivoAsks,
	providers,
	simpleAgent,
} from './handoffCalls';

stopTime();

describe('P2.11 nobody took the caller', () => {
	test.each([
		['busy', 'busy'],
		['no-answer', 'did not pick up'],
		['timeout', 'did not pick up'],
		['failed', 'cannot be reached'],
		['', 'cannot be reached'],
	])('%s: an agent who knows why takes them back', async (DialStatus, why) => {
		const phone = phoneCall();
		const { xml, requests } = await plivoAsks(phone, 'handoff-end', { DialStatus });
		expect(xml).toContain('/calls/again/telephony');
		const [request] = requests.filter(isReturn);
		expect(request?.qs).toMatchObject({ priorCallId: phone.callId });
		expect(request?.body).toMatchObject({
			medium: { plivo: {} },
			metadata: {
				plivoCallUuid: phone.callUuid,
				bridgeLostCallId: phone.callId,
				customer: '7',
			},
			firstSpeakerSettings: { agent: { prompt: expect.stringContaining(why) as string } },
		});
		// What comes after that agent is asked about the new call.
		expect(xml).toMatch(/<Redirect[^>]*>[^<]*event=continue&amp;step=0&amp;callId=/);
	});

	test('through the bridge it is a call that the bridge joins, at the rate of the first', async () => {
		const medium = { serverWebSocket: { inputSampleRate: 8000, outputSampleRate: 8000 } };
		const phone = phoneCall({ medium });
		const { xml, requests } = await plivoAsks(
			phone,
			'handoff-end',
			{ DialStatus: 'busy' },
			{
				bridge: true,
				ultravox: providers(phone, {
					joinUrl: 'wss://voice.ultravox.ai/calls/again/server_web_socket',
				}),
			},
		);
		expect(xml).toContain('wss://bridge.example.com/stream/');
		expect(xml).toContain('contentType="audio/x-l16;rate=8000"');
		expect(requests.filter(isReturn)[0]?.body).toMatchObject({ medium });
	});

	test('a call that was dialled is not dialled again', async () => {
		const medium = {
			plivo: { outgoing: { to: HUMAN, from: OURS }, dtmfHandling: { ignore: true } },
		};
		const phone = phoneCall({ medium });
		const { requests } = await plivoAsks(phone, 'handoff-end', { DialStatus: 'busy' });
		expect((requests.filter(isReturn)[0]?.body as IDataObject).medium).toEqual({
			plivo: { dtmfHandling: { ignore: true } },
		});
	});

	test('delivered twice, also at once: one agent, the same answer', async () => {
		const phone = phoneCall();
		const busy = async () => await plivoAsks(phone, 'handoff-end', { DialStatus: 'busy' });
		const all = await Promise.all([busy(), busy()]);
		all.push(await busy());
		expect(all.flatMap(({ requests }) => requests.filter(isReturn))).toHaveLength(1);
		expect(new Set(all.map(({ xml }) => xml)).size).toBe(1);
	});

	test('another process made that agent already: the same one is joined', async () => {
		const phone = phoneCall();
		const waiting = ultravoxCall({
			callId: randomUUID(),
			metadata: { bridgeLostCallId: phone.callId },
			joinUrl: 'wss://voice.ultravox.ai/calls/waiting/telephony',
		});
		const { xml, requests } = await plivoAsks(
			phone,
			'handoff-end',
			{ DialStatus: 'busy' },
			{
				ultravox: ({ url }) =>
					url.endsWith('/api/calls') ? { results: [waiting], next: null } : phone.call,
			},
		);
		expect(xml).toContain('/calls/waiting/telephony');
		expect(requests.filter(isReturn)).toHaveLength(0);
	});

	test('no agent takes them back either: the ladder goes on, and the caller hears something', async () => {
		const phone = phoneCall();
		const { xml } = await plivoAsks(
			phone,
			'handoff-end',
			{ DialStatus: 'busy' },
			{
				parameters: { ladder: { steps: [{ step: 'sentence', sentence: 'We call you back.' }] } },
				ultravox: (request) =>
					isReturn(request) ? Promise.reject(httpError(500, {})) : providers(phone)(request),
			},
		);
		expect(xml).toContain('We call you back.');
	});
});

test('P2.11 another process took the caller back: Ended tells both calls as one conversation', async () => {
	const { agentId, agent } = simpleAgent();
	const phone = phoneCall();
	const again = ultravoxCall({
		callId: randomUUID(),
		created: '2026-11-20T10:02:00Z',
		joined: '2026-11-20T10:02:01Z',
		ended: '2026-11-20T10:03:00Z',
		endReason: 'hangup',
		agent: null,
		metadata: { plivoCallUuid: phone.callUuid, bridgeLostCallId: phone.callId },
	});
	const options = { agent, parameters: { agent: { mode: 'id', value: agentId } } };
	await arrive({ ...options, fields: { CallUUID: phone.callUuid }, ultravox: () => phone.call });
	const over = { ...phone.call, ended: '2026-11-20T10:01:00Z', endReason: 'agent_hangup' };
	const { result } = await arrive({
		...options,
		event: '?event=hangup',
		fields: { CallUUID: phone.callUuid, CallStatus: 'completed' },
		ultravox: ({ url }) => {
			if (url.endsWith('/messages')) return { results: [], next: null };
			if (url.endsWith('/api/calls')) return { results: [over, again], next: null };
			return url.endsWith(String(again.callId)) ? again : over;
		},
	});
	const item = result.workflowData?.[1]?.[0]?.json;
	expect(item?.callIds).toEqual([phone.callId, again.callId]);
	expect(item?.call).toMatchObject({ callId: phone.callId, endReason: 'hangup' });
});
