import type { FastifyRequest } from 'fastify';
import type { PlivoParameters } from '../../../nodes/shared/plivoSignature';
import { parseFormBody, verifyPlivoRequest } from '../../../nodes/shared/plivoSignature';
import { plivoResponse, stream } from '../../../nodes/shared/plivoXml';
import { notFound, refusal } from './apiErrors';
import type { ApiAnswer } from './apiRoute';
import { createCall } from './callCreation';
import { handleWithFaults, startHost } from './httpHost';
import { asJsonObject, type JsonObject } from './jsonValue';
import type { LabAgent } from './labAgent';
import type { RunningServer } from './listen';
import type { PlivoTelephonyConfig } from './plivoTelephonyConfig';
import { mappedContext } from './plivoTelephonyConfig';
import type { UltravoxState } from './ultravoxState';

const PATH = /^\/api\/agents\/([^/]+)\/telephony_xml$/;

/** The app host: incoming calls that the provider brings straight to an agent, nothing else (ultravox.md §5.2). */
export async function startAppServer(state: UltravoxState, port: number): Promise<RunningServer> {
	return await startHost(port, async (request, reply) => {
		await handleWithFaults(state, 'app', request, reply, () => telephonyXml(state, request));
	});
}

function telephonyXml(state: UltravoxState, request: FastifyRequest): ApiAnswer {
	const url = new URL(request.url, state.appUrl);
	const [, agentId] = PATH.exec(url.pathname) ?? [];
	if (agentId === undefined) throw notFound();
	if (request.method !== 'POST') throw refusal(405, `Method "${request.method}" not allowed.`);
	const agent = state.agents.get(agentId);
	if (!agent) throw notFound();
	const { config, fields } = verified(state, request);
	if (!isAllowed(config, agent)) throw refusal(403, 'Calls with this agent are not allowed.');
	const call = createCall(
		state,
		{ medium: { plivo: {} }, templateContext: mappedContext(config, fields) },
		{ agent, requestContext: fields },
	);
	const xml = plivoResponse(
		stream(call.joinUrl, {
			bidirectional: true,
			keepCallAlive: true,
			contentType: 'audio/x-l16;rate=16000',
		}),
	);
	return { status: 200, body: xml, headers: { 'content-type': 'text/xml' } };
}

/** Only requests that Plivo signed with the stored credentials get through. */
function verified(
	state: UltravoxState,
	request: FastifyRequest,
): { config: PlivoTelephonyConfig; fields: JsonObject } {
	const config = state.plivoConfig;
	if (!config) throw refusal(403, 'No Plivo credentials are stored.');
	const isForm = typeof request.body === 'string';
	const parameters: PlivoParameters = isForm ? parseFormBody(String(request.body)) : {};
	const genuine = verifyPlivoRequest(
		{
			method: request.method,
			url: `${state.appUrl}${request.url}`,
			headers: request.headers,
			parameters,
		},
		config.authToken,
	);
	if (!genuine) throw refusal(403, 'The request is not signed with the stored credentials.');
	return { config, fields: isForm ? parameters : asJsonObject(request.body) };
}

function isAllowed(config: PlivoTelephonyConfig, agent: LabAgent): boolean {
	return (
		config.callCreationAllowAllAgents || config.callCreationAllowedAgentIds.includes(agent.agentId)
	);
}
