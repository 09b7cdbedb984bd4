import { ANSWER_TIMING } from '../../nodes/shared/callbackTiming';
import { XMLParser } from 'fast-xml-parser';
import type { IDataObject } from 'n8n-workflow';
import type { StreamClaims } from '../../nodes/shared/streamToken';
import { openToken } from '../../nodes/shared/streamToken';
import {
	BRIDGE_SECRET,
	CALL_ID,
	CALL_UUID,
	JOIN_KEY,
	onlyXml,
	runAnswerCall,
	startUltravoxServer,
	ultravoxCallFor,
	waitingItem,
	WEBHOOK_URL,
} from './support/answerCallBench';
import type { RecordingServer } from './support/recordingServer';

const TIMING = ANSWER_TIMING.replaceAll('&', '&amp;');

let ultravox: RecordingServer;

beforeEach(async () => {
	ultravox = await startUltravoxServer(({ body }) => ({
		status: 201,
		body: ultravoxCallFor(body),
	}));
});

afterEach(async () => await ultravox.close());

const tokenIn = (xml: string): string =>
	/>wss:\/\/bridge\.example\.com\/stream\/([\w-]+)<\/Stream>/.exec(xml)?.[1] ?? 'none';

const claimsIn = (xml: string) =>
	openToken(tokenIn(xml), { secret: BRIDGE_SECRET, audience: 'stream' });

describe('Phone Agent > Answer Call through the bridge', () => {
	test("Plivo streams to the bridge, which finds the call's join URL in the token", async () => {
		const run = await runAnswerCall(ultravox.url, [], {
			bridge: true,
			parameters: { audioPath: 'bridge', options: { audioFormat: 'audio/x-mulaw;rate=8000' } },
		});
		expect(run.error).toBeUndefined();
		const xml = onlyXml(run);
		const { Response } = new XMLParser({ ignoreAttributes: false }).parse(xml) as {
			Response: { Stream: IDataObject };
		};
		expect(Response.Stream).toMatchObject({
			'@_bidirectional': 'true',
			'@_keepCallAlive': 'true',
			'@_contentType': 'audio/x-mulaw;rate=8000',
		});
		expect(claimsIn(xml)).toEqual({
			callUuid: CALL_UUID,
			callId: CALL_ID,
			joinUrl: `wss://voice.ultravox.ai/calls/${CALL_ID}/server_web_socket?k=${JOIN_KEY}&x=1`,
			contentType: 'audio/x-mulaw;rate=8000',
			eventsUrl: `${WEBHOOK_URL}?event=bridge`,
			events: ['resumed', 'ending', 'ended'],
			resume: true,
		});
		expect(xml).not.toContain(JOIN_KEY);
		expect((ultravox.requests[0]?.body as IDataObject).medium).toEqual({
			serverWebSocket: {
				inputSampleRate: 8000,
				outputSampleRate: 8000,
				clientBufferSizeMs: 20_000,
			},
		});
		// U0.3
		expect(run.stored).not.toContain(tokenIn(xml));
		expect(run.stored).not.toContain(JOIN_KEY);
		expect(run.stored).not.toContain(BRIDGE_SECRET);
	});

	test('what the bridge is to do besides relaying is in the token', async () => {
		const bridgeOptions = { interruptible: false, recordOnBridge: true, resume: false };
		const run = await runAnswerCall(ultravox.url, [], {
			bridge: true,
			parameters: { audioPath: 'bridge', bridgeOptions },
		});
		expect(run.error).toBeUndefined();
		const claims = claimsIn(onlyXml(run)) as StreamClaims;
		expect(claims).toMatchObject({ notInterruptible: true, record: true });
		expect(claims.resume).toBeUndefined();
	});

	test("in the editor's test the bridge is to tell and to ask nothing: nobody would answer", async () => {
		const run = await runAnswerCall(ultravox.url, [], {
			bridge: true,
			item: waitingItem({ isTest: true }),
			parameters: { audioPath: 'bridge', bridgeOptions: { resume: true } },
		});
		const claims = claimsIn(onlyXml(run)) as StreamClaims;
		expect(claims.resume).toBeUndefined();
		expect(claims.events).toEqual([]);
	});

	test('options of a bridge that the panel hides say nothing', async () => {
		const run = await runAnswerCall(ultravox.url, [], {
			bridge: true,
			parameters: { audioPath: 'direct', bridgeOptions: { interruptible: false } },
		});
		expect(run.error).toBeUndefined();
		expect(onlyXml(run)).toContain(`>wss://voice.ultravox.ai/calls/${CALL_ID}/telephony?`);
	});

	test('without a Voice Bridge credential it names it, and the caller goes down the ladder', async () => {
		const run = await runAnswerCall(ultravox.url, [], { parameters: { audioPath: 'bridge' } });
		expect(run.error).toMatchObject({
			name: 'NodeOperationError',
			message: "'Audio Path' is 'Through Bridge' and no Voice Bridge credential is chosen",
		});
		expect(onlyXml(run)).toContain(`>${WEBHOOK_URL}?event=continue&amp;step=0${TIMING}</Redirect>`);
		expect(ultravox.requests).toHaveLength(0);
	});

	test('the way is direct when a bridge is there and not asked for', async () => {
		const run = await runAnswerCall(ultravox.url, [], { bridge: true });
		expect(onlyXml(run)).toContain(`>wss://voice.ultravox.ai/calls/${CALL_ID}/telephony?`);
	});
});
