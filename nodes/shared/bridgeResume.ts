import { openToken, sealToken } from './sealedToken';
import type { SharedSecrets } from './sharedSecrets';

/** How long (ms) the answer to a resume request is good for. */
const LIFE_MS = 60_000;

/**
 * What the bridge POSTs, as JSON and signed like an event, when the agent of a call is lost: Ultravox is to go on with the
 * conversation in a call of its own (`priorCallId`, ultravox.md §2.1). The answer is a {@link ResumeAnswer}, status 200; any other
 * status means that the call cannot be resumed, and 410 that its agent has ended the conversation itself.
 */
export interface ResumeRequest {
	version: 1;
	type: 'resume';
	/** The same when the request is repeated. */
	requestId: string;
	/** ISO 8601 in UTC. */
	at: string;
	/** Plivo's id of the call. */
	callUuid: string;
	/** Ultravox's id of the call that was lost. */
	callId: string;
	/** How its socket was lost. Absent: not told. */
	loss?: AgentLoss;
	/** The answer is of no use later than so many milliseconds after the request was sent, its own way included. Absent: not told. */
	answerWithinMs?: number;
}

/**
 * `broken`: the connection showed no sign of life or broke the protocol; that is no goodbye. `closed`: it ended in a way that may be one:
 * with which code Ultravox closes after a goodbye, or with none, is UNCONFIRMED (ultravox.md §8.6).
 */
export type AgentLoss = 'broken' | 'closed';

/** The new call, sealed: its join URL is a credential. */
export interface ResumeAnswer {
	token: string;
}

/** What the token of a {@link ResumeAnswer} holds. */
export interface ResumeClaims {
	/** Plivo's id of the call that is resumed. */
	callUuid: string;
	/** Ultravox's id of the new call. */
	callId: string;
	/** Its `serverWebSocket` join URL. */
	joinUrl: string;
}

/** Seals the answer. @throws Error when the secret is blank */
export function sealResume(claims: ResumeClaims, secret: string, now = new Date()): ResumeAnswer {
	const expiresAt = new Date(now.getTime() + LIFE_MS);
	return { token: sealToken(claims, { secret, audience: 'resume', expiresAt, now }) };
}

/** Opens an answer, unchecked beyond being JSON. @throws StreamTokenError when it is not to be used */
export function openResume(token: string, secret: SharedSecrets, now = new Date()): unknown {
	return openToken(token, { secret, audience: 'resume', now });
}
