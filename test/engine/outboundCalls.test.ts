import type { IDataObject } from 'n8n-workflow';
import { NEWS_TIMING } from '../../nodes/shared/callbackTiming';
import { endEventSecret } from '../../nodes/PhoneAgent/outbound/callbacks';
import { eventually } from '../end-to-end/support/eventually';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import {
	AGENT,
	API_KEY,
	AUTH_TOKEN,
	CALLER_ID,
	JOIN_KEY,
	startProviders,
} from './support/outboundProviders';

let providers: Providers;

beforeEach(async () => {
	providers = await startProviders();
});

afterEach(async () => await providers.close());

const TO = '+14155550123';
const bodyOf = (index = 0) => providers.creating()[index]?.body as IDataObject;
const metadataOf = (index = 0) => bodyOf(index).metadata as Record<string, string>;
const outgoingOf = (index = 0) =>
	((bodyOf(index).medium as IDataObject).plivo as IDataObject).outgoing as IDataObject;
const paramsOf = (index = 0) => outgoingOf(index).additionalParams as Record<string, unknown>;

/** Plivo's record of a call that has ended (plivo.md §5.2). */
const record = () => ({
	call_uuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
	call_direction: 'outbound',
	initiation_time: new Date().toISOString(),
	answer_time: new Date().toISOString(),
	end_time: new Date(Date.now() + 60_000).toISOString(),
	from_number: CALLER_ID,
	to_number: '14155550123',
	hangup_cause_name: 'Normal Hangup',
	hangup_cause_code: 4000,
	call_state: 'ANSWER',
	total_amount: '0.01000',
});

describe('Phone Agent > Call and Wait on the direct path', () => {
	test('P2.5 P2.7 Ultravox dials, the person speaks first, and the execution sleeps until it is told', async () => {
		const outcome = await runOutbound(providers);
		expect(outcome.message).toBeUndefined();
		expect(outcome.isWaiting).toBe(true);
		const { n8nRun: run = '', ...metadata } = metadataOf();
		expect(metadata).toEqual({
			n8nCallKey: `${run}.0.14155550123`,
			n8nNode: expect.stringMatching(/^[\w-]{22}$/) as string,
			n8nItem: '0',
			n8nTo: TO,
			n8nFrom: CALLER_ID,
			n8nDirection: 'outbound',
		});
		const url = new URL(
			`https://n8n.example.com/webhook-waiting/1/7d1f4c1e-0000-4000-8000-000000000000`,
		);
		const { callbacks, ...body } = bodyOf();
		const { ended } = callbacks as { ended: { url: string; secrets: string[] } };
		const address = new URL(ended.url);
		expect(`${address.origin}${address.pathname}`).toBe(url.href);
		expect(Object.fromEntries(address.searchParams)).toMatchObject({
			run,
			event: 'ended',
			item: '0',
		});
		expect(ended.secrets).toEqual([endEventSecret(API_KEY, run)]);
		const hangupUrl = new URL(String(paramsOf().hangup_url));
		expect(hangupUrl.hash).toBe(NEWS_TIMING);
		expect(Object.fromEntries(hangupUrl.searchParams)).toMatchObject({
			run,
			event: 'hangup',
			item: '0',
		});
		const machineUrl = new URL(String(paramsOf().machine_detection_url));
		expect(machineUrl.searchParams.get('event')).toBe('machine');
		expect({ ...body, metadata: undefined }).toEqual({
			medium: {
				plivo: {
					outgoing: {
						to: TO,
						from: CALLER_ID,
						additionalParams: {
							ring_timeout: 45,
							hangup_url: hangupUrl.href,
							hangup_method: 'POST',
							machine_detection: 'hangup',
							machine_detection_url: machineUrl.href,
							machine_detection_method: 'POST',
						},
					},
				},
			},
			firstSpeakerSettings: { user: { fallback: { delay: '4s' } } },
			joinTimeout: '75s',
		});
	});

	test('a call that is over by the time it is asked about is given at once', async () => {
		await providers.close();
		providers = await startProviders(true);
		providers.others.set('GET /Call/', { status: 200, body: { api_id: 'a', objects: [record()] } });
		const outcome = await runOutbound(providers);
		expect(outcome.message).toBeUndefined();
		expect(outcome.isWaiting).toBe(false);
		const [item] = outcome.items();
		expect(item?.pairedItem).toEqual({ item: 0 });
		expect(item?.json.call).toMatchObject({ outcome: 'completed', to: TO, from: CALLER_ID });
	});

	test('as the tool of an AI agent the execution does not sleep: it asks until the call is over', async () => {
		const running = runOutbound(providers, {
			node: { rewireOutputLogTo: 'ai_tool' },
			options: { outputs: 'byOutcome' },
		});
		await eventually('the call to be asked about', () =>
			providers.requests.some(({ url }) => url.startsWith('/api/calls?metadata.n8nRun')),
		);
		const busy = {
			...record(),
			answer_time: null,
			hangup_cause_name: 'Busy Line',
			hangup_cause_code: 3010,
			call_state: 'BUSY',
		};
		providers.others.set('GET /Call/', { status: 200, body: { api_id: 'a', objects: [busy] } });
		Object.assign(providers.calls[0] ?? {}, {
			ended: '2026-11-20T10:11:00Z',
			endReason: 'unjoined',
		});
		const { run, isWaiting, message } = await running;
		expect(message).toBeUndefined();
		expect(isWaiting).toBe(false);
		expect(bodyOf()).not.toHaveProperty('callbacks');
		const [task] = run.data.resultData.runData['Phone Agent'] ?? [];
		expect(task?.data?.ai_tool?.[0]?.[0]?.json.call).toMatchObject({
			outcome: 'busy',
			to: TO,
		});
	});

	test('D4.9 the caller ID of an item wins over that of the credential', async () => {
		await runOutbound(providers, { parameters: { from: '+14155550177' } });
		expect(outgoingOf()).toMatchObject({ from: '+14155550177' });
	});

	test('D4.9 without any caller ID nobody is called', async () => {
		const outcome = await runOutbound(providers, { defaultCallerId: '' });
		expect(outcome.message).toBe(
			"'From' is empty, and the Plivo credential has no 'Default Caller ID'",
		);
		expect(providers.requests).toEqual([]);
	});

	test('every option reaches the provider it is about', async () => {
		await runOutbound(providers, {
			items: [{ to: '(415) 555-0123', name: 'Ada' }],
			parameters: {
				templateContext: { values: [{ name: 'user.name', value: '={{ $json.name }}' }] },
				metadata: { values: [{ name: 'campaign', value: 'autumn' }] },
			},
			options: {
				callKey: 'reminder-1',
				defaultCountry: 'US',
				firstSentence: '=Hello {{ $json.name }}',
				firstSentenceDelay: 2.5,
				languageHint: 'es',
				maximumDuration: 120,
				recordCall: true,
				ringTime: 20,
				whenMachine: 'leaveMessage',
				message: 'Please call us back.',
			},
		});
		expect(metadataOf()).toMatchObject({ campaign: 'autumn', n8nCallKey: 'reminder-1', n8nTo: TO });
		expect(bodyOf()).toMatchObject({
			firstSpeakerSettings: { user: { fallback: { delay: '2.5s', text: 'Hello Ada' } } },
			templateContext: { user: { name: 'Ada' }, languageHint: 'es' },
			maxDuration: '120s',
			joinTimeout: '50s',
			recordingEnabled: true,
		});
		expect(paramsOf()).toMatchObject({
			ring_timeout: 20,
			time_limit: 180,
			machine_detection: 'true',
			machine_detection_method: 'POST',
		});
		expect(String(paramsOf().machine_detection_url)).toMatch(/[?&]event=machine&item=0#/);
	});

	test.each([
		[{}, 'hangup'],
		[{ whenMachine: 'hangUp' }, 'hangup'],
		[{ whenMachine: 'talkAnyway' }, undefined],
	])(
		'a machine is hung up on by Plivo, unless the user wants something else: %j',
		async (options, detection) => {
			await runOutbound(providers, { options });
			expect(paramsOf().machine_detection).toBe(detection);
		},
	);

	test.each([[{}], [{ ensureConfiguration: true }]])(
		'U0.9 an Ultravox without a Plivo configuration is given the credential before dialing: %j',
		async (options) => {
			providers.others.set('GET /api/telephony_configs/plivo', { status: 404, body: {} });
			providers.others.set('POST /api/telephony_configs/plivo', {
				status: 201,
				body: { authId: 'MAENGINETEST00000001' },
			});
			const outcome = await runOutbound(providers, { options });
			expect(outcome.message).toBeUndefined();
			const posts = providers.requests.filter(({ method }) => method === 'POST');
			expect(posts.map(({ url }) => url)).toEqual([
				'/api/telephony_configs/plivo',
				`/api/agents/${AGENT}/calls`,
			]);
			expect(posts[0]?.body).toMatchObject({ authToken: AUTH_TOKEN });
			expect(outcome.stored).not.toContain(AUTH_TOKEN);
		},
	);

	const ANOTHER = { status: 200, body: { authId: 'MAOFSOMEBODYELSE0001' } };

	test('U0.9 the Plivo configuration of another account stays, unless the user wants it replaced', async () => {
		providers.others.set('GET /api/telephony_configs/plivo', ANOTHER);
		providers.others.set('PATCH /api/telephony_configs/plivo', {
			status: 200,
			body: { authId: 'MAENGINETEST00000001' },
		});
		const changes = () => providers.requests.filter(({ method }) => method === 'PATCH');
		expect((await runOutbound(providers)).message).toBeUndefined();
		expect(changes()).toEqual([]);
		expect(providers.creating()).toHaveLength(1);
		await runOutbound(providers, {
			items: [{ to: '+14155550124' }],
			options: { ensureConfiguration: true },
		});
		expect(changes()).toHaveLength(1);
		expect(providers.creating()).toHaveLength(2);
	});

	test('U0.9 nor is one replaced that somebody makes in the meantime', async () => {
		const path = '/api/telephony_configs/plivo';
		providers.others.set(`GET ${path}`, { status: 404, body: {} });
		providers.others.set(`POST ${path}`, (response) => {
			providers.others.set(`GET ${path}`, ANOTHER);
			response.writeHead(409, { 'content-type': 'application/json' }).end('{}');
		});
		expect((await runOutbound(providers)).message).toBeUndefined();
		expect(providers.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
		expect(providers.creating()).toHaveLength(1);
	});

	test('U0.9 nobody is dialed when Ultravox does not take the credential', async () => {
		providers.others.set('GET /api/telephony_configs/plivo', { status: 404, body: {} });
		providers.others.set('POST /api/telephony_configs/plivo', {
			status: 400,
			body: { detail: 'Wrong Auth Token' },
		});
		const outcome = await runOutbound(providers);
		expect(outcome.message).toContain('Wrong Auth Token');
		expect(providers.creating()).toEqual([]);
	});

	test('U0.3 neither keys nor join URLs nor what signs events are in the execution', async () => {
		const { stored } = await runOutbound(providers);
		for (const secret of [
			API_KEY,
			AUTH_TOKEN,
			JOIN_KEY,
			endEventSecret(API_KEY, metadataOf().n8nRun ?? ''),
		]) {
			expect(stored).not.toContain(secret);
		}
	});
});
