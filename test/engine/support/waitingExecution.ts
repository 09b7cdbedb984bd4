import './n8nFolder';
import { WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	IExecuteContextData,
	INode,
	INodeExecutionData,
	INodeType,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { createRunExecutionData } from 'n8n-workflow';
import { endEventSecret } from '../../../nodes/PhoneAgent/outbound/callbacks';
import { timeoutItem } from '../../../nodes/shared/callResult/resultItem';
import type { PlacedCall } from '../../../nodes/shared/placedCall';
import { signV3 } from '../../../nodes/shared/plivoSignature';
import { signUltravoxWebhook } from '../../../nodes/shared/ultravoxSignature';
import { additionalData, N8N_URL } from './additionalData';
import type { CredentialValues } from './engineCredentials';
import { loadWorkflow } from './runWorkflow';
import type { WebhookAnswer } from './webhookAnswer';
import { answerOf, responseInto } from './webhookAnswer';

export type { WebhookAnswer } from './webhookAnswer';

export const PLIVO_TOKEN = 'engine-test-plivo-auth-token';
export const API_KEY = 'ENGINE00.engineultravoxkey00000000000000000000';
const RESUME_TOKEN = 'resume-token-of-the-engine-test';
const NODE = 'Phone Agent';

/** Credentials that lead to local providers. */
export const waitingCredentials = (url: string): CredentialValues => ({
	ultravoxApi: { apiKey: API_KEY, advanced: true, baseUrl: url },
	plivoVoiceApi: { authId: 'MAENGINE', authToken: PLIVO_TOKEN, advanced: true, baseUrl: url },
});

/** The credential of a bridge beside them. */
export const BRIDGE = {
	voiceBridgeApi: {
		publicUrl: 'wss://bridge.example.com',
		controlUrl: 'https://bridge.example.com',
		sharedSecret: 'a-secret-of-the-engine-test-bridge',
	},
};

/** An execution of Call and Wait that sleeps: its webhook is that of the node from source, in n8n's own context. */
export class WaitingExecution {
	/** What was written before it went to sleep; the items of the deadline, unless a test has others. */
	written: readonly INodeExecutionData[];

	/** What takes its requests in the place of the node: the same from another module registry, as in another process. */
	receive?: INodeType['webhook'];

	constructor(
		private readonly credentials: CredentialValues,
		private readonly placed: readonly PlacedCall[],
		private readonly options: IDataObject = {},
		/** The address of n8n itself; one of this machine where it is to reach a receiver there. */
		private readonly home: string = N8N_URL,
		/** What the node left in its context, where calls are still due. */
		private readonly contextData: IExecuteContextData = {},
	) {
		this.written = placed.map((one) => ({
			json: timeoutItem(one),
			pairedItem: { item: one.item },
		}));
	}

	/** The node as it was before it went to sleep. */
	private get node(): INode {
		return {
			id: 'phone-agent-node',
			name: NODE,
			type: 'n8n-nodes-plivo-ultravox.phoneAgent',
			typeVersion: 1,
			position: [0, 0],
			parameters: {
				resource: 'call',
				operation: 'callAndWait',
				audioPath: this.placed[0]?.audioPath ?? 'direct',
				options: this.options as never,
			},
			credentials: {
				ultravoxApi: { id: '1', name: 'Ultravox' },
				plivoVoiceApi: { id: '2', name: 'Plivo' },
				...('voiceBridgeApi' in this.credentials
					? { voiceBridgeApi: { id: '3', name: 'Bridge' } }
					: {}),
			},
		};
	}

	private get run(): string {
		return this.placed[0]?.run ?? '';
	}

	private get address(): string {
		return `${N8N_URL}/webhook-waiting/1/phone-agent-node`;
	}

	private query(query: Record<string, string>): string {
		return `?${new URLSearchParams({ signature: RESUME_TOKEN, run: this.run, ...query }).toString()}`;
	}

	/** Ultravox tells that a call has ended. */
	async ended(
		call: IDataObject,
		query: Record<string, string> = {},
		{ secret = endEventSecret(API_KEY, this.run), sentAt = new Date() } = {},
	): Promise<WebhookAnswer> {
		const rawBody = JSON.stringify({ event: 'call.ended', call });
		const timestamp = sentAt.toISOString();
		return await this.post({ event: 'ended', item: '0', ...query }, rawBody, {
			'content-type': 'application/json',
			'x-ultravox-webhook-timestamp': timestamp,
			'x-ultravox-webhook-signature': signUltravoxWebhook(rawBody, timestamp, secret),
		});
	}

	/** Plivo tells or asks something. */
	async plivo(
		query: Record<string, string>,
		fields: Record<string, string>,
		authToken = PLIVO_TOKEN,
	): Promise<WebhookAnswer> {
		const whole = { item: '0', ...query };
		const nonce = '12345678901234567890';
		const url = `${this.address}${this.query(whole)}`;
		const signature = signV3({ method: 'POST', url, parameters: fields, nonce, authToken });
		return await this.post(whole, new URLSearchParams(fields).toString(), {
			'content-type': 'application/x-www-form-urlencoded',
			'x-plivo-signature-v3': signature,
			'x-plivo-signature-v3-nonce': nonce,
		});
	}

	/** A request arrives as it is. */
	async post(
		query: Record<string, string>,
		rawBody: string,
		headers: Record<string, string>,
	): Promise<WebhookAnswer> {
		const { base, workflow } = loadWorkflow({
			id: 'engineTest',
			name: 'Engine test',
			nodes: [this.node],
			connections: {},
		});
		const node = workflow.getNode(NODE) as INode;
		const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
		const description = type.description.webhooks?.[0];
		if (!type.webhook || !description) throw new Error('Phone Agent takes no webhook.');
		const run = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [this.stackEntry(node, [...this.written])],
				contextData: this.contextData,
			},
		});
		(run as unknown as IDataObject).resumeToken = RESUME_TOKEN;
		run.resultData.metadata = this.metadata();
		const sent: WebhookAnswer = {
			status: null,
			body: '',
			contentType: '',
			outputs: undefined,
			items: undefined,
			paired: [],
		};
		const data = {
			...additionalData(base, 'trigger', this.credentials, []),
			instanceBaseUrl: this.home,
			httpRequest: {
				method: 'POST',
				originalUrl: `/webhook-waiting/1/phone-agent-node${this.query(query)}`,
				params: {},
				query: {},
				body: {},
				headers,
				rawBody: Buffer.from(rawBody),
			},
			httpResponse: responseInto(sent),
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhookData: IWebhookData = {
			httpMethod: 'POST',
			node: NODE,
			path: description.path,
			webhookDescription: description,
			workflowId: 'engineTest',
			workflowExecuteAdditionalData: data,
		};
		const context = new WebhookContext(workflow, node, data, 'trigger', webhookData, [], run);
		await workflow.expression.acquireIsolate();
		try {
			return answerOf(sent, await (this.receive ?? type.webhook).call(context));
		} finally {
			await workflow.expression.releaseIsolate();
		}
	}

	/** As `sleepUntil` leaves it: by outcome, the item is on the last output. */
	private stackEntry(node: INode, items: INodeExecutionData[]) {
		const main = this.options.outputs === 'byOutcome' ? [[], [], [], items] : [items];
		return { node, data: { main }, source: null };
	}

	private metadata(): Record<string, string> {
		if (this.options.outputs !== 'byOutcome') return {};
		const text = JSON.stringify(this.placed[0]);
		return Object.fromEntries(
			Array.from({ length: Math.ceil(text.length / 500) + 1 }, (_, piece) => [
				`phoneAgentWaiting${piece}`,
				text.slice(piece * 500, (piece + 1) * 500),
			]),
		);
	}
}
