import { nobodyHere } from '../../../nodes/shared/nobodyHere';
import { hangup, plivoResponse } from '../../../nodes/shared/plivoXml';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import type { AfterQuestions } from '../call/afterQuestions';
import type { LostAgents } from '../call/lostAgents';
import type { Switchboard } from '../call/switchboard';
import { answerXml } from './answer';
import { openAfterToken } from './claims';
import { LONGEST_FORM, readPlivoForm, type PlivoFormOptions } from './plivoForm';
import { tokenRefusal } from './refusal';
import type { AdmittedRequest, Route } from './route';

export interface AfterStreamOptions extends PlivoFormOptions {
	secret: SharedSecrets;
	lostAgents: Pick<LostAgents, 'has'>;
	afterQuestions: Pick<AfterQuestions, 'answered'>;
	/** The streams of this process. */
	streams: Pick<Switchboard, 'find' | 'streamLeft'>;
}

/**
 * `GET` and `POST /answer/<token>/after`: what comes when the stream of an answered call has ended, and the person is still there. When the
 * agent was lost, a sentence; then the call ends. A stream that lives here has been left without a word: its agent is let go. A bridge that
 * had not the call says nothing: it may have ended with a goodbye.
 */
export function afterStreamRoutes(options: AfterStreamOptions): Route[] {
	const { secret, lostAgents, afterQuestions, streams } = options;
	const claimsFor = ({ parameters: [token = ''] }: AdmittedRequest) =>
		openAfterToken(token, secret);
	return (['GET', 'POST'] as const).map((method) => ({
		method,
		path: /^\/answer\/([^/]+)\/after\/?$/,
		access: 'open',
		token: true,
		bodyBytes: LONGEST_FORM,
		shared: { owns: (request) => streams.find(claimsFor(request).callId) !== undefined },
		admit: (request) => void claimsFor(request),
		handle: async (routed, response) => {
			const claims = claimsFor(routed);
			const { callUuid } = readPlivoForm(routed, claims.bridgeUrl, options);
			if (callUuid !== claims.callUuid) throw tokenRefusal('The token is that of another call.');
			streams.streamLeft(claims.callId);
			response.once('close', () => afterQuestions.answered(claims.callId));
			const elements = (await lostAgents.has(claims.callId)) ? nobodyHere() : [hangup()];
			answerXml(response, plivoResponse(...elements));
		},
	}));
}
