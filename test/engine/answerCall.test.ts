import { ANSWER_TIMING } from '../../nodes/shared/callbackTiming';
import { XMLParser } from 'fast-xml-parser';
import type { IDataObject } from 'n8n-workflow';
import {
	AGENT,
	API_KEY,
	CALL_ID,
	CALL_UUID,
	JOIN_KEY,
	onlyXml,
	PHONE_AGENT,
	runAnswerCall,
	setNode,
	startUltravoxServer,
	TRIGGER,
	ultravoxCallFor,
	waitingItem,
	WEBHOOK_URL,
} from './support/answerCallBench';
import type { RecordingServer } from './support/recordingServer';

let ultravox: RecordingServer;

beforeEach(async () => {
	ultravox = await startUltravoxServer(({ body }) => ({
		status: 201,
		body: ultravoxCallFor(body),
	}));
});

afterEach(async () => await ultravox.close());

const bodyOfCall = () => ultravox.requests[0]?.body as IDataObject;

describe('Phone Agent > Answer Call in the n8n engine', () => {
	test('P2.3 P2.4 sends Plivo one XML: Stream to the agent, then the way on', async () => {
		const run = await runAnswerCall(ultravox.url);
		expect(run.error).toBeUndefined();
		const document = new XMLParser({ ignoreAttributes: false }).parse(onlyXml(run)) as IDataObject;
		expect(document.Response).toEqual({
			Stream: {
				'#text': `wss://voice.ultravox.ai/calls/${CALL_ID}/telephony?k=${JOIN_KEY}&x=1`,
				'@_bidirectional': 'true',
				'@_keepCallAlive': 'true',
				'@_contentType': 'audio/x-l16;rate=16000',
			},
			Redirect: {
				'#text': `${WEBHOOK_URL}?event=continue&step=0&callId=${CALL_ID}${ANSWER_TIMING}`,
				'@_method': 'POST',
			},
		});
	});

	test('U0.1 the Ultravox call is created once, with the trimmed key in X-API-Key', async () => {
		await runAnswerCall(ultravox.url);
		expect(ultravox.requests).toHaveLength(1);
		const [request] = ultravox.requests;
		expect(request).toMatchObject({ method: 'POST', url: `/api/agents/${AGENT}/calls` });
		expect(request?.headers['x-api-key']).toBe(API_KEY);
		expect(request?.headers.authorization).toBeUndefined();
		expect(request?.headers['content-type']).toMatch(/^application\/json/);
		expect(request?.body).toEqual({
			medium: { plivo: {} },
			metadata: { plivoCallUuid: CALL_UUID },
		});
	});

	test('the item has the call context, the fields of both providers, and its paired item', async () => {
		const run = await runAnswerCall(ultravox.url, [], {
			after: [setNode('Later', { from: `={{ $('${TRIGGER}').item.json.call.from }}` })],
		});
		const [item] = run.items(PHONE_AGENT) ?? [];
		expect(item?.pairedItem).toEqual({ item: 0 });
		expect(item?.json.call).toMatchObject({
			callId: CALL_ID,
			callUuid: CALL_UUID,
			direction: 'inbound',
			from: '+14155550100',
			to: '+14155550123',
			agentId: AGENT,
			agentName: 'Receptionist',
			metadata: { plivoCallUuid: CALL_UUID },
			endedAt: null,
			outcome: null,
			transcript: null,
		});
		expect(item?.json.plivo).toMatchObject({ CallUUID: CALL_UUID, From: '14155550100' });
		expect(item?.json.ultravox).toMatchObject({ callId: CALL_ID, medium: { plivo: {} } });
		// An expression finds its way back over the paired items.
		expect(run.items('Later')?.[0]?.json).toEqual({ from: '+14155550100' });
	});

	test('U0.3 neither key nor join URL is in the execution n8n keeps', async () => {
		const { stored } = await runAnswerCall(ultravox.url);
		expect(stored).toContain(CALL_ID);
		expect(stored).not.toContain(JOIN_KEY);
		expect(stored).not.toContain('joinUrl');
		expect(stored).not.toContain('wss:');
		expect(stored).not.toContain(API_KEY);
	});

	test('P2.13 U0.7 what the nodes before found reaches the agent, by expressions', async () => {
		await runAnswerCall(ultravox.url, [setNode('Look Up', { 'customer.name': 'Ada' })], {
			parameters: {
				callFields: ['from', 'sipHeaders'],
				templateContext: { values: [{ name: 'user.name', value: '={{ $json.customer.name }}' }] },
				metadata: {
					values: [{ name: 'called', value: `={{ $('${TRIGGER}').item.json.call.to }}` }],
				},
				options: {
					greeting: '=Hello {{ $json.customer.name }}',
					recordCall: true,
					maximumDuration: 90,
				},
			},
		});
		expect(bodyOfCall()).toEqual({
			medium: { plivo: {} },
			metadata: { called: '+14155550123', plivoCallUuid: CALL_UUID },
			firstSpeakerSettings: { agent: { text: 'Hello Ada' } },
			templateContext: {
				from: '+14155550100',
				sipHeaders: { Account: '77' },
				user: { name: 'Ada' },
			},
			recordingEnabled: true,
			maxDuration: '90s',
		});
	});

	test('the agent may come from an expression', async () => {
		await runAnswerCall(ultravox.url, [setNode('Choose', { agent: AGENT })], {
			parameters: { agent: { __rl: true, mode: 'id', value: '={{ $json.agent }}' } },
		});
		expect(ultravox.requests[0]?.url).toBe(`/api/agents/${AGENT}/calls`);
	});

	test('in a test of the editor the call ends with the agent: the test URL answers once', async () => {
		const run = await runAnswerCall(ultravox.url, [], { item: waitingItem({ isTest: true }) });
		expect(onlyXml(run)).toMatch(/<\/Stream><Hangup\/><\/Response>$/);
	});
});
