import type { IDataObject } from 'n8n-workflow';
import { ANSWER_TIMING, FALLBACK_TIMING } from '../../nodes/shared/callbackTiming';
import type { AnswerClaims } from '../../nodes/shared/streamToken';
import { LONGEST_URL, openToken, STREAM_PLACEHOLDER } from '../../nodes/shared/streamToken';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import { NO_SETTINGS } from '../../nodes/shared/simpleAgent/blockSettings';
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
/** Whether a phone can have rung is asked twice, with a pause. */
const PATIENCE_MS = 20_000;
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
	test('P2.11 an agent that hands off: the leg has no limit that would cut the talk with the human, and the deadline follows', async () => {
		providers.template.systemPrompt = joinPrompt('You are Ada.', {
			...NO_SETTINGS,
			handoffNumber: '+14155550177',
		});
		const options = { maximumDuration: 60 };
		const outcome = await runOutbound(providers, { bridge: true, options });
		expect(outcome.isWaiting).toBe(true);
		expect(providers.creating()[0]?.body).toMatchObject({ maxDuration: '60s' });
		expect(dialBody().time_limit).toBeUndefined();
		const { placedAt, overBy } = placedOf(outcome.written()[0]?.json);
		const seconds = (Date.parse(String(overBy)) - Date.parse(String(placedAt))) / 1000;
		expect(seconds).toBeGreaterThanOrEqual(14_400);
	});

	const unknown = /Ultravox does not tell what the agent does in its calls\. ./;

	/** Ultravox answers with a status when it is asked for the agent. */
	const runWithAgent = async (status: number) => {
		const agent = `06ecae31-4bf8-40b9-ac62-e902418e9${status}`;
		providers.others.set(`GET /api/agents/${agent}`, { status, body: { detail: 'broken' } });
		const outcome = await runOutbound(providers, {
			bridge: true,
			parameters: { agent: { __rl: true, mode: 'id', value: agent } },
		});
		expect(outcome.isWaiting).toBe(false);
		expect(providers.dialing()).toEqual([]);
		expect(providers.creating()).toEqual([]);
		return outcome;
	};

	test('an agent that is gone: nobody is dialed', async () => {
		const outcome = await runWithAgent(404);
		expect(outcome.items()[0]?.json).toMatchObject({
			call: { outcome: 'failed' },
			state: 'refused',
			reason: expect.stringMatching(unknown) as string,
		});
	});

	test('an agent that cannot be asked for now what it does: the node fails, and nobody is dialed', async () => {
		const outcome = await runWithAgent(500);
		expect(outcome.message).toMatch(unknown);
	}, 30_000);

	test('P2.6 the Ultravox call is made first, then Plivo dials, and the bridge answers by itself', async () => {
		const options = { whenMachine: 'talkAnyway' };
		const outcome = await runOutbound(providers, { bridge: true, options });
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
			fallback_url: expect.stringMatching(/^https:\/\/bridge\.example\.com\/fallback\//) as string,
			fallback_method: 'POST',
			ring_timeout: 45,
			hangup_method: 'POST',
		});
		expect(String(hangupUrl)).toMatch(/[?&]event=hangup&item=0#/);
		// A caller in silence waits for both, so neither waits for long.
		expect(new URL(String(body.answer_url)).hash).toBe(ANSWER_TIMING);
		const fallback = new URL(String(body.fallback_url));
		expect(fallback.hash).toBe(FALLBACK_TIMING);
		const [, door, token = ''] = fallback.pathname.split('/');
		expect(door).toBe('fallback');
		expect(openToken(token, { secret: BRIDGE_SECRET, audience: 'fallback' })).toEqual({
			xml: expect.stringMatching(
				/<Speak [^>]+>We are sorry, .*<\/Speak><Hangup\/><\/Response>$/,
			) as string,
		});
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
			// The sleeping execution wants to hear the end only, and is asked for another call when the agent is lost.
			events: ['ended'],
			resume: true,
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

	test('a machine hears the message after its beep: told with the question for the answer, or to the execution that waits', async () => {
		await runOutbound(providers, {
			bridge: true,
			options: {
				whenMachine: 'leaveMessage',
				message: 'Call us & ask for Ada.',
				language: 'en-GB',
			},
		});
		expect(dialBody()).toMatchObject({ machine_detection: 'true' });
		expect(String(dialBody().machine_detection_url)).toMatch(/[?&]event=machine&item=0#/);
		// Without <Hangup>: Plivo's record of a message that was left has a code of its own.
		expect(sealed().machineXml).toBe(
			'<?xml version="1.0" encoding="UTF-8"?><Response><Wait length="60" beep="true"/><Speak voice="WOMAN" language="en-GB">Call us &amp; ask for Ada.</Speak></Response>',
		);
		expect(sealed().xml).toMatch(/<Hangup\/><\/Response>$/);
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

	test('a lost agent is not replaced where that is turned off, nor where no execution sleeps: P2.5 without waiting', async () => {
		await runOutbound(providers, {
			bridge: true,
			parameters: { bridgeOptions: { resume: false } },
		});
		expect(sealed().stream?.resume).toBeUndefined();
		const run = { bridge: true, operation: 'call', items: [{ to: '+14155550124' }] };
		await runOutbound(providers, run);
		const [, second] = providers.dialing();
		const { pathname } = new URL(String((second?.body as IDataObject).answer_url));
		const token = pathname.split('/')[2] ?? '';
		const claims = openToken(token, { secret: BRIDGE_SECRET, audience: 'answer' }) as AnswerClaims;
		expect(claims.stream?.callId).toBe(providers.calls[1]?.callId);
		expect(claims.stream?.resume).toBeUndefined();
	});

	test('what the bridge does besides relaying is kept with the execution, for a person who comes back', async () => {
		const settings = {
			bridge: true,
			parameters: { bridgeOptions: { interruptible: false, recordOnBridge: true } },
		};
		const outcome = await runOutbound(providers, settings);
		const relay = { notInterruptible: true, record: true, resume: true };
		expect(placedOf(outcome.written()[0]?.json).relay).toEqual(relay);
		// A stalled job that n8n runs again finds its call.
		const again = await runOutbound(providers, settings);
		expect(providers.creating()).toHaveLength(1);
		expect(placedOf(again.written()[0]?.json)).toMatchObject({ state: 'placed', relay });
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

describe('a key under which Plivo refused to dial', () => {
	const options = { callKey: 'invoice-77' };
	const refuseOnce = () =>
		void providers.dials.push({ status: 400, body: { api_id: 'a', error: 'from is not yours' } });
	const MINUTE_MS = 60_000;

	/** What Ultravox has made of the refused call by now: nobody joined. */
	const later = (endedAgo: number, more: IDataObject = {}) =>
		void Object.assign(providers.calls[0] ?? {}, {
			created: new Date(Date.now() - endedAgo - 75_000).toISOString(),
			ended: new Date(Date.now() - endedAgo).toISOString(),
			endReason: 'unjoined',
			...more,
		});
	const plivoHas = (objects: IDataObject[], calls: string[] = []) =>
		void providers.others.set('GET /Call/', { status: 200, body: { calls, objects, meta: {} } });
	const again = async () =>
		await runOutbound(providers, { bridge: true, options, executionId: '2' });

	test(
		'is dialed again once it is sure that no phone rang',
		async () => {
			refuseOnce();
			const refused = await runOutbound(providers, { bridge: true, options });
			expect(refused.items()[0]?.json.reason).toMatch(/from is not yours/);
			later(5 * MINUTE_MS);
			const outcome = await again();
			expect(providers.dialing()).toHaveLength(2);
			expect(outcome.isWaiting).toBe(true);
			expect(placedOf(outcome.written()[0]?.json)).toMatchObject({
				state: 'placed',
				callId: providers.calls[1]?.callId,
			});
		},
		PATIENCE_MS,
	);

	test.each([
		['a phone may still ring for it', () => later(MINUTE_MS)],
		['it is so old that Plivo may have forgotten it', () => later(7 * 24 * 60 * MINUTE_MS)],
		['somebody joined it', () => later(5 * MINUTE_MS, { joined: '2026-11-20T10:00:00Z' })],
		[
			'Plivo has a record that may be of it',
			() => {
				later(5 * MINUTE_MS);
				const began = new Date(Date.now() - 6 * MINUTE_MS).toISOString();
				plivoHas([{ call_uuid: 'rung', to_number: TO.slice(1), initiation_time: began }]);
			},
		],
		[
			'a call between the numbers is open',
			() => {
				later(5 * MINUTE_MS);
				plivoHas([], ['uuid-open']);
			},
		],
	])('is not dialed again where %s', async (_why, happen) => {
		refuseOnce();
		await runOutbound(providers, { bridge: true, options });
		happen();
		const outcome = await again();
		expect(providers.creating()).toHaveLength(1);
		expect(providers.dialing()).toHaveLength(1);
		expect(outcome.items()[0]?.json.reason).toMatch(/not dialed again/);
	});

	test('is not dialed again where Plivo cannot be asked', async () => {
		refuseOnce();
		await runOutbound(providers, { bridge: true, options });
		later(5 * MINUTE_MS);
		providers.others.set('GET /Call/', { status: 403, body: { error: 'not now' } });
		const outcome = await again();
		expect(providers.creating()).toHaveLength(1);
		expect(providers.dialing()).toHaveLength(1);
		expect(outcome.isWaiting).toBe(false);
	});
});
