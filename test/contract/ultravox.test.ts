import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import type { AgentCallSettings } from '../../nodes/shared/agentCall';
import { agentCallBody, startAgentCall } from '../../nodes/shared/agentCall';
import { searchAgents } from '../../nodes/shared/searchAgents';
import {
	findCallsOfPlivoCall,
	getUltravoxCall,
	getUltravoxMessages,
} from '../../nodes/shared/ultravoxCalls';
import { recordingContext } from './support/recordingContext';
import { bodyErrors, ultravoxErrors } from './support/ultravoxContract';

const REQUEST = 'ultravox.v1.StartAgentCallRequest';

const name = fc.string({ minLength: 1, maxLength: 12 }).filter((key) => key !== '__proto__');

const words = { text: fc.string(), prompt: fc.string() };
const delay = fc.nat(60).map((seconds) => `${seconds}s`);
const record = <T>(fields: { [Key in keyof T]: fc.Arbitrary<T[Key]> }) =>
	fc.record(fields, { requiredKeys: [] });
/** What a template can say of how calls begin, also with the other side `null`. */
const firstSpeakers = fc.oneof(
	record({ agent: record({ ...words, delay, uninterruptible: fc.boolean() }) }),
	record({ agent: fc.constant(null), user: record({ fallback: record({ ...words, delay }) }) }),
) as fc.Arbitrary<IDataObject>;
const opening = fc.record({ firstSpeakerSettings: firstSpeakers, interruptible: fc.boolean() });

const settings: fc.Arbitrary<AgentCallSettings> = fc.record(
	{
		agentId: fc.uuid(),
		audioPath: fc.constantFrom('direct', 'bridge'),
		contentType: fc.constantFrom(
			'audio/x-l16;rate=16000',
			'audio/x-l16;rate=8000',
			'audio/x-mulaw;rate=8000',
		),
		callUuid: fc.uuid(),
		templateContext: fc.dictionary(name, fc.jsonValue()) as fc.Arbitrary<IDataObject>,
		metadata: fc.dictionary(
			name.filter((key) => !key.startsWith('ultravox.')),
			fc.oneof(fc.string(), fc.integer(), fc.boolean()),
		),
		greeting: fc.string(),
		opening,
		recordingEnabled: fc.boolean(),
		maximumDuration: fc.integer({ min: 10, max: 86_400 }),
	},
	{
		requiredKeys: [
			'agentId',
			'audioPath',
			'contentType',
			'callUuid',
			'templateContext',
			'metadata',
			'greeting',
			'opening',
		],
	},
);

/** What goes over the wire. */
const wire = (body: IDataObject) => JSON.parse(JSON.stringify(body)) as IDataObject;

describe("Ultravox's own document and what the nodes send", () => {
	test('the check refuses what the document does not name, and what is of another type', () => {
		expect(bodyErrors(REQUEST, {})).toEqual([]);
		expect(bodyErrors(REQUEST, { systemPrompt: 'Hello' })).not.toEqual([]);
		expect(bodyErrors(REQUEST, { recordingEnabled: 'yes' })).not.toEqual([]);
		expect(bodyErrors(REQUEST, { maxDuration: '90' })).not.toEqual([]);
		expect(bodyErrors(REQUEST, { metadata: { count: 1 } })).not.toEqual([]);
		expect(bodyErrors(REQUEST, { medium: { plivo: { incoming: {} } } })).not.toEqual([]);
		expect(bodyErrors(REQUEST, { firstSpeakerSettings: { agent: { say: '' } } })).not.toEqual([]);
		expect(bodyErrors(REQUEST, { medium: { serverWebSocket: { rate: 8000 } } })).not.toEqual([]);
	});

	test('the body of an agent call fits, whatever the panel says', () => {
		fc.assert(
			fc.property(settings, (given) => {
				expect(bodyErrors(REQUEST, wire(agentCallBody(given)))).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	test('P2.7 what the document says in words holds too: one medium, one first speaker', () => {
		fc.assert(
			fc.property(settings, (given) => {
				const { medium, firstSpeakerSettings, metadata, firstSpeaker } = wire(agentCallBody(given));
				expect(Object.keys(medium as IDataObject)).toEqual([
					given.audioPath === 'direct' ? 'plivo' : 'serverWebSocket',
				]);
				expect(Object.keys((firstSpeakerSettings ?? { agent: {} }) as IDataObject)).toEqual([
					'agent',
				]);
				expect(firstSpeaker).toBeUndefined();
				const keys = Object.keys(metadata as IDataObject);
				expect(keys.filter((key) => key.startsWith('ultravox.'))).toEqual([]);
				expect((metadata as IDataObject).plivoCallUuid).toBe(given.callUuid);
			}),
		);
	});

	test('a longest call fits as a duration, though an expression may divide', () => {
		const seconds = fc.double({ min: 10, max: 86_400, noNaN: true });
		fc.assert(
			fc.property(settings, seconds, (given, maximumDuration) => {
				const body = wire(agentCallBody({ ...given, maximumDuration }));
				expect(bodyErrors(REQUEST, body)).toEqual([]);
			}),
		);
	});

	test('U0.1 creating a call is the operation of the document, on its host', async () => {
		await fc.assert(
			fc.asyncProperty(settings, async (given) => {
				const { context, requests } = recordingContext(() => ({
					callId: given.callUuid,
					joinUrl: 'wss://voice.example.com/calls/1/telephony',
					medium: {},
				}));
				await startAgentCall(context, given, 2_000);
				expect(requests.map(({ method }) => method)).toEqual(['POST']);
				expect(requests.flatMap(ultravoxErrors)).toEqual([]);
				expect(requests[0]?.credential).toBe('ultravoxApi');
			}),
			{ numRuns: 50 },
		);
	});

	test('all that is read of calls, messages and agents is in the document', async () => {
		const id = '33333333-3333-4333-8333-333333333333';
		const page = {
			results: [],
			next: 'https://api.ultravox.ai/api/agents?cursor=cD0y&pageSize=50',
		};
		let pages = 0;
		const { context, requests } = recordingContext(({ url }) => {
			pages += 1;
			return url.endsWith('/messages') && pages > 6 ? { results: [], next: null } : page;
		});
		await searchAgents.call(context);
		const { paginationToken } = await searchAgents.call(context, 'Reception');
		await searchAgents.call(context, 'Reception', String(paginationToken));
		await findCallsOfPlivoCall(context, 'call-uuid', 1_500);
		await getUltravoxCall(context, id);
		await getUltravoxMessages(context, id);
		expect(requests).toHaveLength(7);
		expect(requests[2]?.query).toMatchObject({ cursor: 'cD0y' });
		expect(requests.flatMap(ultravoxErrors)).toEqual([]);
	});
});
