import './n8nFolder';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IExecuteResponsePromiseData,
	IWebhookData,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { signV3 } from '../../../nodes/shared/plivoSignature';
import { additionalData, N8N_URL } from './additionalData';
import type { CredentialValues } from './engineCredentials';
import type { WorkflowJson } from './runWorkflow';
import { loadWorkflow } from './runWorkflow';

export const PLIVO_TOKEN = 'engine-test-plivo-auth-token';

/** What the trigger answered over HTTP. */
export interface DirectAnswer {
	status: number;
	contentType: string;
	/** The others, names in lower case; undefined when none was set. */
	headers?: Record<string, string>;
	body: string;
}

export interface Arrival {
	/** What `webhook()` gave to n8n. */
	result: IWebhookResponseData;
	/** What `webhook()` sent by itself, in order. */
	answers: DirectAnswer[];
}

/** As much of an Express response as n8n's nodes use, keeping what is sent. */
function responseInto(answers: DirectAnswer[]) {
	const pending: DirectAnswer = { status: 200, contentType: '', body: '' };
	return {
		headersSent: false,
		status(code: number) {
			pending.status = code;
			return this;
		},
		set(name: string, value: string) {
			const key = name.toLowerCase();
			if (key === 'content-type') pending.contentType = value;
			else pending.headers = { ...pending.headers, [key]: value };
			return this;
		},
		type(value: string) {
			pending.contentType = value;
			return this;
		},
		send(body: string) {
			this.headersSent = true;
			answers.push({ ...pending, body });
			return this;
		},
	};
}

/** A request for the trigger's webhook, as n8n hands it on. */
export interface TriggerRequest {
	/** With `?`, or ''. */
	query: string;
	headers: Record<string, string | string[] | undefined>;
	/** As n8n's own parser reads it, for expressions. */
	body: IDataObject;
	rawBody: Buffer;
}

/** Below the address of n8n. */
export function webhookPath(json: WorkflowJson, triggerName: string): string {
	const node = json.nodes.find(({ name }) => name === triggerName);
	if (!node?.webhookId) throw new Error(`'${triggerName}' takes no webhook.`);
	return `/webhook/${node.webhookId}/plivo`;
}

/**
 * A request arrives at the trigger of a workflow: n8n's own webhook context around the node from source.
 * @param n8nUrl the public address of that n8n
 */
export async function requestTrigger(
	json: WorkflowJson,
	triggerName: string,
	{ query, ...request }: TriggerRequest,
	credentials: CredentialValues,
	n8nUrl = N8N_URL,
): Promise<Arrival> {
	const { base, workflow } = loadWorkflow(json);
	const node = workflow.getNode(triggerName);
	const type = node && workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const description = type?.description.webhooks?.[0];
	if (!node || !type?.webhook || !description)
		throw new Error(`'${triggerName}' takes no webhook.`);
	const responses: IExecuteResponsePromiseData[] = [];
	const answers: DirectAnswer[] = [];
	const data: IWorkflowExecuteAdditionalData = {
		...additionalData(base, 'webhook', credentials, responses, n8nUrl),
		httpRequest: {
			method: 'POST',
			originalUrl: `${webhookPath(json, triggerName)}${query}`,
			params: {},
			query: Object.fromEntries(new URLSearchParams(query)),
			...request,
		} as unknown as IWorkflowExecuteAdditionalData['httpRequest'],
		httpResponse: responseInto(
			answers,
		) as unknown as IWorkflowExecuteAdditionalData['httpResponse'],
	};
	const webhookData: IWebhookData = {
		httpMethod: 'POST',
		node: node.name,
		path: description.path,
		webhookDescription: description,
		workflowId: json.id,
		workflowExecuteAdditionalData: data,
	};
	const context = new WebhookContext(workflow, node, data, 'webhook', webhookData, [], null);
	await workflow.expression.acquireIsolate();
	try {
		return { result: await type.webhook.call(context), answers };
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/**
 * A request of Plivo arrives at the trigger of a workflow.
 * @param query with `?`, or ''
 * @param authToken the one Plivo signs with
 */
export async function arriveAtTrigger(
	json: WorkflowJson,
	triggerName: string,
	fields: Record<string, string>,
	credentials: CredentialValues,
	{
		query = '',
		authToken = PLIVO_TOKEN,
		n8nUrl = N8N_URL,
	}: { query?: string; authToken?: string; n8nUrl?: string } = {},
): Promise<Arrival> {
	const url = `${n8nUrl}${webhookPath(json, triggerName)}${query}`;
	const nonce = '12345678901234567890';
	const request: TriggerRequest = {
		query,
		headers: {
			host: '127.0.0.1:5678',
			'content-type': 'application/x-www-form-urlencoded',
			'x-plivo-signature-v3-nonce': nonce,
			'x-plivo-signature-v3': signV3({ method: 'POST', url, parameters: fields, nonce, authToken }),
		},
		body: fields as IDataObject,
		rawBody: Buffer.from(new URLSearchParams(fields).toString()),
	};
	return await requestTrigger(json, triggerName, request, credentials, n8nUrl);
}
