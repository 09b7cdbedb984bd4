import { request as httpRequest, type ClientRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../../nodes/shared/bridgeEvents';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import { errorCode } from '../logger';
import { BRIDGE_VERSION } from '../version';
import { closedMeanwhile, KeptConnections } from './keptConnections';

/**
 * What came of one attempt: taken, to be tried again (`soon`: it is only a matter of moments; `missing`: unless it stays so;
 * `turned-away`: once somebody has seen to it), or never to be taken.
 */
export interface PostResult {
	verdict: 'accepted' | 'retry' | 'soon' | 'missing' | 'turned-away' | 'refused';
	/** For the log: HTTP status or error code. */
	detail: string | number;
}

export interface PostOptions {
	secret: SharedSecrets;
	/** W3C trace context of the call. */
	traceparent?: string;
	/** For the whole attempt, in milliseconds. */
	timeoutMs: number;
	/** Breaks the attempt off. */
	signal: AbortSignal;
}

/** Answers that may be different next time; 5xx belongs to them. */
const RETRY_STATUSES = new Set([408, 429]);
/**
 * What n8n says for some hundred milliseconds while a workflow is published anew, for some seconds when it starts, and for ever when the
 * workflow is gone.
 */
const MISSING_STATUS = 404;
/**
 * What n8n says when it cannot verify a signature, and what the login of a proxy before it says: a clock, a secret or the proxy has to be
 * put right, and then the event is as good as ever. Redirects belong to them.
 */
const TURNED_AWAY_STATUSES = new Set([401, 403, 407]);
/** "Too early": another process of n8n's may know the call, or this one in a moment. */
const SOON_STATUS = 425;
/**
 * An execution that is to sleep until its calls are over does not listen yet: n8n says 409 for this, and for one that is over, to
 * which nothing can be told any more. Only its words tell which.
 */
const CONFLICT_STATUS = 409;
const NOT_ASLEEP_YET = /\bis running already\b/;
/** Of an answer only the beginning is looked at; a longer one costs its connection. */
const LONGEST_WORDS = 1_024;
const MAXIMUM_ANSWER_BYTES = 65_536;

/** POSTs events, over connections that are kept. */
export class EventPoster {
	constructor(private readonly connections = new KeptConnections()) {}

	/**
	 * POSTs one event, signed for now: a repeat has the same body and a fresh timestamp. Redirects are not followed: they would carry
	 * a caller's words to an address that nobody sealed. Never throws.
	 */
	async post(eventsUrl: string, rawBody: string, options: PostOptions): Promise<PostResult> {
		const first = await this.attempt(eventsUrl, rawBody, options);
		if (first !== 'closed meanwhile') return first;
		const second = await this.attempt(eventsUrl, rawBody, options);
		return second === 'closed meanwhile' ? { verdict: 'retry', detail: 'ECONNRESET' } : second;
	}

	/** Closes all connections. */
	close(): void {
		this.connections.close();
	}

	private async attempt(
		eventsUrl: string,
		rawBody: string,
		{ secret, traceparent, timeoutMs, signal }: PostOptions,
	): Promise<PostResult | 'closed meanwhile'> {
		return await new Promise((resolve) => {
			let status: number | undefined;
			let words = '';
			let failure: unknown;
			let request: ClientRequest;
			try {
				request = this.open(eventsUrl, rawBody, { secret, traceparent, signal });
			} catch (error) {
				resolve({ verdict: 'refused', detail: errorCode(error) });
				return;
			}
			const timer = setTimeout(() => {
				failure = { code: 'timeout' };
				request.destroy();
			}, timeoutMs);
			request.on('error', (error) => (failure ??= error));
			request.on('response', (response) => {
				status = response.statusCode ?? 0;
				let bytes = 0;
				response.on('error', () => undefined);
				response.on('data', (chunk: Buffer) => {
					if (bytes < LONGEST_WORDS) words += chunk.toString('latin1', 0, LONGEST_WORDS - bytes);
					bytes += chunk.length;
					if (bytes > MAXIMUM_ANSWER_BYTES) request.destroy();
				});
			});
			request.on('close', () => {
				clearTimeout(timer);
				if (status !== undefined) resolve({ verdict: verdictOf(status, words), detail: status });
				else if (closedMeanwhile(request.reusedSocket, errorCode(failure))) {
					resolve('closed meanwhile');
				} else resolve({ verdict: 'retry', detail: errorCode(failure) });
			});
			request.end(rawBody);
		});
	}

	private open(
		eventsUrl: string,
		rawBody: string,
		{ secret, traceparent, signal }: Pick<PostOptions, 'secret' | 'traceparent' | 'signal'>,
	): ClientRequest {
		const timestamp = new Date().toISOString();
		const url = new URL(eventsUrl);
		return (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
			method: 'POST',
			agent: this.connections.agentFor(url),
			signal,
			headers: {
				'content-type': 'application/json',
				'content-length': Buffer.byteLength(rawBody),
				'user-agent': `plivo-ultravox-bridge/${BRIDGE_VERSION}`,
				[BRIDGE_TIMESTAMP_HEADER]: timestamp,
				[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(rawBody, secret, timestamp),
				...(traceparent !== undefined && { traceparent }),
			},
		});
	}
}

function verdictOf(status: number, words: string): PostResult['verdict'] {
	if (status === CONFLICT_STATUS) return NOT_ASLEEP_YET.test(words) ? 'retry' : 'refused';
	if (status >= 200 && status < 300) return 'accepted';
	if (status === SOON_STATUS) return 'soon';
	if (status === MISSING_STATUS) return 'missing';
	const isRedirect = status >= 300 && status < 400;
	if (isRedirect || TURNED_AWAY_STATUSES.has(status)) return 'turned-away';
	return status >= 500 || RETRY_STATUSES.has(status) ? 'retry' : 'refused';
}
