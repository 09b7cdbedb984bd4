import type { IDataObject } from 'n8n-workflow';
import { signV2 } from '../../../../nodes/shared/plivoSignature';
import { receive } from '../../../../nodes/InboundCallTrigger/answer/receive';
import type { FakeWebhookOptions } from './fakeWebhook';
import {
	AGENT,
	AUTH_TOKEN,
	fakeWebhook,
	httpError,
	OTHER_AGENT,
	ultravoxCall,
	WEBHOOK_URL,
} from './fakeWebhook';

/** What is known of an agent is kept for a minute: no other test knows this one. */
const OUTGOING = '55555555-5555-4555-8555-555555555555';

async function arrive(options: Partial<FakeWebhookOptions> = {}) {
	const webhook = fakeWebhook({ ultravox: () => ultravoxCall(), ...options });
	const result = await receive.call(webhook.context);
	const data = result.workflowData;
	return {
		...webhook,
		result,
		answered: data?.[0]?.[0]?.json,
		ended: data?.[1]?.[0]?.json,
		xml: webhook.sent[0]?.body ?? '',
	};
}

describe('Inbound Call Trigger: the answer', () => {
	test('P2.3 P2.4 a signed request is answered with the join URL in exactly one Stream', async () => {
		const { xml, sent, requests, fields } = await arrive();
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatchObject({ status: 200, contentType: 'application/xml; charset=utf-8' });
		expect(xml).toContain(
			'<Stream bidirectional="true" keepCallAlive="true" contentType="audio/x-l16;rate=16000">' +
				'wss://voice.ultravox.ai/calls/33333333/telephony?key=top-secret&amp;x=1</Stream>',
		);
		expect(xml.match(/<Stream/g)).toHaveLength(1);
		expect(requests).toHaveLength(1);
		expect(requests[0]?.url).toBe(`https://api.ultravox.ai/api/agents/${AGENT}/calls`);
		expect((requests[0]?.body as IDataObject).metadata).toEqual({ plivoCallUuid: fields.CallUUID });
	});

	test('P2.7 the agent speaks first on an inbound call, with its own greeting or the one given', async () => {
		const own = await arrive();
		expect(own.requests[0]?.body).not.toHaveProperty('firstSpeakerSettings');
		const given = await arrive({ parameters: { options: { greeting: 'Good day!' } } });
		expect((given.requests[0]?.body as IDataObject).firstSpeakerSettings).toEqual({
			agent: { text: 'Good day!' },
		});
	});

	test('P2.7 O3.3 an agent for outgoing calls says its first message to who calls it', async () => {
		const fallback = { delay: '5s', text: 'Anybody there?' };
		const { requests } = await arrive({
			parameters: { agent: { __rl: true, mode: 'id', value: OUTGOING } },
			agent: () => ({ callTemplate: { firstSpeakerSettings: { user: { fallback } } } }),
		});
		expect((requests[0]?.body as IDataObject).firstSpeakerSettings).toEqual({
			agent: { text: 'Anybody there?' },
		});
	});

	test('P2.13 U0.7 call fields and dotted names become the template context', async () => {
		const { requests } = await arrive({
			fields: { 'X-PH-Account': '77' },
			parameters: {
				callFields: ['from', 'to', 'sipHeaders'],
				templateContext: { values: [{ name: 'user.phone_number', value: '+14155550100' }] },
				options: { languageHint: 'es' },
			},
		});
		expect((requests[0]?.body as IDataObject).templateContext).toEqual({
			from: '+14155550100',
			to: '+14155550123',
			sipHeaders: { Account: '77' },
			languageHint: 'es',
			user: { phone_number: '+14155550100' },
		});
	});

	test('U0.3 neither the join URL nor a token is in the item', async () => {
		const { answered } = await arrive();
		const text = JSON.stringify(answered);
		expect(text).not.toContain('top-secret');
		expect(text).not.toContain('joinUrl');
		expect(answered).toMatchObject({
			call: { from: '+14155550100', to: '+14155550123', agentId: AGENT, agentName: 'Receptionist' },
			answer: { by: 'agent', attempts: [] },
		});
	});

	test('a recording, a longest call and metadata are passed on in the wire form', async () => {
		const { requests } = await arrive({
			parameters: {
				metadata: { values: [{ name: 'customer', value: 42 }] },
				options: { recordCall: true, maximumDuration: 90 },
			},
		});
		expect(requests[0]?.body).toMatchObject({
			recordingEnabled: true,
			maxDuration: '90s',
			metadata: { customer: '42' },
		});
	});

	test('D4.4 one URL, two numbers, two agents', async () => {
		const parameters = {
			answerWith: 'agentByNumber',
			agentsByNumber: {
				rows: [
					{ number: '+1 415 555 0123', agent: { mode: 'id', value: AGENT } },
					{ number: '(415) 555-0199', agent: { mode: 'id', value: OTHER_AGENT } },
				],
			},
			options: { defaultCountry: 'US' },
		};
		const first = await arrive({ parameters });
		const second = await arrive({ parameters, fields: { To: '14155550199' } });
		expect(first.requests[0]?.url).toContain(AGENT);
		expect(second.requests[0]?.url).toContain(OTHER_AGENT);
	});

	test('D4.6 a number nobody is listed for hears a sentence and a hang-up, and Ultravox is not asked', async () => {
		const { xml, requests, sent } = await arrive({
			parameters: {
				answerWith: 'agentByNumber',
				unknownNumberSentence: 'No such <number>.',
			},
		});
		expect(sent[0]?.status).toBe(200);
		expect(xml).toMatch(/<Response><Speak[^>]*>No such &lt;number&gt;\.<\/Speak><Hangup\/?>/);
		expect(requests).toHaveLength(0);
	});

	test('D4.10 a wrong signature gets 403 and no execution', async () => {
		const { sent, result, requests } = await arrive({ signature: 'AAAA' });
		expect(sent[0]?.status).toBe(403);
		expect(result.workflowData).toBeUndefined();
		expect(requests).toHaveLength(0);
	});

	test('D4.10 a V2 signature alone opens nothing: it covers neither query nor body', async () => {
		const nonce = '777';
		const { sent, requests } = await arrive({
			headers: {
				'x-plivo-signature-v2': signV2({ url: WEBHOOK_URL, nonce, authToken: AUTH_TOKEN }),
				'x-plivo-signature-v2-nonce': nonce,
			},
			signature: null,
		});
		expect(sent[0]?.status).toBe(403);
		expect(requests).toHaveLength(0);
	});

	test('D4.10 a signed text cut elsewhere is not another call', async () => {
		const callUuid = '0f0f0f0f-0000-4000-8000-00000000000a';
		const { sent, requests } = await arrive({
			fields: { CallUUID: `${callUuid}Directioninbound`, Direction: '' },
		});
		expect(sent[0]?.status).toBe(400);
		expect(requests).toHaveLength(0);
	});

	test('a body larger than any of Plivo is not even read', async () => {
		const { sent } = await arrive({ rawBody: 'a&'.repeat(40_000) });
		expect(sent[0]?.status).toBe(413);
	});

	test('an event nobody knows is not taken for a call', async () => {
		const { sent, requests } = await arrive({ event: '?event=other' });
		expect(sent[0]?.status).toBe(400);
		expect(requests).toHaveLength(0);
	});

	test('two deliveries at once run a workflow that decides only once', async () => {
		const options = {
			parameters: { answerWith: 'workflow' },
			fields: { CallUUID: '0f0f0f0f-0000-4000-8000-00000000000b', SessionStart: '' },
			ultravox: () => ({ results: [], next: null }),
		};
		const both = await Promise.all([arrive(options), arrive(options)]);
		expect(both.filter(({ result }) => result.workflowData)).toHaveLength(1);
	});

	test('a bridge credential that cannot be read does not cost a direct call its agent', async () => {
		const { xml } = await arrive({ bridge: 'unreadable' });
		expect(xml).toContain('<Stream');
	});

	test('a parameter that cannot be read: the ladder is heard, and the item says why', async () => {
		const { xml, answered } = await arrive({
			parameters: { ladder: { steps: [{ step: 'sentence', sentence: 'Sorry.' }] } },
			unreadable: 'agent',
		});
		expect(xml).toContain('Sorry.');
		expect(answered).toMatchObject({ answer: { by: 'sentence', attempts: [{ step: 'agent' }] } });
	});

	test('options of the bridge that cannot be read do not cost the caller the agent', async () => {
		const { xml } = await arrive({
			parameters: { audioPath: 'bridge' },
			bridge: true,
			unreadable: 'bridgeOptions',
			ultravox: () =>
				ultravoxCall({
					medium: { serverWebSocket: {} },
					joinUrl: 'wss://voice.ultravox.ai/calls/33333333/server_web_socket',
				}),
		});
		expect(xml).toMatch(/<Stream[^>]*>wss:\/\/bridge\.example\.com\/stream\/[\w-]+<\/Stream>/);
	});

	test('D4.11 the signed URL is the configured one, whatever the Host header says', async () => {
		const { sent } = await arrive({
			host: 'evil.example.net',
			headers: { 'x-forwarded-host': 'evil.example.net' },
		});
		expect(sent[0]?.status).toBe(200);
	});

	test('a repeat in the same process gets the same XML and no second execution', async () => {
		const first = await arrive();
		const again = await arrive({ fields: first.fields });
		expect(again.xml).toBe(first.xml);
		expect(again.result.workflowData).toBeUndefined();
		expect(again.requests).toHaveLength(0);
	});

	test('two deliveries at once make one Ultravox call', async () => {
		const shared = { CallUUID: '00000000-0000-4000-8000-000000000000' };
		const [one, two] = await Promise.all([arrive({ fields: shared }), arrive({ fields: shared })]);
		expect(one.xml).toBe(two.xml);
		expect(one.requests.length + two.requests.length).toBe(1);
		expect([one, two].filter(({ result }) => result.workflowData)).toHaveLength(1);
	});

	test('a call another process answered is found by its metadata before a second one is made', async () => {
		const { requests, xml, result } = await arrive({
			fields: {
				CallUUID: '00000001-0000-4000-8000-000000000000',
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: (request) =>
				request.method === 'GET'
					? {
							results: [
								ultravoxCall({
									metadata: { plivoCallUuid: '00000001-0000-4000-8000-000000000000' },
								}),
							],
							next: null,
						}
					: ultravoxCall(),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(xml).toContain('/calls/33333333/telephony');
		expect(result.workflowData).toBeUndefined();
	});

	test('a repeat does not take a call that the bridge is to join for one of its own', async () => {
		const metadata = { plivoCallUuid: '00000009-0000-4000-8000-000000000000' };
		const { xml, requests } = await arrive({
			fields: {
				CallUUID: metadata.plivoCallUuid,
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: () => ({
				results: [
					ultravoxCall({
						callId: '55555555-5555-4555-8555-555555555555',
						metadata: { ...metadata, bridgeLostCallId: '33333333-3333-4333-8333-333333333333' },
					}),
					ultravoxCall({ metadata, joined: 'x', ended: 'y', endReason: 'connection_error' }),
				],
				next: null,
			}),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(xml).not.toContain('<Stream');
		expect(xml).toContain('callId=33333333-3333-4333-8333-333333333333');
	});

	test('a repeat that comes after the agent was gone asks how that ended, and makes no second agent', async () => {
		const { requests, xml, result } = await arrive({
			fields: {
				CallUUID: '00000002-0000-4000-8000-000000000000',
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: () => ({
				results: [
					ultravoxCall({
						metadata: { plivoCallUuid: '00000002-0000-4000-8000-000000000000' },
						ended: 'y',
						endReason: 'hangup',
					}),
				],
				next: null,
			}),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET']);
		expect(xml).toContain('step=0&amp;callId=33333333-3333-4333-8333-333333333333');
		expect(result.workflowData).toBeUndefined();
	});

	test('a workflow that decides is not run a second time for a call another process answered', async () => {
		const { xml, result } = await arrive({
			parameters: { answerWith: 'workflow', audioPath: 'direct' },
			fields: {
				CallUUID: '00000003-0000-4000-8000-000000000000',
				SessionStart: '2026-11-20 09:00:00.000000',
			},
			ultravox: () => ({
				results: [
					ultravoxCall({ metadata: { plivoCallUuid: '00000003-0000-4000-8000-000000000000' } }),
				],
				next: null,
			}),
		});
		expect(xml).toContain('<Stream');
		expect(result.workflowData).toBeUndefined();
	});

	test('an old call that nobody answered yet is answered now', async () => {
		const { requests, result } = await arrive({
			fields: { SessionStart: '2026-11-20 09:00:00.000000' },
			ultravox: (request) =>
				request.method === 'GET' ? { results: [], next: null } : ultravoxCall(),
		});
		expect(requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
		expect(result.workflowData).toBeDefined();
	});

	test('a join URL of the other medium never reaches the Stream', async () => {
		const { xml, answered } = await arrive({
			ultravox: () =>
				ultravoxCall({
					medium: { serverWebSocket: {} },
					joinUrl: 'wss://voice.ultravox.ai/calls/1/server_web_socket',
				}),
		});
		expect(xml).not.toContain('server_web_socket');
		expect(xml).not.toContain('<Stream');
		expect(answered).toMatchObject({ answer: { attempts: [{ step: 'agent' }] } });
	});

	test('through the bridge the Stream goes to the bridge, with nothing secret readable', async () => {
		const { xml, requests } = await arrive({
			bridge: true,
			parameters: { audioPath: 'bridge', options: { audioFormat: 'audio/x-mulaw;rate=8000' } },
			ultravox: () =>
				ultravoxCall({
					medium: { serverWebSocket: {} },
					joinUrl: 'wss://voice.ultravox.ai/calls/1/server_web_socket',
				}),
		});
		expect(xml).toMatch(/>wss:\/\/bridge\.example\.com\/stream\/[\w-]+<\/Stream>/);
		expect(xml).toContain('contentType="audio/x-mulaw;rate=8000"');
		expect(xml).not.toContain('voice.ultravox.ai');
		expect((requests[0]?.body as IDataObject).medium).toEqual({
			serverWebSocket: {
				inputSampleRate: 8000,
				outputSampleRate: 8000,
				clientBufferSizeMs: 20000,
			},
		});
	});

	test('in the editor nothing is asked later: the call ends after the agent', async () => {
		const { xml, sent } = await arrive({ test: true });
		expect(sent[0]?.status).toBe(200);
		expect(xml).toMatch(/<\/Stream><Hangup\s*\/?>/);
		expect(xml).not.toContain('<Redirect');
	});
});

describe('Inbound Call Trigger: if the agent cannot be reached', () => {
	const ladder = {
		steps: [
			{ step: 'agent', agent: { mode: 'id', value: OTHER_AGENT } },
			{ step: 'forward', number: '(415) 555-0142', ringTime: 20 },
			{ step: 'voicemail', prompt: 'Speak now', longestMessage: 60 },
		],
	};
	const parameters = { ladder, options: { defaultCountry: 'US' } };

	test('the next agent is tried when Ultravox refuses the first', async () => {
		const { xml, answered } = await arrive({
			parameters,
			ultravox: (request) => {
				if (String(request.url).includes(AGENT)) throw httpError(429, { detail: 'Too many calls' });
				return ultravoxCall();
			},
		});
		expect(xml).toContain('<Stream');
		expect(xml).toContain('step=1&amp;callId=');
		expect(answered).toMatchObject({
			answer: { by: 'agent', attempts: [{ step: 'agent', agentId: AGENT }] },
		});
		expect(JSON.stringify(answered)).toContain('Too many calls');
	});

	test('D4.7 with no agent left the call is forwarded, and what follows is asked again', async () => {
		const { xml } = await arrive({
			parameters,
			ultravox: () => {
				throw httpError(402, { detail: 'Payment required' });
			},
		});
		expect(xml).toContain('<Dial');
		expect(xml).toContain('callerId="+14155550123"');
		expect(xml).toContain('>14155550142</Number>');
		expect(xml).toContain(`action="${WEBHOOK_URL}?event=continue&amp;step=2#ct=`);
	});

	test('an Ultravox that hangs does not hold the caller beyond the budget of the step', async () => {
		const { xml, answered } = await arrive({
			parameters: { options: { stepBudget: 0.5 } },
			ultravox: () => new Promise(() => undefined),
		});
		expect(xml).toContain('<Hangup');
		expect(answered).toMatchObject({ answer: { by: 'nobody', attempts: [{ step: 'agent' }] } });
	});

	test.each(['hangup', 'agent_hangup', 'timeout'])(
		'after a goodbye (%s) the caller hears nothing more',
		async (endReason) => {
			const { xml, result } = await arrive({
				event: '?event=continue&step=0&callId=33333333-3333-4333-8333-333333333333',
				parameters,
				ultravox: () => ultravoxCall({ joined: 'x', ended: 'y', endReason }),
			});
			expect(xml).toMatch(/<Response><Hangup\s*\/?>(<\/Hangup>)?<\/Response>/);
			expect(result.workflowData).toBeUndefined();
		},
	);

	test('a refusal of Ultravox is not the last word about how the agent ended', async () => {
		let asked = 0;
		const { xml } = await arrive({
			event: '?event=continue&step=1&callId=33333333-3333-4333-8333-333333333333',
			parameters,
			ultravox: () => {
				asked += 1;
				if (asked === 1) throw httpError(503, { detail: 'busy' });
				return ultravoxCall({ joined: 'x', ended: 'y', endReason: 'agent_hangup' });
			},
		});
		expect(xml).toMatch(/<Response><Hangup\s*\/?>/);
	});

	test('a repeated continuation finds the agent that another process called for it', async () => {
		const { xml, requests } = await arrive({
			event: '?event=continue&step=0&callId=44444444-4444-4444-8444-444444444444',
			fields: { CallUUID: '00000004-0000-4000-8000-000000000000' },
			parameters,
			ultravox: (request) =>
				String(request.url).endsWith('/api/calls')
					? {
							results: [
								ultravoxCall({
									metadata: { plivoCallUuid: '00000004-0000-4000-8000-000000000000' },
								}),
							],
							next: null,
						}
					: ultravoxCall({ ended: 'y', endReason: 'connection_error' }),
		});
		expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET']));
		expect(xml).toContain('<Stream');
		expect(xml).toContain('step=1&amp;callId=33333333');
	});

	test.each(['connection_error', 'system_error', 'unjoined'])(
		'after a lost agent (%s) the ladder goes on',
		async (endReason) => {
			const { xml } = await arrive({
				event: '?event=continue&step=1&callId=33333333-3333-4333-8333-333333333333',
				parameters,
				ultravox: () => ultravoxCall({ ended: 'y', endReason }),
			});
			expect(xml).toContain('<Dial');
		},
	);

	test('a step is not sent to itself again when no time is left for its agent', async () => {
		const { xml } = await arrive({
			event: '?event=continue&step=0',
			parameters: { ...parameters, options: { stepBudget: 0.01, defaultCountry: 'US' } },
			ultravox: (request) =>
				request.method === 'GET' ? { results: [], next: null } : new Promise(() => undefined),
		});
		expect(xml).not.toContain('step=0');
		expect(xml).toContain('<Dial');
	});

	test('a forward that nobody takes goes on to the voicemail, one that was taken does not', async () => {
		const event = '?event=continue&step=2';
		const missed = await arrive({ event, parameters, fields: { DialStatus: 'no-answer' } });
		expect(missed.xml).toContain('Speak now');
		expect(missed.xml).toContain('<Record');
		const taken = await arrive({ event, parameters, fields: { DialStatus: 'completed' } });
		expect(taken.xml).toMatch(/<Response><Hangup/);
	});
});

describe('Inbound Call Trigger: the end', () => {
	const hangup = {
		event: '?event=hangup',
		fields: {
			Event: 'Hangup',
			CallStatus: 'completed',
			HangupCause: 'NORMAL_CLEARING',
			HangupSource: 'Caller',
			Duration: '12',
			TotalCost: '0.01000',
		},
	};
	const conversation = (request: { url?: string; method?: string }, callUuid: string): unknown => {
		const call = ultravoxCall({
			joined: '2026-11-20T10:00:01Z',
			ended: '2026-11-20T10:00:11Z',
			endReason: 'hangup',
			shortSummary: 'A short talk',
			metadata: { plivoCallUuid: callUuid },
		});
		if (String(request.url).endsWith('/messages')) {
			return {
				results: [
					{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_TEXT', text: '(greeting prompt)' },
					{ role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hello' },
					{ role: 'MESSAGE_ROLE_USER', medium: 'MESSAGE_MEDIUM_VOICE', text: 'Hi' },
				],
				next: null,
			};
		}
		return String(request.url).endsWith('/api/calls') ? { results: [call], next: null } : call;
	};

	test('the hang-up leaves through Ended, with cause, duration, cost and transcript', async () => {
		const { ended, answered, sent } = await arrive({
			...hangup,
			fields: { ...hangup.fields, CallUUID: '00000005-0000-4000-8000-000000000000' },
			ultravox: (request) => conversation(request, '00000005-0000-4000-8000-000000000000'),
		});
		expect(sent[0]?.status).toBe(200);
		expect(answered).toBeUndefined();
		expect(ended).toMatchObject({
			call: {
				callUuid: '00000005-0000-4000-8000-000000000000',
				outcome: 'completed',
				hangupCause: 'NORMAL_CLEARING',
				hangupSource: 'Caller',
				durationSeconds: 12,
				cost: 0.01,
				endReason: 'hangup',
				shortSummary: 'A short talk',
				transcript: [
					{ role: 'agent', text: 'Hello' },
					{ role: 'user', text: 'Hi' },
				],
			},
		});
		expect(JSON.stringify(ended)).not.toContain('top-secret');
	});

	test('a forward counts as a transfer only when somebody took it', async () => {
		const fields = { ...hangup.fields, CallUUID: '0f0f0f0f-0000-4000-8000-00000000000c' };
		const ultravox = () => ({ results: [], next: null });
		await arrive({
			event: '?event=dial',
			fields: { CallUUID: fields.CallUUID, DialAction: 'hangup' },
			ultravox,
		});
		const missed = await arrive({ ...hangup, fields, ultravox });
		expect((missed.ended?.call as IDataObject).outcome).not.toBe('transferred');

		const other = { ...fields, CallUUID: '0f0f0f0f-0000-4000-8000-00000000000d' };
		await arrive({
			event: '?event=dial',
			fields: { CallUUID: other.CallUUID, DialAction: 'answer' },
			ultravox,
		});
		const taken = await arrive({ ...hangup, fields: other, ultravox });
		expect((taken.ended?.call as IDataObject).outcome).toBe('transferred');
	});

	test('a recorded message whose hang-up was told elsewhere gets an item of its own', async () => {
		const { ended } = await arrive({
			event: '?event=voicemail&callUuid=0f0f0f0f-0000-4000-8000-00000000000e',
			fields: { CallUUID: '', RecordUrl: 'https://media.plivo.com/1.mp3' },
			ultravox: () => ({ results: [], next: null }),
		});
		expect(ended).toMatchObject({
			call: {
				callUuid: '0f0f0f0f-0000-4000-8000-00000000000e',
				outcome: 'voicemail',
				recordingUrl: 'https://media.plivo.com/1.mp3',
			},
		});
	});

	test('a repeated hang-up starts no second execution', async () => {
		const options = {
			...hangup,
			fields: { ...hangup.fields, CallUUID: '00000006-0000-4000-8000-000000000000' },
			ultravox: () => ({ results: [], next: null }),
		};
		expect((await arrive(options)).ended).toBeDefined();
		const again = await arrive(options);
		expect(again.sent[0]?.status).toBe(200);
		expect(again.result.workflowData).toBeUndefined();
	});

	test('when Ultravox cannot be asked the hang-up is told all the same', async () => {
		const { ended } = await arrive({
			...hangup,
			ultravox: () => {
				throw httpError(503, { detail: 'busy' });
			},
		});
		expect(ended).toMatchObject({ call: { hangupCause: 'NORMAL_CLEARING' }, ultravox: null });
	});

	test("strangers' calls are not taken for ours when the filter is ignored", async () => {
		const { ended } = await arrive({
			...hangup,
			fields: { ...hangup.fields, CallUUID: '00000007-0000-4000-8000-000000000000' },
			ultravox: (request) => conversation(request, 'somebody-else'),
		});
		expect(ended).toMatchObject({ ultravox: null, call: { transcript: null } });
	});
});
