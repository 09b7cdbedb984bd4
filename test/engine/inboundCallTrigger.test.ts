import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
	AGENT,
	API_KEY,
	CALL_ID,
	chain,
	credentialsFor,
	JOIN_KEY,
	onlyXml,
	PHONE_AGENT,
	phoneAgentNode,
	setNode,
	startUltravoxServer,
	TRIGGER,
	triggerNode,
	ultravoxCallFor,
} from './support/answerCallBench';
import { arriveAtTrigger, PLIVO_TOKEN } from './support/arriveAtTrigger';
import type { CredentialValues } from './support/engineCredentials';
import type { RecordingServer } from './support/recordingServer';
import type { WorkflowJson } from './support/runWorkflow';
import { runFromTrigger } from './support/runWorkflow';

let ultravox: RecordingServer;
let callNumber = 0;

beforeEach(async () => {
	ultravox = await startUltravoxServer(({ body }) => ({
		status: 201,
		body: ultravoxCallFor(body),
	}));
});

afterEach(async () => await ultravox.close());

const credentials = (): CredentialValues => ({
	...credentialsFor(ultravox.url),
	plivoVoiceApi: { authId: 'MAENGINETEST00000000', authToken: `${PLIVO_TOKEN}\n` },
});

function ringing(): Record<string, string> {
	callNumber += 1;
	return {
		CallUUID: `0000000${callNumber}-0000-4000-8000-000000000000`,
		From: '14155550100',
		To: '14155550123',
		Direction: 'inbound',
		CallStatus: 'ringing',
		Event: 'StartApp',
		SessionStart: new Date().toISOString().replace('T', ' ').replace('Z', '000'),
	};
}

/** The trigger's node with the credentials chosen. */
function workflowWith(parameters: IDataObject, ...after: WorkflowJson['nodes']): WorkflowJson {
	const trigger = triggerNode();
	return chain(
		{
			...trigger,
			parameters: { ...trigger.parameters, ...parameters } as typeof trigger.parameters,
			credentials: {
				plivoVoiceApi: { id: '3', name: 'Plivo' },
				ultravoxApi: { id: '1', name: 'Ultravox' },
			},
		},
		...after,
	);
}

const withAgent = { answerWith: 'agent', agent: { __rl: true, mode: 'id', value: AGENT } };

describe('Inbound Call Trigger in the n8n engine', () => {
	test("P2.3 answers a signed request by itself and gives n8n the item of 'Answered'", async () => {
		const fields = ringing();
		const workflow = workflowWith(withAgent);
		const { result, answers } = await arriveAtTrigger(workflow, TRIGGER, fields, credentials());
		expect(answers).toHaveLength(1);
		expect(answers[0]).toMatchObject({
			status: 200,
			contentType: 'application/xml; charset=utf-8',
			body: expect.stringContaining(`/calls/${CALL_ID}/telephony?`) as string,
		});
		expect(result.noWebhookResponse).toBe(true);
		expect(result.workflowData?.[0]?.[0]?.json).toMatchObject({
			call: { callId: CALL_ID, callUuid: fields.CallUUID, from: '+14155550100' },
			answer: { by: 'agent' },
		});
		expect(JSON.stringify(result)).not.toContain(JOIN_KEY);
		expect(ultravox.requests[0]?.headers['x-api-key']).toBe(API_KEY);
	});

	test('P2.13 U0.7 expressions of the panel read the request of Plivo', async () => {
		const workflow = workflowWith({
			...withAgent,
			templateContext: {
				values: [
					{ name: 'user.phone_number', value: '={{ $json.body.From }}' },
					{ name: 'user.line', value: '=Line {{ $json.body.To }}' },
				],
			},
			metadata: { values: [{ name: 'status', value: '={{ $json.body.CallStatus }}' }] },
			options: { greeting: '=Hello {{ $json.body.From }}' },
		});
		const fields = ringing();
		await arriveAtTrigger(workflow, TRIGGER, fields, credentials());
		expect(ultravox.requests[0]?.body).toMatchObject({
			templateContext: { user: { phone_number: '14155550100', line: 'Line 14155550123' } },
			metadata: { status: 'ringing', plivoCallUuid: fields.CallUUID },
			firstSpeakerSettings: { agent: { text: 'Hello 14155550100' } },
		});
	});

	test('D4.10 D4.11 signed with another token: 403, and no execution', async () => {
		const { result, answers } = await arriveAtTrigger(
			workflowWith(withAgent),
			TRIGGER,
			ringing(),
			credentials(),
			{ authToken: 'another-token' },
		);
		expect(answers).toEqual([expect.objectContaining({ status: 403 })]);
		expect(result.workflowData).toBeUndefined();
		expect(ultravox.requests).toHaveLength(0);
	});

	test("'Answer With: Workflow': what the trigger gives is what Answer Call answers", async () => {
		const fields = ringing();
		const workflow = workflowWith(
			{ answerWith: 'workflow' },
			setNode('Look Up', { name: 'Ada' }),
			phoneAgentNode({
				parameters: {
					templateContext: { values: [{ name: 'name', value: '={{ $json.name }}' }] },
				},
			}),
		);
		const { result, answers } = await arriveAtTrigger(workflow, TRIGGER, fields, credentials());
		expect(answers).toHaveLength(0);
		expect(result.noWebhookResponse).not.toBe(true);
		const output = result.workflowData as INodeExecutionData[][];
		const run = await runFromTrigger(workflow, TRIGGER, output, credentials());
		expect(run.error).toBeUndefined();
		expect(onlyXml(run)).toContain('<Stream');
		expect(onlyXml(run)).toContain('/webhook/5d0f6a52/plivo?event=continue&amp;step=0&amp;callId=');
		expect(ultravox.requests[0]?.body).toMatchObject({
			metadata: { plivoCallUuid: fields.CallUUID },
			templateContext: { name: 'Ada' },
		});
		expect(run.items(PHONE_AGENT)?.[0]?.json.call).toMatchObject({
			callUuid: fields.CallUUID,
			to: '+14155550123',
		});
	});
});
