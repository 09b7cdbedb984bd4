import type { FastifyRequest } from 'fastify';
import { notFound, refusal } from './apiErrors';
import type { ApiAnswer } from './apiRoute';
import { answerDialedCall, readDialedCallPath } from './dialing/dialedAnswer';
import { handleWithFaults, startHost } from './httpHost';
import type { RunningServer } from './listen';
import { answerTelephonyRequest } from './telephony/telephonyXml';
import type { UltravoxState } from './ultravoxState';

const PATH = /^\/api\/agents\/([^/]+)\/telephony_xml$/;

/** The app host: phone calls that the provider brings to an agent, incoming or dialled for it, nothing else (ultravox.md §5.2). */
export async function startAppServer(state: UltravoxState, port: number): Promise<RunningServer> {
	return await startHost(port, async (request, reply) => {
		await handleWithFaults(state, 'app', request, reply, () => telephonyXml(state, request));
	});
}

function telephonyXml(state: UltravoxState, request: FastifyRequest): ApiAnswer {
	const url = new URL(request.url, state.appUrl);
	const [, agentId] = PATH.exec(url.pathname) ?? [];
	const dialed = readDialedCallPath(url.pathname);
	if (agentId === undefined && dialed === undefined) throw notFound();
	if (request.method !== 'POST') throw refusal(405, `Method "${request.method}" not allowed.`);
	const asked = {
		url: `${state.appUrl}${request.url}`,
		headers: request.headers,
		body: request.body,
	};
	if (dialed) return answerDialedCall(state, { ...asked, ...dialed });
	return answerTelephonyRequest(state, { ...asked, agentId: agentId ?? '' });
}
