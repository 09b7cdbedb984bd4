import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import { answerXml } from './answer';
import { openFallbackToken } from './claims';
import type { AdmittedRequest, Route } from './route';

/** `GET` and `POST /fallback/<token>`: the XML document that is sealed in the token, for Plivo when n8n does not answer it. */
export function documentRoutes(secret: SharedSecrets): Route[] {
	const documentFor = ({ parameters: [token = ''] }: AdmittedRequest) =>
		openFallbackToken(token, secret).xml;
	return (['GET', 'POST'] as const).map((method) => ({
		method,
		path: /^\/fallback\/([^/]+)\/?$/,
		access: 'open',
		token: true,
		// Plivo's form says nothing that the answer depends on.
		bodyBytes: 0,
		admit: documentFor,
		handle: (routed, response) => {
			answerXml(response, documentFor(routed));
		},
	}));
}
