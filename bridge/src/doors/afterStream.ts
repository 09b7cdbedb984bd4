import { nobodyHere } from '../../../nodes/shared/nobodyHere';
import { hangup, plivoResponse } from '../../../nodes/shared/plivoXml';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import type { LostAgents } from '../call/lostAgents';
import { answerXml } from './answer';
import { openAfterToken } from './claims';
import { LONGEST_FORM, readPlivoForm, type PlivoFormOptions } from './plivoForm';
import { tokenRefusal } from './refusal';
import type { AdmittedRequest, Route } from './route';

export interface AfterStreamOptions extends PlivoFormOptions {
	secret: SharedSecrets;
	lostAgents: Pick<LostAgents, 'has'>;
}

/**
 * `GET` and `POST /answer/<token>/after`: what comes when the stream of an answered call has ended, and the person is still there. When the
 * agent was lost, a sentence; then the call ends. A bridge that had not the call says nothing: it may have ended with a goodbye.
 */
export function afterStreamRoutes(options: AfterStreamOptions): Route[] {
	const { secret, lostAgents } = options;
	const claimsFor = ({ parameters: [token = ''] }: AdmittedRequest) =>
		openAfterToken(token, secret);
	return (['GET', 'POST'] as const).map((method) => ({
		method,
		path: /^\/answer\/([^/]+)\/after\/?$/,
		access: 'open',
		token: true,
		bodyBytes: LONGEST_FORM,
		admit: (request) => void claimsFor(request),
		handle: async (routed, response) => {
			const claims = claimsFor(routed);
			const { callUuid } = readPlivoForm(routed, claims.bridgeUrl, options);
			if (callUuid !== claims.callUuid) throw tokenRefusal('The token is that of another call.');
			const elements = (await lostAgents.has(callUuid)) ? nobodyHere() : [hangup()];
			answerXml(response, plivoResponse(...elements));
		},
	}));
}
