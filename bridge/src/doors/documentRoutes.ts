import { answerXml } from './answer';
import { openFallbackToken } from './claims';
import type { Route } from './route';

/** `GET` and `POST /fallback/<token>`: the XML document that is sealed in the token, for Plivo when n8n does not answer it. */
export function documentRoutes(sharedSecret: string): Route[] {
	return (['GET', 'POST'] as const).map((method) => ({
		method,
		path: /^\/fallback\/([^/]+)\/?$/,
		access: 'open',
		token: true,
		handle: ({ parameters: [token = ''] }, response) => {
			answerXml(response, openFallbackToken(token, sharedSecret).xml);
		},
	}));
}
