import type { IDataObject } from 'n8n-workflow';
import type { AnswerClaims } from '../../nodes/shared/streamToken';
import { LONGEST_URL, openToken, STREAM_PLACEHOLDER } from '../../nodes/shared/streamToken';
import { eventually } from '../end-to-end/support/eventually';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { BRIDGE_SECRET, CALLER_ID, JOIN_KEY, startProviders } from './support/outboundProviders';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders();
});

afterEach(async () => await providers.close());

const TO = '+14155550123';
const dialBody = () => providers.dialing()[0]?.body as IDataObject;

/** What is sealed into the answer URL. */
function sealed(): AnswerClaims {
	const url = new URL(String(dialBody().answer_url));
	expect(url.origin).toBe('https://bridge.example.com');
	const [, audience, token = ''] = url.pathname.split('/');
	expect(audience).toBe('answer');
	return openToken(token, { secret: BRIDGE_SECRET, audience: 'answer' }) as AnswerClaims;
}

const placedOf = (json: IDataObject | undefined) => json?.placed as IDataObject;

describe('Phone Agent > Call and Wait through the bridge', () => {
	test('P2.6 the Ultravox call is made first, then Plivo dials, and the bridge answers by itself', async () => {
		const outcome = await runOutbound(providers, { bridge: true });
		expect(outcome.message).toBeUndefined();
		expect(outcome.isWaiting).toBe(true);
		const [creation] = providers.creating();
		expect(creation?.body).toMatchObject({
			medium: {
				serverWebSocket: {
					inputSampleRate: 16000,
					outputSampleRate: 16000,
					clientBufferSizeMs: 20000,
				},
			},
			joinTimeout: '75s',
			firstSpeakerSettings: { user: { fallback: { delay: '4s' } } },
		});
		const posts = providers.requests.filter(({ method }) => method === 'POST');
		expect(posts).toEqual([creation, providers.dialing()[0]]);
		const { hangup_url: hangupUrl, ...body } = dialBody();
		expect(body).toEqual({
			answer_url: expect.any(String) as string,
			from: CALLER_ID,
			to: TO,
			answer_method: 'POST',
			ring_timeout: 45,
			hangup_method: 'POST',
		});
		expect(String(hangupUrl)).toMatch(/[?&]event=hangup&item=0#/);
		const { xml, machineXml, stream, bridgeUrl } = sealed();
		expect(xml).toBe(
			`<?xml version="1.0" encoding="UTF-8"?><Response><Stream bidirectional="true" keepCallAlive="true" contentType="audio/x-l16;rate=16000">${STREAM_PLACEHOLDER}</Stream><Hangup/></Response>`,
		);
		expect(machineXml).toBeUndefined();
		expect(bridgeUrl).toBe('wss://bridge.example.com');
		const [call] = providers.calls;
		expect({ ...stream, eventsUrl: undefined }).toEqual({
			callId: call?.callId,
			joinUrl: call?.joinUrl,
			contentType: 'audio/x-l16;rate=16000',
			// The sleeping execution wants to hear the end only.
			events: ['ended'],
		});
		expect(stream?.eventsUrl).toMatch(/[?&]event=bridge&item=0$/);
		expect(placedOf(outcome.written()[0]?.json)).toMatchObject({
			state: 'placed',
			callId: call?.callId,
			callUuid: 'uuid-1',
		});
		expect(outcome.stored).not.toContain(JOIN_KEY);
		expect(outcome.stored).not.toContain('/answer/');
	});

	test('a machine hears the message after its beep: it is told from a person before the answer', async () => {
		await runOutbound(providers, {
			bridge: true,
			options: {
				whenMachine: 'leaveMessage',
				message: 'Call us & ask for Ada.',
				language: 'en-GB',
			},
		});
		expect(dialBody()).toMatchObject({ machine_detection: 'true' });
		expect(dialBody().machine_detection_url).toBeUndefined();
		expect(sealed().machineXml).toBe(
			'<?xml version="1.0" encoding="UTF-8"?><Response><Wait length="60" beep="true"/><Speak voice="WOMAN" language="en-GB">Call us &amp; ask for Ada.</Speak><Hangup/></Response>',
		);
	});

	test('the longest message fits into the address that Plivo takes', async () => {
		await runOutbound(providers, {
			bridge: true,
			options: { whenMachine: 'leaveMessage', message: 'm'.repeat(400) },
		});
		expect(String(dialBody().answer_url).length).toBeLessThanOrEqual(LONGEST_URL);
	});

	test('what only the bridge can do is sealed along', async () => {
		await runOutbound(providers, {
			bridge: true,
			parameters: { bridgeOptions: { interruptible: false, recordOnBridge: true } },
			options: { audioFormat: 'audio/x-mulaw;rate=8000' },
		});
		expect(sealed().stream).toMatchObject({
			notInterruptible: true,
			record: true,
			contentType: 'audio/x-mulaw;rate=8000',
		});
	});

	test('Plivo refuses: the item says so in its words, and nothing is waited for', async () => {
		providers.dials.push({ status: 400, body: { api_id: 'a', error: 'from is not yours' } });
		const outcome = await runOutbound(providers, { bridge: true });
		expect(outcome.isWaiting).toBe(false);
		expect(outcome.items()[0]?.json).toMatchObject({
			call: { outcome: 'failed' },
			reason: expect.stringContaining('from is not yours') as string,
		});
		expect(providers.dialing()).toHaveLength(1);
	});

	test('Plivo does not answer: the phone may have rung, nothing is sent again, and the end is waited for', async () => {
		providers.dials.push((response) => response.destroy());
		const outcome = await runOutbound(providers, { bridge: true });
		expect(providers.dialing()).toHaveLength(1);
		expect(outcome.isWaiting).toBe(true);
		const [item] = outcome.written();
		expect(placedOf(item?.json)).toMatchObject({
			state: 'unconfirmed',
			callId: providers.calls[0]?.callId,
		});
		expect(item?.json.reason).toMatch(/may have rung, so it is not dialed again/);
	});

	test('the answer of Ultravox is lost: the call is found by its key, and dialed once', async () => {
		providers.creations.push({ reply: { status: 502, body: {} }, isLost: true });
		const outcome = await runOutbound(providers, { bridge: true });
		expect(providers.creating()).toHaveLength(1);
		expect(providers.dialing()).toHaveLength(1);
		expect(outcome.isWaiting).toBe(true);
	});

	test('two runs with the same key in the same instant: only the first of the two calls is dialed', async () => {
		providers.calls.push({
			callId: '22222222-2222-4222-8222-222222222222',
			created: '2026-11-20T09:59:59.900Z',
			ended: null,
			metadata: { n8nCallKey: 'same-instant', n8nRun: 'another' },
		});
		providers.blind.lists = 1;
		const outcome = await runOutbound(providers, {
			bridge: true,
			options: { callKey: 'same-instant' },
		});
		expect(providers.creating()).toHaveLength(1);
		expect(providers.dialing()).toHaveLength(0);
		expect(outcome.items()[0]?.json.reason).toMatch(/not dialed again; the phone may have rung/);
	});

	test('as the tool of an AI agent: the bridge has an address to report to, and Plivo tells nobody', async () => {
		providers.others.set('GET /Call/uuid-1/', {
			status: 200,
			body: { api_id: 'a', call_uuid: 'uuid-1', hangup_cause_code: 4000, call_state: 'ANSWER' },
		});
		const running = runOutbound(providers, {
			bridge: true,
			node: { rewireOutputLogTo: 'ai_tool' },
		});
		await eventually('Plivo to dial', () => providers.dialing().length === 1);
		Object.assign(providers.calls[0] ?? {}, {
			joined: '2026-11-20T10:00:05Z',
			ended: '2026-11-20T10:11:00Z',
			endReason: 'hangup',
		});
		expect((await running).message).toBeUndefined();
		expect(sealed().stream?.eventsUrl).toMatch(/^https:.*\/webhook-waiting\//);
		expect(dialBody()).not.toHaveProperty('hangup_url');
	});

	test('without a bridge it is said which credential to choose', async () => {
		const outcome = await runOutbound(providers, { parameters: { audioPath: 'bridge' } });
		expect(outcome.message).toMatch(/no Voice Bridge credential is chosen/);
		expect(providers.requests).toEqual([]);
	});
});
