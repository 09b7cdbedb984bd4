import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../nodes/shared/operations/values';
import type { RecordedRequest, RecordingServer, Reply } from './recordingServer';
import { startRecordingServer } from './recordingServer';

export const AGENT = '11111111-1111-4111-8111-111111111111';
export const CALLER_ID = '+14155550100';
export const AUTH_ID = 'MAENGINETEST00000001';
export const AUTH_TOKEN = 'engine-test-plivo-auth-token';
export const API_KEY = 'ENGINE00.engineultravoxkey00000000000000000000';
export const BRIDGE_SECRET = 'a-secret-of-the-engine-test-bridge';
/** Stands in every join URL: nobody may see it. */
export const JOIN_KEY = 'join-key-that-nobody-may-see';

/** Both providers, for calls that are placed. What they have can be changed by the test. */
export interface Providers extends RecordingServer {
	/** Ultravox's Call objects, in the order of their creation. */
	calls: IDataObject[];
	/** Answers to the next creations of calls, in the place of the usual one, which is `null`; `lost` ones are made all the same. */
	creations: Array<{ reply: Reply; isLost?: boolean } | null>;
	/** Answers to Plivo's next `POST /Call/`. */
	dials: Reply[];
	/** How many of the next lists of calls are empty, as if the calls were made a moment later. */
	blind: { lists: number };
	/** Other answers by `METHOD /path`. */
	others: Map<string, Reply>;
	/** The template of the agent. */
	template: IDataObject;
	/** What was created and dialed, in order. */
	creating(): RecordedRequest[];
	dialing(): RecordedRequest[];
}

const page = (results: IDataObject[]): Reply => ({
	status: 200,
	body: { results, next: null, previous: null, total: results.length },
});

const idOf = (number: number) => `33333333-3333-4333-8333-${String(number).padStart(12, '0')}`;

/** A call as Ultravox makes it; at once over where the test asks for that. */
function createdCall(body: IDataObject, number: number, over: boolean): IDataObject {
	const callId = idOf(number);
	const { medium, metadata, joinTimeout, maxDuration = '3600s', callbacks } = body;
	const isBridged = isObject(medium) && 'serverWebSocket' in medium;
	return {
		callId,
		created: new Date(Date.now() + number).toISOString(),
		joined: over ? new Date().toISOString() : null,
		ended: over ? new Date(Date.now() + 60_000).toISOString() : null,
		endReason: over ? 'hangup' : null,
		billedDuration: over ? '60s' : null,
		billingStatus: over ? 'BILLING_STATUS_BILLED' : 'BILLING_STATUS_PENDING',
		medium,
		joinTimeout,
		maxDuration,
		metadata,
		callbacks,
		joinUrl: isBridged
			? `wss://voice.ultravox.ai/calls/${callId}/server_web_socket?k=${JOIN_KEY}`
			: null,
		agent: { agentId: AGENT, name: 'Sales' },
		agentId: AGENT,
	};
}

/** @param isOverAtOnce whether calls have ended by the time they are asked about */
export async function startProviders(isOverAtOnce = false): Promise<Providers> {
	const calls: IDataObject[] = [];
	const creations: Providers['creations'] = [];
	const dials: Reply[] = [];
	const others: Providers['others'] = new Map();
	const blind = { lists: 0 };
	const template: IDataObject = {};
	const create = (body: unknown): Reply => {
		const special = creations.shift();
		if (special && !special.isLost) return special.reply;
		const call = createdCall(body as IDataObject, calls.length + 1, isOverAtOnce);
		calls.push(call);
		return special?.reply ?? { status: 201, body: call };
	};
	const listed = (query: URLSearchParams): Reply => {
		if (blind.lists > 0) {
			blind.lists -= 1;
			return page([]);
		}
		const wanted = [...query].filter(([name]) => name.startsWith('metadata.'));
		return page(
			calls.filter(({ metadata }) =>
				wanted.every(
					([name, value]) =>
						isObject(metadata) && metadata[name.slice('metadata.'.length)] === value,
				),
			),
		);
	};
	const answer = ({ method, url, body }: RecordedRequest): Reply => {
		const { pathname, searchParams } = new URL(url, 'http://provider.test');
		const path = pathname.replace(`/v1/Account/${AUTH_ID}`, '');
		const other = others.get(`${method} ${path}`);
		if (other) return other;
		if (method === 'POST' && path === `/api/agents/${AGENT}/calls`) return create(body);
		if (method === 'GET' && path === '/api/calls') return listed(searchParams);
		const call = calls.find(({ callId }) => path.startsWith(`/api/calls/${String(callId)}`));
		if (method === 'GET' && call)
			return path.endsWith('/messages') ? page([]) : { status: 200, body: call };
		if (method === 'POST' && path === '/Call/') {
			return (
				dials.shift() ?? {
					status: 201,
					body: { api_id: 'a', message: 'call fired', request_uuid: `uuid-${calls.length}` },
				}
			);
		}
		if (method === 'GET' && path === '/Call/') {
			return { status: 200, body: { api_id: 'a', calls: [], objects: [], meta: {} } };
		}
		return { status: 404, body: { api_id: 'none', error: 'not found' } };
	};
	// What is looked at before every call is not among the requests, unless the test has its own answer.
	const server = await startRecordingServer(answer, ({ method, url }) => {
		if (method !== 'GET' || others.has(`GET ${url}`)) return undefined;
		if (url === '/api/telephony_configs/plivo') return { status: 200, body: { authId: AUTH_ID } };
		return url.startsWith('/api/agents/')
			? { status: 200, body: { agentId: AGENT, name: 'Sales', callTemplate: template } }
			: undefined;
	});
	const sent = (path: string) => () =>
		server.requests.filter(
			({ method, url }) => method === 'POST' && url.replace(`/v1/Account/${AUTH_ID}`, '') === path,
		);
	return {
		...server,
		calls,
		creations,
		dials,
		blind,
		others,
		template,
		creating: sent(`/api/agents/${AGENT}/calls`),
		dialing: sent('/Call/'),
	};
}
