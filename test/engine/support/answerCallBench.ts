import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { createCallContext } from '../../../nodes/shared/callContext';
import { N8N_URL } from './additionalData';
import type { CredentialValues } from './engineCredentials';
import type { RecordedRequest, RecordingServer, Reply } from './recordingServer';
import { startRecordingServer } from './recordingServer';
import type { EngineRun, WorkflowJson } from './runWorkflow';
import { runFromTrigger } from './runWorkflow';

export const TRIGGER = 'Inbound Call Trigger';
export const PHONE_AGENT = 'Phone Agent';
export const AGENT = '11111111-1111-4111-8111-111111111111';
export const CALL_ID = '33333333-3333-4333-8333-333333333333';
export const CALL_UUID = '9834029e-58b6-11e1-b8b7-a5bd0e4e126f';
export const WEBHOOK_URL = `${N8N_URL}/webhook/5d0f6a52/plivo`;
export const API_KEY = 'ENGINE00.engineultravoxkey00000000000000000000';
export const BRIDGE_SECRET = 'a-secret-of-the-engine-test-bridge';
/** Stands in every join URL: it must never be seen outside the XML. */
export const JOIN_KEY = 'join-key-that-nobody-may-see';

/** The item of the trigger when the workflow is to answer. */
export function waitingItem(answer: IDataObject = {}): INodeExecutionData {
	return {
		json: {
			call: createCallContext({
				callUuid: CALL_UUID,
				direction: 'inbound',
				from: '+14155550100',
				to: '+14155550123',
				status: 'ringing',
			}) as unknown as IDataObject,
			plivo: { CallUUID: CALL_UUID, From: '14155550100', To: '14155550123', 'X-PH-Account': '77' },
			ultravox: null,
			answer: {
				by: null,
				attempts: [],
				webhookUrl: WEBHOOK_URL,
				isTest: false,
				hearsBridge: true,
				...answer,
			},
		},
	};
}

/** A Call object as Ultravox gives it for the body of `POST /api/agents/{id}/calls`. */
export function ultravoxCallFor(body: unknown, overrides: IDataObject = {}): IDataObject {
	const { medium, metadata } = body as IDataObject;
	const path = (medium as IDataObject).serverWebSocket ? 'server_web_socket' : 'telephony';
	return {
		callId: CALL_ID,
		created: '2026-11-20T10:00:00Z',
		joined: null,
		ended: null,
		endReason: null,
		medium,
		joinUrl: `wss://voice.ultravox.ai/calls/${CALL_ID}/${path}?k=${JOIN_KEY}&x=1`,
		agent: { agentId: AGENT, name: 'Receptionist' },
		agentId: AGENT,
		metadata,
		sipDetails: null,
		...overrides,
	};
}

const node = (name: string, type: string, parameters: IDataObject, rest: object = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: parameters as INode['parameters'],
	...rest,
});

/** The Inbound Call Trigger, as the workflow holds it. */
export const triggerNode = (name = TRIGGER) =>
	node(
		name,
		'n8n-nodes-plivo-ultravox.inboundCallTrigger',
		{ answerWith: 'workflow', phoneNumbers: [] },
		{ webhookId: '5d0f6a52' },
	);

/** A Set node: only the given fields come out, as users often have it. */
export const setNode = (name: string, fields: Record<string, string>) =>
	node(
		name,
		'n8n-nodes-base.set',
		{
			assignments: {
				assignments: Object.entries(fields).map(([key, value]) => ({
					id: key,
					name: key,
					value,
					type: 'string',
				})),
			},
			options: {},
		},
		{ typeVersion: 3.4 },
	);

/** Another node of n8n. */
export const n8nNode = (name: string, type: string, parameters: IDataObject = {}) =>
	node(name, `n8n-nodes-base.${type}`, parameters);

export interface PhoneAgentOptions {
	parameters?: IDataObject;
	onError?: INode['onError'];
	bridge?: boolean;
}

/** Phone Agent > Answer Call. */
export function phoneAgentNode(options: PhoneAgentOptions = {}): INode {
	return node(
		PHONE_AGENT,
		'n8n-nodes-plivo-ultravox.phoneAgent',
		{
			resource: 'call',
			operation: 'answerCall',
			agent: { __rl: true, mode: 'id', value: AGENT },
			...options.parameters,
		},
		{
			credentials: {
				ultravoxApi: { id: '1', name: 'Ultravox' },
				...(options.bridge ? { voiceBridgeApi: { id: '2', name: 'Bridge' } } : {}),
			},
			...(options.onError ? { onError: options.onError } : {}),
		},
	);
}

/** An Ultravox whose agents have nothing to do but to talk; that they are looked up is not among its requests. */
export const startUltravoxServer = async (
	answer: (request: RecordedRequest) => Reply,
): Promise<RecordingServer> =>
	await startRecordingServer(answer, ({ method, url }) => {
		const agentId = /^\/api\/agents\/([\w-]+)$/.exec(url)?.[1];
		return method === 'GET' && agentId !== undefined
			? { status: 200, body: { agentId, name: 'Receptionist', callTemplate: {} } }
			: undefined;
	});

/** A workflow whose nodes are connected one after another by their first outputs. */
export function chain(...nodes: INode[]): WorkflowJson {
	const connections: WorkflowJson['connections'] = {};
	nodes.slice(1).forEach(({ name }, index) => {
		const from = nodes[index]?.name ?? '';
		connections[from] = { main: [[{ node: name, type: 'main', index: 0 }]] };
	});
	return { id: 'engineTest', name: 'Engine test', nodes, connections };
}

/** Credentials that lead to a local Ultravox. */
export function credentialsFor(ultravoxUrl: string): CredentialValues {
	return {
		ultravoxApi: { apiKey: ` ${API_KEY} `, advanced: true, baseUrl: `${ultravoxUrl}/` },
		voiceBridgeApi: {
			publicUrl: 'wss://bridge.example.com/',
			controlUrl: 'https://bridge.example.com',
			sharedSecret: BRIDGE_SECRET,
		},
	};
}

/** Trigger, the nodes between, Phone Agent: run from the item of the trigger. */
export async function runAnswerCall(
	ultravoxUrl: string,
	between: INode[] = [],
	options: PhoneAgentOptions & { item?: INodeExecutionData; after?: INode[] } = {},
): Promise<EngineRun> {
	return await runFromTrigger(
		chain(triggerNode(), ...between, phoneAgentNode(options), ...(options.after ?? [])),
		TRIGGER,
		[[options.item ?? waitingItem()], []],
		credentialsFor(ultravoxUrl),
	);
}

/** The body of the only response; fails when there was none or more than one. */
export function onlyXml(run: EngineRun): string {
	expect(run.responses).toHaveLength(1);
	const response = run.responses[0] as { body: unknown; headers: object; statusCode: number };
	expect(response.statusCode).toBe(200);
	expect(response.headers).toEqual({ 'content-type': 'application/xml; charset=utf-8' });
	return String(response.body);
}
