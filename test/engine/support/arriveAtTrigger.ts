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
		set(_name: string, value: string) {
			pending.contentType = value;
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

/**
 * A request of Plivo arrives at the trigger of a workflow: n8n's own webhook context around the node from source.
 * @param query with `?`, or ''
 * @param authToken the one Plivo signs with
 */
export async function arriveAtTrigger(
	json: WorkflowJson,
	triggerName: string,
	fields: Record<string, string>,
	credentials: CredentialValues,
	{ query = '', authToken = PLIVO_TOKEN }: { query?: string; authToken?: string } = {},
): Promise<Arrival> {
	const { base, workflow } = loadWorkflow(json);
	const node = workflow.getNode(triggerName);
	const type = node && workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const description = type?.description.webhooks?.[0];
	if (!node || !type?.webhook || !description)
		throw new Error(`'${triggerName}' takes no webhook.`);
	const path = `/webhook/${node.webhookId ?? ''}/${description.path}`;
	const url = `${N8N_URL}${path}${query}`;
	const nonce = '12345678901234567890';
	const responses: IExecuteResponsePromiseData[] = [];
	const answers: DirectAnswer[] = [];
	const data: IWorkflowExecuteAdditionalData = {
		...additionalData(base, 'webhook', credentials, responses),
		httpRequest: {
			method: 'POST',
			originalUrl: `${path}${query}`,
			headers: {
				host: '127.0.0.1:5678',
				'content-type': 'application/x-www-form-urlencoded',
				'x-plivo-signature-v3-nonce': nonce,
				'x-plivo-signature-v3': signV3({
					method: 'POST',
					url,
					parameters: fields,
					nonce,
					authToken,
				}),
			},
			params: {},
			query: Object.fromEntries(new URLSearchParams(query)),
			body: fields as IDataObject,
			rawBody: Buffer.from(new URLSearchParams(fields).toString()),
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
