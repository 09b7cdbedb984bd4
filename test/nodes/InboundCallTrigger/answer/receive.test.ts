import type { IDataObject } from 'n8n-workflow';
import { arrive } from './arrive';
import { AGENT, OTHER_AGENT, ultravoxCall } from './fakeWebhook';

/** What is known of an agent is kept for a minute: no other test knows this one. */
const OUTGOING = '55555555-5555-4555-8555-555555555555';

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
