import { randomUUID } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { ResumeAnswer, ResumeRequest } from '../../../../nodes/shared/bridgeResume';
import { openResume } from '../../../../nodes/shared/bridgeResume';
import { readResumeRequest } from '../../../../nodes/shared/resumeReply';
import { arriveFromBridge } from './bridgeRequest';
import type { Handler } from './fakeWebhook';
import { BRIDGE_SECRET, httpError, ultravoxCall } from './fakeWebhook';

const LOST = '33333333-3333-4333-8333-333333333333';
const NEXT = '55555555-5555-4555-8555-555555555555';
const JOIN_URL = `wss://voice.ultravox.ai/calls/${NEXT}/server_web_socket?key=top-secret`;

const request = (overrides: Partial<ResumeRequest> = {}): ResumeRequest => ({
	version: 1,
	type: 'resume',
	requestId: randomUUID(),
	at: new Date().toISOString(),
	callUuid: randomUUID(),
	callId: LOST,
	...overrides,
});

const medium = {
	serverWebSocket: {
		inputSampleRate: 16_000,
		outputSampleRate: 16_000,
		clientBufferSizeMs: 20_000,
		mediaIdleTimeout: null,
	},
};

const lostCall = (callUuid: string, overrides: IDataObject = {}) =>
	ultravoxCall({
		callId: LOST,
		joined: new Date(Date.now() - 100_000).toISOString(),
		ended: 'y',
		endReason: 'connection_error',
		maxDuration: '3600s',
		medium,
		metadata: { plivoCallUuid: callUuid, customer: '42', 'ultravox.sip': 'x' },
		...overrides,
	});

const nextCall = (overrides: IDataObject = {}) =>
	ultravoxCall({ callId: NEXT, medium, joinUrl: JOIN_URL, ...overrides });

/** An Ultravox with these calls, which makes another one when it is asked to. */
const ultravoxWith =
	(calls: IDataObject[], created: () => unknown = nextCall): Handler =>
	({ method, url }: IHttpRequestOptions) => {
		if (method === 'POST') return created();
		const one = calls.find(({ callId }) => url.endsWith(`/api/calls/${String(callId)}`));
		return one ?? { results: calls, next: null };
	};

const claimsIn = (body: string) =>
	openResume((JSON.parse(body) as ResumeAnswer).token, BRIDGE_SECRET);

const methods = (requests: IHttpRequestOptions[]) => requests.map(({ method }) => method);

describe('Inbound Call Trigger: the bridge asks for a call that goes on', () => {
	test('the conversation is continued over the same medium, and the answer is sealed', async () => {
		const wanted = request();
		const { status, body, requests, sent, result } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([lostCall(wanted.callUuid)]),
		});
		expect(status).toBe(200);
		expect(sent[0]?.contentType).toBe('application/json');
		expect(claimsIn(body)).toEqual({ callUuid: wanted.callUuid, callId: NEXT, joinUrl: JOIN_URL });
		expect(body).not.toContain('top-secret');
		expect(result.workflowData).toBeUndefined();
		expect(methods(requests)).toEqual(['GET', 'POST']);
		expect(requests[0]?.qs).toMatchObject({ 'metadata.plivoCallUuid': wanted.callUuid });
		expect(requests[1]).toMatchObject({
			url: 'https://api.ultravox.ai/api/calls',
			qs: { priorCallId: LOST },
		});
		expect(requests[1]?.body).toEqual({
			medium: {
				serverWebSocket: {
					inputSampleRate: 16_000,
					outputSampleRate: 16_000,
					clientBufferSizeMs: 20_000,
				},
			},
			metadata: {
				plivoCallUuid: wanted.callUuid,
				customer: '42',
				bridgeLostCallId: LOST,
				bridgeResumeRequestId: wanted.requestId,
			},
			firstSpeakerSettings: { agent: { prompt: expect.stringMatching(/apologize/) as string } },
			joinTimeout: '10s',
			maxDuration: expect.stringMatching(/^3(?:500|499)s$/) as string,
		});
	});

	test('a call that has talked for as long as it may gets a moment to say goodbye', async () => {
		const wanted = request();
		const joined = new Date(Date.now() - 3_700_000).toISOString();
		const { requests } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([lostCall(wanted.callUuid, { joined })]),
		});
		expect((requests[1]?.body as IDataObject).maxDuration).toBe('10s');
	});

	test('the same request again gets the same answer, and makes no second call', async () => {
		const wanted = request();
		const ultravox = ultravoxWith([lostCall(wanted.callUuid)]);
		const [first, second] = await Promise.all([
			arriveFromBridge(wanted, { ultravox }),
			arriveFromBridge(wanted, { ultravox }),
		]);
		const third = await arriveFromBridge(wanted, { ultravox });
		expect([second.body, third.body]).toEqual([first.body, first.body]);
		const asked = [first, second, third].flatMap(({ requests }) => methods(requests));
		expect(asked.filter((method) => method === 'POST')).toHaveLength(1);
	});

	test('a request that another process answered gets the same call', async () => {
		const wanted = request();
		const made = nextCall({
			metadata: {
				plivoCallUuid: wanted.callUuid,
				bridgeLostCallId: LOST,
				bridgeResumeRequestId: wanted.requestId,
			},
		});
		const { status, body, requests } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([made, lostCall(wanted.callUuid)]),
		});
		expect(status).toBe(200);
		expect(claimsIn(body)).toMatchObject({ callId: NEXT });
		expect(methods(requests)).toEqual(['GET']);
	});

	test('a call that was joined already is not given away again', async () => {
		const wanted = request();
		const made = nextCall({
			joined: 'x',
			metadata: { plivoCallUuid: wanted.callUuid, bridgeResumeRequestId: wanted.requestId },
		});
		const { status, requests } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([made, lostCall(wanted.callUuid)]),
		});
		expect(status).toBe(409);
		expect(methods(requests)).toEqual(['GET']);
	});

	test("a stranger's call is not continued, whatever the filter lets through", async () => {
		const { status, requests, body } = await arriveFromBridge(request(), {
			ultravox: ultravoxWith([lostCall(randomUUID())]),
		});
		expect(status).toBe(404);
		expect(body).toBe('');
		// Asked for by its id too, and still somebody else's.
		expect(methods(requests)).toEqual(['GET', 'GET']);
	});

	test('a call that the list does not have yet is asked for by its id', async () => {
		const wanted = request();
		const { status, body, requests } = await arriveFromBridge(wanted, {
			ultravox: ({ method, url }) => {
				if (method === 'POST') return nextCall();
				return url.endsWith(LOST) ? lostCall(wanted.callUuid) : { results: [], next: null };
			},
		});
		expect(status).toBe(200);
		expect(claimsIn(body)).toMatchObject({ callUuid: wanted.callUuid, callId: NEXT });
		expect(methods(requests)).toEqual(['GET', 'GET', 'POST']);
	});

	test('a call that Ultravox does not have at all is not continued', async () => {
		const { status, requests } = await arriveFromBridge(request(), {
			ultravox: ({ url }) => {
				if (url.endsWith(LOST)) throw httpError(404, {});
				return { results: [], next: null };
			},
		});
		expect(status).toBe(404);
		expect(methods(requests)).toEqual(['GET', 'GET']);
	});

	test('a call that Plivo streams directly is not continued', async () => {
		const wanted = request();
		const { status, requests } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([lostCall(wanted.callUuid, { medium: { plivo: {} } })]),
		});
		expect(status).toBe(409);
		expect(methods(requests)).toEqual(['GET']);
	});

	test.each(['agent_hangup', 'timeout'])(
		'a conversation that the agent has ended (%s) stays ended',
		async (endReason) => {
			const wanted = request();
			const { status, requests } = await arriveFromBridge(wanted, {
				ultravox: ultravoxWith([lostCall(wanted.callUuid, { endReason })]),
			});
			expect(status).toBe(410);
			expect(methods(requests)).toEqual(['GET']);
		},
	);

	test('also when Ultravox writes that down a moment later', async () => {
		const wanted = request();
		const lost = lostCall(wanted.callUuid, { ended: null, endReason: null });
		let asked = 0;
		const { status, body } = await arriveFromBridge(wanted, {
			ultravox: (request) => {
				if (!request.url.endsWith(`/api/calls/${LOST}`)) return ultravoxWith([lost])(request);
				asked += 1;
				return { ...lost, endReason: asked < 4 ? null : 'agent_hangup' };
			},
		});
		expect([status, body]).toEqual([410, '']);
	});

	test.each([undefined, 'closed', 'broken'] as const)(
		'one whose loss (%s) Ultravox has not noticed goes on, at once when it was certainly lost',
		async (loss) => {
			const wanted = request({ loss });
			const lost = lostCall(wanted.callUuid, { ended: null, endReason: null });
			let askedAgain = 0;
			const { status } = await arriveFromBridge(wanted, {
				ultravox: (asked) => {
					if (asked.url.endsWith(`/api/calls/${LOST}`)) askedAgain += 1;
					return ultravoxWith([lost])(asked);
				},
			});
			expect(status).toBe(200);
			if (loss === 'broken') expect(askedAgain).toBe(1);
			else expect(askedAgain).toBeGreaterThan(2);
		},
	);

	test('certainly lost, but Ultravox knows of a goodbye before the next call is made', async () => {
		const wanted = request({ loss: 'broken' });
		const lost = lostCall(wanted.callUuid, { ended: null, endReason: null });
		const { status, body } = await arriveFromBridge(wanted, {
			ultravox: (asked) => {
				if (asked.method === 'POST') return new Promise(() => undefined);
				if (!asked.url.endsWith(`/api/calls/${LOST}`)) return ultravoxWith([lost])(asked);
				return { ...lost, endReason: 'agent_hangup' };
			},
		});
		expect([status, body]).toEqual([410, '']);
	});

	test.each([402, 429, 500])(
		'a refusal of Ultravox (%d) is a plain status, and in the log',
		async (code) => {
			const wanted = request();
			const { status, body, warnings } = await arriveFromBridge(wanted, {
				ultravox: ultravoxWith([lostCall(wanted.callUuid)], () => {
					throw httpError(code, { detail: 'No room.' });
				}),
			});
			expect([status, body]).toEqual([502, '']);
			expect(warnings).toHaveLength(1);
			expect(JSON.stringify(warnings)).not.toContain('top-secret');
		},
	);

	test('a call that cannot be joined through a bridge is not handed over', async () => {
		const wanted = request();
		const { status, body } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([lostCall(wanted.callUuid)], () => nextCall({ joinUrl: null })),
		});
		expect([status, body]).toEqual([502, '']);
	});

	test('an Ultravox that hangs does not hold the bridge beyond its patience', async () => {
		const wanted = request();
		const { status } = await arriveFromBridge(wanted, {
			ultravox: () => new Promise(() => undefined),
		});
		expect(status).toBe(504);
	});

	test('a bridge that waits too short for another call is told so, and none is made in vain', async () => {
		const wanted = request({ answerWithinMs: 599 });
		const { status, requests } = await arriveFromBridge(wanted, {
			ultravox: ultravoxWith([lostCall(wanted.callUuid)]),
		});
		expect(status).toBe(504);
		expect(methods(requests)).not.toContain('POST');
	});

	test.each([undefined, 60_000])(
		'a bridge that waits for %s ms gets its call',
		async (answerWithinMs) => {
			const wanted = request(answerWithinMs === undefined ? {} : { answerWithinMs });
			const { status } = await arriveFromBridge(wanted, {
				ultravox: ultravoxWith([lostCall(wanted.callUuid)]),
			});
			expect(status).toBe(200);
		},
	);

	test.each([
		[800, 500],
		[2_000, 1_700],
		[9_000, 1_700],
		['soon', 1_700],
	])('of %s ms that the bridge waits, %d are for the answer', (answerWithinMs, budgetMs) => {
		const asked = { ...request(), answerWithinMs } as unknown as IDataObject;
		expect(readResumeRequest(asked)).toMatchObject({ budgetMs });
	});

	test.each([
		['signed with another secret', { secret: 'another secret of another bridge' }],
		['signed long ago', { at: new Date(Date.now() - 301_000) }],
		['without a Voice Bridge credential', { bridge: false }],
	])('a request %s opens nothing', async (_what, options) => {
		const { status, requests, body } = await arriveFromBridge(request(), options);
		expect([status, body]).toEqual([403, '']);
		expect(requests).toHaveLength(0);
	});

	test.each([
		['another version', { version: 2 }],
		['no id of its own', { requestId: '' }],
		['an id that is none', { requestId: 'a b' }],
		['no call of Plivo', { callUuid: '../calls' }],
		['no call of Ultravox', { callId: '..' }],
	])('a request with %s is none', async (_what, overrides) => {
		const { status, requests } = await arriveFromBridge({ ...request(), ...overrides });
		expect(status).toBe(400);
		expect(requests).toHaveLength(0);
	});

	test('what is no JSON object is nothing', async () => {
		for (const body of ['', 'resume', '[]', 'null', '{']) {
			expect((await arriveFromBridge(body)).status).toBe(400);
		}
	});

	test("in the editor's test no call is resumed", async () => {
		const { status, requests } = await arriveFromBridge(request(), { test: true });
		expect(status).toBe(404);
		expect(requests).toHaveLength(0);
	});

	test('a body larger than any of the bridge is not even read', async () => {
		const { status, requests } = await arriveFromBridge({
			...request(),
			padding: 'x'.repeat(4_200_000),
		});
		expect(status).toBe(413);
		expect(requests).toHaveLength(0);
	});
});
