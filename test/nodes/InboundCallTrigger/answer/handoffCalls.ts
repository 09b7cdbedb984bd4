import { randomUUID } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { ToolClaims } from '../../../../nodes/shared/callTools/toolToken';
import { joinPrompt } from '../../../../nodes/shared/simpleAgent/block';
import { arrive } from './arrive';
import type { FakeWebhookOptions } from './fakeWebhook';
import { ultravoxCall } from './fakeWebhook';
import { fromTool } from './toolRequest';

export const HUMAN = '+14155550142';
export const OURS = '+14155550123';

const block = {
	languages: [],
	accent: null,
	handoffNumber: HUMAN,
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: null,
	dataFields: [],
};

/** An agent of its own for each test: what is known of agents is kept for a minute. */
export function simpleAgent(settings: object = {}) {
	const agentId = randomUUID();
	const systemPrompt = joinPrompt('You answer the phone.', { ...block, ...settings });
	return { agentId, agent: () => ({ agentId, callTemplate: { systemPrompt } }) };
}

/** One call of Plivo's and one of Ultravox's, and the fake providers that know them. */
export function phoneCall(changes: IDataObject = {}) {
	const callUuid = randomUUID();
	const callId = randomUUID();
	const call = ultravoxCall({
		callId,
		joined: '2026-11-20T10:00:01Z',
		metadata: { plivoCallUuid: callUuid, customer: '7' },
		maxDuration: '3600s',
		...changes,
	});
	const claims: ToolClaims = {
		tool: 'transferToHuman',
		key: { name: 'plivoCallUuid', value: callUuid },
		number: HUMAN,
		callerId: OURS,
		step: 0,
	};
	return { callUuid, callId, call, claims };
}

export const isTransfer = ({ method, url }: IHttpRequestOptions) =>
	method === 'POST' && /\/Call\/[\w-]+\/$/.test(url);
export const isReturn = ({ method, url }: IHttpRequestOptions) =>
	method === 'POST' && url.endsWith('/api/calls');

export type Phone = ReturnType<typeof phoneCall>;

/** What both providers answer about a call. */
export const providers =
	({ call, callUuid, callId }: Phone, returned: IDataObject = {}): FakeWebhookOptions['ultravox'] =>
	(request) => {
		if (isTransfer(request)) return { message: 'call transferred', api_id: '1' };
		if (isReturn(request)) {
			return ultravoxCall({
				callId: randomUUID(),
				agent: null,
				medium: (request.body as IDataObject).medium,
				metadata: { plivoCallUuid: callUuid, bridgeLostCallId: callId },
				joinUrl: 'wss://voice.ultravox.ai/calls/again/telephony?key=top-secret',
				...returned,
			});
		}
		return request.url.endsWith('/api/calls') ? { results: [], next: null } : call;
	};

export const askForHuman = async (phone: Phone, options: Partial<FakeWebhookOptions> = {}) =>
	await arrive({
		...fromTool(phone.claims, { sentence: 'One moment please.' }, { callId: phone.callId }),
		ultravox: providers(phone),
		...options,
	});

const handoffQuery = ({ callId }: Phone, event: string) =>
	`?event=${event}&callId=${callId}&number=${HUMAN.slice(1)}&callerId=${OURS.slice(1)}&step=0`;

/** Plivo asks what to do with the leg, or what comes after the Dial. */
export const plivoAsks = async (
	phone: Phone,
	event: 'handoff' | 'handoff-end',
	fields: Record<string, string> = {},
	options: Partial<FakeWebhookOptions> = {},
) =>
	await arrive({
		event: handoffQuery(phone, event),
		fields: { CallUUID: phone.callUuid, CallStatus: 'in-progress', ...fields },
		ultravox: providers(phone),
		...options,
	});
