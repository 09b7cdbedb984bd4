import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { receive } from '../../nodes/InboundCallTrigger/answer/receive';
import { fromBridge } from '../nodes/InboundCallTrigger/answer/bridgeRequest';
import {
	AGENT,
	fakeWebhook,
	httpError,
	OTHER_AGENT,
	ultravoxCall,
} from '../nodes/InboundCallTrigger/answer/fakeWebhook';
import { sentRequest } from './support/sentRequest';
import { ultravoxErrors } from './support/ultravoxContract';

const CALL_FIELDS = [
	'callUuid',
	'to',
	'callerName',
	'from',
	'countryCode',
	'forwardedFrom',
	'sipHeaders',
];

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** What a user can set in the panel and what decides about the body. */
const panel = fc.record({
	audioPath: fc.constantFrom('direct', 'bridge'),
	callFields: fc.subarray(CALL_FIELDS),
	templateContext: fc.record({
		values: fc.uniqueArray(
			fc.record({ name: fc.stringMatching(/^v[0-9]{1,3}$/), value: fc.jsonValue() }),
			{ selector: ({ name }) => name, maxLength: 4 },
		),
	}),
	metadata: fc.record({
		values: fc.array(
			fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), value: fc.jsonValue() }),
			{ maxLength: 4 },
		),
	}),
	options: fc.record(
		{
			audioFormat: fc.constantFrom('audio/x-l16;rate=8000', 'audio/x-mulaw;rate=8000'),
			greeting: fc.string(),
			languageHint: fc.constantFrom('', 'es', 'pt-BR'),
			maximumDuration: fc.integer({ min: 10, max: 7_200 }),
			recordCall: fc.boolean(),
		},
		{ requiredKeys: [] },
	),
});

/** What Ultravox was asked while a request of Plivo was handled. */
async function askedDuring(
	parameters: IDataObject,
	options: Partial<Parameters<typeof fakeWebhook>[0]> = {},
) {
	const webhook = fakeWebhook({ ultravox: () => ultravoxCall(), ...options, parameters });
	await receive.call(webhook.context);
	return webhook.requests.map((request) => sentRequest('ultravoxApi', request));
}

describe('what Ultravox is asked when Plivo asks', () => {
	test('the first answer: one call, for every setting of the panel', async () => {
		await fc.assert(
			fc.asyncProperty(panel, async (parameters) => {
				const asked = await askedDuring(parameters as unknown as IDataObject, { bridge: true });
				expect(asked.map(({ method }) => method)).toEqual(['POST']);
				expect(asked.flatMap(ultravoxErrors)).toEqual([]);
			}),
			{ numRuns: 100 },
		);
	});

	test('a refusal, and the next agent of the ladder', async () => {
		const asked = await askedDuring(
			{ ladder: { steps: [{ step: 'agent', agent: locator(OTHER_AGENT) }] } },
			{
				ultravox: ({ url }) => {
					if (url.includes(AGENT)) throw httpError(429, 'Too many calls.');
					return ultravoxCall();
				},
			},
		);
		expect(asked.map(({ url }) => url.includes(OTHER_AGENT))).toEqual([false, true]);
		expect(asked.flatMap(ultravoxErrors)).toEqual([]);
	});

	test('the bridge asks for a call that goes on', async () => {
		const callUuid = '00000000-0000-4000-8000-00000000beef';
		const callId = '33333333-3333-4333-8333-333333333333';
		const medium = { serverWebSocket: { inputSampleRate: 8000, outputSampleRate: 8000 } };
		const lost = ultravoxCall({
			medium,
			metadata: { plivoCallUuid: callUuid, customer: '42' },
			joined: new Date().toISOString(),
			endReason: 'connection_error',
			maxDuration: '3600s',
		});
		const resume = {
			version: 1,
			type: 'resume',
			requestId: 'e2a5f1c8-58b6-41e1-b8b7-a5bd0e4e126f',
			at: new Date().toISOString(),
			callUuid,
			callId,
		};
		const asked = await askedDuring(
			{},
			{
				...fromBridge(resume),
				ultravox: ({ method }) =>
					method === 'POST' ? ultravoxCall({ medium }) : { results: [lost], next: null },
			},
		);
		expect(asked.map(({ method, query }) => [method, query.priorCallId])).toEqual([
			['GET', undefined],
			['POST', callId],
		]);
		expect(asked.flatMap(ultravoxErrors)).toEqual([]);
	});

	test('a repeat, the end of the stream, and the hang-up', async () => {
		const fields = { CallUUID: '00000000-0000-4000-8000-00000000c0de' };
		const callId = '33333333-3333-4333-8333-333333333333';
		const call = ultravoxCall({
			metadata: { plivoCallUuid: fields.CallUUID },
			joined: '2026-11-20T10:00:01Z',
			ended: '2026-11-20T10:00:09Z',
			endReason: 'hangup',
		});
		const ultravox = ({ url }: { url: string }) => {
			if (url.endsWith('/messages')) return { results: [], next: null };
			return url.endsWith('/calls') ? { results: [call], next: null } : call;
		};
		const repeat = await askedDuring(
			{},
			{ fields: { ...fields, SessionStart: '2026-11-20 09:00:00.000000' }, ultravox },
		);
		const after = await askedDuring(
			{},
			{ event: `?event=continue&step=0&callId=${callId}`, fields, ultravox },
		);
		const over = await askedDuring(
			{},
			{ event: '?event=hangup', fields: { ...fields, CallStatus: 'completed' }, ultravox },
		);
		const asked = [...repeat, ...after, ...over];
		const paths = asked.map(({ url }) => new URL(url).pathname);
		expect(paths).toEqual(
			expect.arrayContaining([
				'/api/calls',
				`/api/calls/${callId}`,
				`/api/calls/${callId}/messages`,
			]),
		);
		expect(asked.flatMap(ultravoxErrors)).toEqual([]);
	});
});
