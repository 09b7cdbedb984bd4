import type { IDataObject } from 'n8n-workflow';
import { TOOL_TOKEN_HEADER } from '../../nodes/shared/callTools/toolToken';
import { joinPrompt } from '../../nodes/shared/simpleAgent/block';
import {
	API_KEY,
	CALL_UUID,
	onlyXml,
	runAnswerCall,
	ultravoxCallFor,
	waitingItem,
	WEBHOOK_URL,
} from './support/answerCallBench';
import type { RecordingServer } from './support/recordingServer';
import { startRecordingServer } from './support/recordingServer';

const systemPrompt = joinPrompt('You answer the phone.', {
	languages: [],
	accent: null,
	handoffNumber: '+14155550142',
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: null,
	dataFields: [{ name: 'guests', description: '', type: 'number' }],
});

let ultravox: RecordingServer;

beforeEach(async () => {
	ultravox = await startRecordingServer(({ method, body }) =>
		method === 'GET'
			? { status: 200, body: { agentId: 'a', callTemplate: { systemPrompt } } }
			: { status: 201, body: ultravoxCallFor(body) },
	);
});

afterEach(async () => await ultravox.close());

const bodies = () => ultravox.requests.map(({ body }) => body as IDataObject | undefined);

describe('Phone Agent > Answer Call, with an agent that has duties', () => {
	test('O3.6 O3.8 its tools come out at the trigger, which hears the whole call', async () => {
		const run = await runAnswerCall(ultravox.url);
		expect(onlyXml(run)).toContain('<Stream');
		expect(ultravox.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
		expect(bodies()[1]).toMatchObject({
			metadata: { plivoCallUuid: CALL_UUID },
			toolOverrides: {
				add: ['transferToHuman', 'submitCollectedData'].map((modelToolName) => ({
					temporaryTool: { modelToolName, http: { baseUrlPattern: WEBHOOK_URL } },
				})),
			},
		});
		const sent = JSON.stringify(bodies()[1]);
		expect(sent).toContain(TOOL_TOKEN_HEADER);
		expect(sent).not.toContain(API_KEY);
		expect(JSON.stringify(run.items('Phone Agent'))).not.toContain('authTokens');
	});

	test("in the editor's test it has none: nothing can be asked later", async () => {
		await runAnswerCall(ultravox.url, [], { item: waitingItem({ isTest: true }) });
		expect(bodies().some((body) => body !== undefined && 'toolOverrides' in body)).toBe(false);
	});
});
