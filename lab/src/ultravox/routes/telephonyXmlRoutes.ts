import { notFound } from '../apiErrors';
import type { ApiRoutes } from '../apiRoute';
import { answerTelephonyRequest } from '../telephony/telephonyXml';

/** Incoming phone calls on the API's host; whether it takes them besides the app host is not documented (variant). */
export const telephonyXmlRoutes: ApiRoutes = {
	'POST /api/agents/{agent_id}/telephony_xml': ({ state, parameters, url, headers, rawBody }) => {
		if (!state.variants.telephonyXmlOnApiHost) throw notFound();
		return answerTelephonyRequest(state, {
			agentId: parameters.agent_id ?? '',
			url: url.href,
			headers,
			body: rawBody,
		});
	},
};
