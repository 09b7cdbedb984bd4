import { randomUUID } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions, IWebhookFunctions } from 'n8n-workflow';
import { signV3 } from '../../../../nodes/shared/plivoSignature';

export const WEBHOOK_URL = 'https://n8n.example.com/webhook/5d0f6a52/plivo';
export const AUTH_TOKEN = 'unit-test-token';
export const AGENT = '11111111-1111-4111-8111-111111111111';
export const OTHER_AGENT = '22222222-2222-4222-8222-222222222222';
export const BRIDGE_SECRET = 'a-secret-of-the-bridge';

/** How the provider answers one request: a body, or an error to throw. */
export type Handler = (request: IHttpRequestOptions) => unknown;

export interface FakeWebhookOptions {
	parameters?: IDataObject;
	event?: string;
	fields?: Record<string, string>;
	/** Sent instead of the right signature; null sends none. */
	signature?: string | null;
	/** What the Host header says; the URL that counts is configured. */
	host?: string;
	test?: boolean;
	bridge?: boolean | 'unreadable';
	/** A parameter whose expression fails. */
	unreadable?: string;
	rawBody?: string;
	headers?: Record<string, string>;
	ultravox: Handler;
	/** An agent as Ultravox gives it for its id; one that has nothing to do but to talk when not given. Looked up aside. */
	agent?: Handler;
	/** The agent's data webhook: the status it answers with; undefined for no answer at all. */
	dataWebhook?: (request: IHttpRequestOptions) => number | undefined;
}

export interface Sent {
	status: number;
	contentType: string;
	body: string;
}

/** A Plivo request that arrives at the trigger, and what it is answered with. */
export function fakeWebhook(options: FakeWebhookOptions) {
	const query = options.event ?? '';
	const url = WEBHOOK_URL.replace('/webhook/', options.test ? '/webhook-test/' : '/webhook/');
	const fields: Record<string, string> = {
		CallUUID: randomUUID(),
		From: '14155550100',
		To: '14155550123',
		Direction: 'inbound',
		CallStatus: 'ringing',
		Event: 'StartApp',
		SessionStart: new Date().toISOString().replace('T', ' ').replace('Z', '000'),
		...options.fields,
	};
	const nonce = '12345';
	const rawBody = options.rawBody ?? new URLSearchParams(fields).toString();
	const signature =
		options.signature !== undefined
			? options.signature
			: signV3({
					method: 'POST',
					url: url + query,
					parameters: fields,
					nonce,
					authToken: AUTH_TOKEN,
				});
	const parameters: IDataObject = {
		answerWith: 'agent',
		agent: { __rl: true, mode: 'id', value: AGENT },
		audioPath: 'direct',
		...options.parameters,
	};
	const sent: Sent[] = [];
	const requests: IHttpRequestOptions[] = [];
	const agentRequests: IHttpRequestOptions[] = [];
	const delivered: IHttpRequestOptions[] = [];
	const headers: Record<string, string> = {};
	const warnings: unknown[] = [];
	const response = {
		headersSent: false,
		pending: { status: 200, contentType: '', body: '' } as Sent,
		status(code: number) {
			this.pending.status = code;
			return this;
		},
		set(name: string, value: string) {
			headers[name.toLowerCase()] = value;
			this.pending.contentType = headers['content-type'] ?? '';
			return this;
		},
		type(value: string) {
			this.pending.contentType = value;
			return this;
		},
		send(body: string) {
			this.headersSent = true;
			sent.push({ ...this.pending, body });
			return this;
		},
	};
	const read = (path: string): unknown =>
		path
			.split('.')
			.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], parameters);
	const context = {
		getNode: () => ({
			id: 'node-1',
			name: 'Inbound Call Trigger',
			type: 'n8n-nodes-plivo-ultravox.inboundCallTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: options.bridge ? { voiceBridgeApi: { id: '1', name: 'bridge' } } : {},
		}),
		getMode: () => (options.test ? 'manual' : 'trigger'),
		getNodeWebhookUrl: () => WEBHOOK_URL,
		getWebhookResourceUrl: () => url,
		getNodeParameter: (name: string, fallback?: unknown) => {
			if (name === options.unreadable) throw new Error(`The expression of '${name}' failed`);
			return read(name) ?? fallback;
		},
		getRequestObject: () => ({
			originalUrl: `/webhook/5d0f6a52/plivo${query}`,
			rawBody: Buffer.from(rawBody),
			headers: {
				host: options.host ?? 'n8n.example.com',
				...(signature === null
					? {}
					: { 'x-plivo-signature-v3': signature, 'x-plivo-signature-v3-nonce': nonce }),
				...options.headers,
			},
		}),
		getResponseObject: () => response,
		getCredentials: async (name: string) => {
			if (name === 'voiceBridgeApi' && options.bridge === 'unreadable')
				throw new Error('not readable');
			return {
				plivoVoiceApi: { authId: 'MAUNITTEST0000000000', authToken: ` ${AUTH_TOKEN} ` },
				ultravoxApi: { apiKey: 'key' },
				voiceBridgeApi: {
					publicUrl: 'wss://bridge.example.com/',
					controlUrl: 'https://bridge.example.com',
					sharedSecret: BRIDGE_SECRET,
				},
			}[name];
		},
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: IHttpRequestOptions) => {
				const agentId = /\/api\/agents\/([\w-]+)$/.exec(request.url)?.[1];
				if (agentId !== undefined && request.method === 'GET') {
					agentRequests.push(request);
					return (await options.agent?.(request)) ?? { agentId, callTemplate: {} };
				}
				requests.push(request);
				return await options.ultravox(request);
			},
			httpRequest: async (request: IHttpRequestOptions) => {
				delivered.push(request);
				const statusCode = options.dataWebhook?.(request);
				return statusCode === undefined
					? await Promise.reject(new Error('connect ECONNREFUSED'))
					: { statusCode, headers: {}, body: '' };
			},
		},
		getInstanceBaseUrl: () => 'https://n8n.example.com/',
		logger: {
			warn: (...args: unknown[]) => warnings.push(args),
			error: (...args: unknown[]) => warnings.push(args),
			info: () => undefined,
			debug: () => undefined,
		},
	} as unknown as IWebhookFunctions;
	return { context, sent, headers, requests, agentRequests, delivered, fields, warnings };
}

/** An Ultravox Call object as its API gives it. */
export function ultravoxCall(overrides: IDataObject = {}): IDataObject {
	return {
		callId: '33333333-3333-4333-8333-333333333333',
		created: '2026-11-20T10:00:00Z',
		joined: null,
		ended: null,
		endReason: null,
		medium: { plivo: {} },
		joinUrl: 'wss://voice.ultravox.ai/calls/33333333/telephony?key=top-secret&x=1',
		agent: { agentId: AGENT, name: 'Receptionist' },
		metadata: {},
		...overrides,
	};
}

/** An error as n8n's HTTP helper throws it. */
export function httpError(status: number, data: unknown, headers: IDataObject = {}): Error {
	return Object.assign(new Error(`Request failed with status code ${status}`), {
		httpCode: String(status),
		response: { status, data, headers },
	});
}
