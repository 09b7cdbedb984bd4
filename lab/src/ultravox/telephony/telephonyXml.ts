import type { IncomingHttpHeaders } from 'node:http';
import type { PlivoParameters } from '../../../../nodes/shared/plivoSignature';
import { parseFormBody, verifyPlivoRequest } from '../../../../nodes/shared/plivoSignature';
import { hangup, plivoResponse, stream } from '../../../../nodes/shared/plivoXml';
import { ApiError, notFound, refusal } from '../apiErrors';
import type { ApiAnswer } from '../apiRoute';
import { createCall } from '../callCreation';
import type { JsonObject } from '../jsonValue';
import { asJsonObject } from '../jsonValue';
import type { LabAgent } from '../labAgent';
import type { UltravoxState } from '../ultravoxState';
import type { TelephonyConfig } from './telephonyConfig';
import { mappedContext } from './telephonyConfig';

/** A provider's request for what to do with an incoming call. */
export interface TelephonyRequest {
	agentId: string;
	/** Complete, as the provider signed it. */
	url: string;
	headers: IncomingHttpHeaders;
	/** The text of a form, or JSON. */
	body: unknown;
}

/**
 * Makes the call of an incoming phone call and answers with XML that connects it (ultravox.md §5.2). The lab
 * understands Plivo; it knows no other provider's signature.
 *
 * @throws ApiError 403 for a request that is not Plivo's or not allowed, 404 for an unknown agent, what
 *   creating a call throws otherwise
 */
export function answerTelephonyRequest(state: UltravoxState, request: TelephonyRequest): ApiAnswer {
	const agent = state.agents.get(request.agentId);
	if (!agent) throw notFound();
	const { config, fields } = verified(state, request);
	if (!isAllowed(config, agent)) throw refusal(403, 'Calls with this agent are not allowed.');
	const flat = state.variants.requestContextShape === 'flat';
	return xml(
		orHangup(state, () => {
			const call = createCall(
				state,
				{ medium: { plivo: {} }, templateContext: mappedContext(config, fields) },
				{ agent, requestContext: flat ? fields : { plivo: fields } },
			);
			return plivoResponse(
				stream(call.joinUrl, {
					bidirectional: true,
					keepCallAlive: true,
					contentType: 'audio/x-l16;rate=16000',
				}),
			);
		}),
	);
}

function xml(document: string): ApiAnswer {
	return { status: 200, body: document, headers: { 'content-type': 'text/xml' } };
}

/** What a caller hears when the account has no room for the call is not documented (variant). */
function orHangup(state: UltravoxState, document: () => string): string {
	try {
		return document();
	} catch (error) {
		const isFull = error instanceof ApiError && error.status === 429;
		if (!isFull || state.variants.telephonyXmlAtCapacity === 'error') throw error;
		return plivoResponse(hangup({ reason: 'busy' }));
	}
}

/** Only requests that Plivo signed with the stored credentials get through, unless the variant lets all. */
function verified(
	state: UltravoxState,
	{ url, headers, body }: TelephonyRequest,
): { config: TelephonyConfig; fields: JsonObject } {
	const config = state.telephonyConfigs.plivo;
	if (!config) throw refusal(403, 'No Plivo credentials are stored.');
	const isForm = typeof body === 'string';
	const parameters: PlivoParameters = isForm ? parseFormBody(body) : {};
	const authToken = config.credentials.authToken ?? '';
	const isGenuine =
		state.variants.telephonyXmlSignature === 'unchecked' ||
		verifyPlivoRequest({ method: 'POST', url, headers, parameters }, authToken);
	if (!isGenuine) throw refusal(403, 'The request is not signed with the stored credentials.');
	return { config, fields: isForm ? parameters : asJsonObject(body) };
}

function isAllowed(config: TelephonyConfig, agent: LabAgent): boolean {
	return (
		config.callCreationAllowAllAgents || config.callCreationAllowedAgentIds.includes(agent.agentId)
	);
}
