import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { noteOf } from '../../../../nodes/InboundCallTrigger/answer/callNotes';
import { receive } from '../../../../nodes/InboundCallTrigger/answer/receive';
import { noteEvent } from '../../../../nodes/InboundCallTrigger/answer/relayNotes';
import type { BridgeReport } from '../../../../nodes/shared/bridgeEvents';
import { inMovedTime, stopTime } from '../../movedTime';
import { arriveFromBridge, bridgeEvent, endedData } from './bridgeRequest';
import type { Handler } from './fakeWebhook';
import { fakeWebhook, ultravoxCall, WEBHOOK_URL } from './fakeWebhook';

stopTime();

const FIRST = '33333333-3333-4333-8333-333333333333';
const SECOND = '55555555-5555-4555-8555-555555555555';
const OTHER = '66666666-6666-4666-8666-666666666666';

const medium = { serverWebSocket: { inputSampleRate: 16_000 } };

const GOODBYE = /^<\?xml[^>]*><Response><Hangup\s*\/?>/;
const LADDER = /<Response><Dial/;

/** The stream that began with the first call is over, and Plivo asks what comes next. */
async function streamIsOver(callUuid: string, ultravox: Handler) {
	const webhook = fakeWebhook({
		event: `?event=continue&step=0&callId=${FIRST}`,
		fields: { CallUUID: callUuid },
		parameters: { ladder: { steps: [{ step: 'forward', number: '+14155550177' }] } },
		bridge: true,
		ultravox,
	});
	await inMovedTime(receive.call(webhook.context));
	return { ...webhook, xml: webhook.sent[0]?.body ?? '' };
}

const report = (
	callUuid: string,
	reason: BridgeReport['reason'],
	rest: IDataObject = {},
	callId = FIRST,
) => bridgeEvent('ended', { callUuid, callId, sequence: 99, data: endedData(reason, rest) });

const relayedCall = (overrides: IDataObject) =>
	ultravoxCall({ callId: FIRST, joined: 'x', medium, ...overrides });

/** An Ultravox with these calls. */
const ultravoxWith =
	(calls: IDataObject[]): Handler =>
	({ url }) =>
		calls.find(({ callId }) => url.endsWith(`/api/calls/${String(callId)}`)) ?? {
			results: calls,
			next: null,
		};

describe('Inbound Call Trigger: how the part of the agent ended', () => {
	test.each([
		['agent-lost', 'agent_hangup', GOODBYE],
		['agent-lost', 'timeout', GOODBYE],
		['agent-lost', 'connection_error', LADDER],
		['agent-lost', 'hangup', LADDER],
		['bridge-lost', 'agent_hangup', GOODBYE],
		['bridge-lost', 'hangup', LADDER],
		['agent-ended', null, GOODBYE],
		['agent-ended', 'connection_error', GOODBYE],
		['caller-hangup', 'hangup', GOODBYE],
		['hung-up', 'hangup', GOODBYE],
		['too-long', 'hangup', GOODBYE],
		['agent-refused', null, LADDER],
		['bridge-shutdown', 'hangup', LADDER],
		['no-audio', 'hangup', LADDER],
		['protocol-error', 'hangup', LADDER],
		['stalled', 'hangup', LADDER],
		['stream-lost', 'hangup', LADDER],
	] as const)('the bridge says %s, Ultravox %s: %s', async (reason, endReason, expected) => {
		const callUuid = randomUUID();
		noteEvent(noteOf(WEBHOOK_URL, callUuid), report(callUuid, reason));
		const call = relayedCall({ endReason });
		const { xml } = await streamIsOver(callUuid, ultravoxWith([call]));
		expect(xml).toMatch(expected);
	});

	test('where the bridge has the last word, Ultravox is not waited for', async () => {
		const callUuid = randomUUID();
		noteEvent(noteOf(WEBHOOK_URL, callUuid), report(callUuid, 'no-audio'));
		const { requests } = await streamIsOver(callUuid, ultravoxWith([]));
		expect(requests).toEqual([]);
	});

	test.each(['hung-up', 'too-long', 'agent-ended'] as const)(
		'the bridge has said that it is about to end it (%s): nobody is asked, and nobody rung',
		async (reason) => {
			const callUuid = randomUUID();
			const data = { endedBy: 'bridge', reason };
			noteEvent(
				noteOf(WEBHOOK_URL, callUuid),
				bridgeEvent('ending', { callUuid, callId: FIRST, data }),
			);
			const { xml, requests } = await streamIsOver(callUuid, () => new Promise(() => undefined));
			expect(xml).toMatch(GOODBYE);
			expect(requests).toEqual([]);
		},
	);

	test('the report about the stream of another agent says nothing about this one', async () => {
		const callUuid = randomUUID();
		noteEvent(noteOf(WEBHOOK_URL, callUuid), report(callUuid, 'agent-ended', {}, OTHER));
		const call = relayedCall({ endReason: 'connection_error' });
		const { xml } = await streamIsOver(callUuid, ultravoxWith([call]));
		expect(xml).toMatch(LADDER);
	});

	test('the bridge hung up, and tells a moment later that it is going down', async () => {
		const callUuid = randomUUID();
		noteOf(WEBHOOK_URL, callUuid);
		const over = streamIsOver(callUuid, ultravoxWith([relayedCall({ endReason: 'hangup' })]));
		const told = arriveFromBridge(report(callUuid, 'bridge-shutdown'));
		expect((await over).xml).toMatch(LADDER);
		await inMovedTime(told);
	});

	test.each([
		['written down', { endReason: 'hangup' }],
		['not written down', { endReason: null, ended: 'y' }],
	])('the bridge is gone, and nobody tells why (%s): the caller is not', async (_how, facts) => {
		const { xml } = await streamIsOver(randomUUID(), ultravoxWith([relayedCall(facts)]));
		expect(xml).toMatch(LADDER);
	});

	test('Plivo left an agent of its own: the call is over', async () => {
		const direct = ultravoxCall({
			callId: FIRST,
			joined: 'x',
			medium: { plivo: {} },
			endReason: 'hangup',
		});
		expect((await streamIsOver(randomUUID(), ultravoxWith([direct]))).xml).toMatch(GOODBYE);
	});

	const resumed = (callUuid: string, overrides: IDataObject) =>
		relayedCall({
			callId: SECOND,
			metadata: { plivoCallUuid: callUuid, bridgeLostCallId: FIRST },
			...overrides,
		});
	const lost = (callUuid: string) =>
		relayedCall({ endReason: 'connection_error', metadata: { plivoCallUuid: callUuid } });

	test.each([
		['says goodbye', 'agent_hangup', GOODBYE],
		['is lost too', 'connection_error', LADDER],
	])(
		'an agent that replaced a lost one %s: that counts, whoever resumed the call',
		async (_what, endReason, expected) => {
			const callUuid = randomUUID();
			const calls = [resumed(callUuid, { endReason }), lost(callUuid)];
			expect((await streamIsOver(callUuid, ultravoxWith(calls))).xml).toMatch(expected);
		},
	);

	test('the bridge has told which call went on: that one is asked', async () => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		const event = { callUuid, callId: FIRST, sequence: 3, data: { callId: SECOND } };
		noteEvent(note, bridgeEvent('resumed', event));
		noteEvent(note, report(callUuid, 'agent-lost', { resumes: 1 }));
		const calls = [resumed(callUuid, { endReason: 'agent_hangup' }), lost(callUuid)];
		const { xml, requests } = await streamIsOver(callUuid, ultravoxWith(calls));
		expect(xml).toMatch(GOODBYE);
		expect(requests.map(({ url }) => url)).toEqual([`https://api.ultravox.ai/api/calls/${SECOND}`]);
	});

	test('a call that was made to go on and never joined is no agent of the ladder', async () => {
		const callUuid = randomUUID();
		const unjoined = resumed(callUuid, { joined: null, endReason: null });
		const webhook = fakeWebhook({
			event: `?event=continue&step=0&callId=${FIRST}`,
			fields: { CallUUID: callUuid },
			parameters: { ladder: { steps: [{ step: 'agent', agent: { mode: 'id', value: OTHER } }] } },
			ultravox: (request) =>
				request.method === 'POST'
					? ultravoxCall({ callId: OTHER })
					: ultravoxWith([unjoined, lost(callUuid)])(request),
		});
		await inMovedTime(receive.call(webhook.context));
		expect(webhook.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
		expect(webhook.sent[0]?.body).not.toContain(SECOND);
	});
});
