import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import { NO_SETTINGS } from '../../nodes/shared/simpleAgent/blockSettings';
import {
	AGENT,
	chain,
	credentialsFor,
	runAnswerCall,
	triggerNode,
	TRIGGER,
	ultravoxCallFor,
} from './support/answerCallBench';
import { arriveAtTrigger, PLIVO_TOKEN } from './support/arriveAtTrigger';
import { runOutbound } from './support/outboundBench';
import type { Providers } from './support/outboundProviders';
import { startProviders } from './support/outboundProviders';
import type { RecordingServer } from './support/recordingServer';
import { startRecordingServer } from './support/recordingServer';

const systemPrompt = joinPrompt('You answer the phone.', { ...NO_SETTINGS, interruptible: false });
const INBOUND = {
	systemPrompt,
	firstSpeakerSettings: { agent: { text: 'Clinic, good day.', uninterruptible: true } },
};
const OUTBOUND = {
	systemPrompt,
	firstSpeakerSettings: { user: { fallback: { delay: '5s', text: 'Clinic, good day.' } } },
};
/** One that only its prompt knows of. */
const EDITED = { systemPrompt };
const SAYS = { agent: { text: 'Clinic, good day.', uninterruptible: true } };

describe('O3.3 P2.7 the first message of the agent is said to who calls it', () => {
	let ultravox: RecordingServer;
	let template: IDataObject;

	beforeEach(async () => {
		template = {};
		ultravox = await startRecordingServer(
			({ body }) => ({ status: 201, body: ultravoxCallFor(body) }),
			({ method }) =>
				method === 'GET'
					? { status: 200, body: { agentId: AGENT, callTemplate: template } }
					: undefined,
		);
	});
	afterEach(async () => await ultravox.close());

	const created = () => ultravox.requests.map(({ body }) => body as IDataObject);

	async function arrive(): Promise<void> {
		const trigger = triggerNode();
		const agent = { __rl: true, mode: 'id', value: AGENT };
		const workflow = chain({
			...trigger,
			parameters: { ...trigger.parameters, answerWith: 'agent', agent },
			credentials: {
				plivoVoiceApi: { id: '3', name: 'Plivo' },
				ultravoxApi: { id: '1', name: 'Ultravox' },
			},
		});
		const fields = {
			CallUUID: randomUUID(),
			From: '14155550100',
			To: '14155550123',
			Direction: 'inbound',
			CallStatus: 'ringing',
			Event: 'StartApp',
		};
		await arriveAtTrigger(workflow, TRIGGER, fields, {
			...credentialsFor(ultravox.url),
			plivoVoiceApi: { authId: 'MAENGINETEST00000000', authToken: PLIVO_TOKEN },
		});
	}

	describe.each([
		['Inbound Call Trigger', arrive],
		['Answer Call', async () => await runAnswerCall(ultravox.url)],
	])('%s', (_name, answer) => {
		test.each([
			['its own settings hold', INBOUND, undefined],
			['an outbound agent says the message that it has', OUTBOUND, SAYS],
			['what its prompt alone says holds', EDITED, { agent: { uninterruptible: true } }],
			['nothing is set', {}, undefined],
		])('%s', async (_what, own, said) => {
			template = own;
			await answer();
			expect(created()).toHaveLength(1);
			expect(created()[0]?.firstSpeakerSettings).toEqual(said);
		});
	});

	test('a greeting of the panel is not interrupted where the message is not', async () => {
		template = INBOUND;
		await runAnswerCall(ultravox.url, [], { parameters: { options: { greeting: 'Hello Ada' } } });
		expect(created()[0]?.firstSpeakerSettings).toEqual({
			agent: { text: 'Hello Ada', uninterruptible: true },
		});
	});
});

describe('O3.3 P2.7 the first message of the agent is said to who stays silent', () => {
	let providers: Providers;

	beforeEach(async () => {
		providers = await startProviders();
	});
	afterEach(async () => await providers.close());

	const said = (delay: string, text = 'Clinic, good day.') => ({
		user: { fallback: { delay, text } },
	});

	test.each<[string, IDataObject, IDataObject, IDataObject | undefined]>([
		['its own settings hold', OUTBOUND, {}, undefined],
		['an inbound agent says the message that it has', INBOUND, {}, said('4s')],
		[
			'a delay of the panel is for its own message',
			OUTBOUND,
			{ firstSentenceDelay: 2 },
			said('2s'),
		],
		[
			'a sentence of the panel waits as long',
			OUTBOUND,
			{ firstSentence: 'Ada?' },
			said('5s', 'Ada?'),
		],
		['nothing is set', {}, {}, { user: { fallback: { delay: '4s' } } }],
	])('Call and Wait: %s', async (_what, own, options, settings) => {
		Object.assign(providers.template, own);
		const outcome = await runOutbound(providers, { options });
		expect(outcome.message).toBeUndefined();
		const [created] = providers.creating();
		expect((created?.body as IDataObject).firstSpeakerSettings).toEqual(settings);
	});
});
