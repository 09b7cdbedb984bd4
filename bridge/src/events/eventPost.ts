import { Agent as HttpAgent, request as httpRequest, type ClientRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../../nodes/shared/bridgeEvents';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import { errorCode } from '../logger';
import { BRIDGE_VERSION } from '../version';

/** What came of one attempt: taken, to be tried again (`soon`: it is only a matter of moments), or never to be taken. */
export interface PostResult {
	verdict: 'accepted' | 'retry' | 'soon' | 'refused';
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

/**
 * Answers that may be different next time; 5xx belongs to them. 404 is what n8n says for some hundred milliseconds while a
 * workflow is published anew.
 */
const RETRY_STATUSES = new Set([404, 408, 429]);
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
/** Connections kept open to one host while nothing is to be delivered, and for how long (ms). */
const IDLE_CONNECTIONS = 16;
const IDLE_MS = 30_000;
/** What a request meets on a connection that the server was just closing because it was idle. */
const CLOSED_MEANWHILE = new Set(['ECONNRESET', 'EPIPE']);

/** POSTs events, over connections that are kept. */
export class EventPoster {
	private readonly plain: HttpAgent;
	private readonly secure: HttpsAgent;

	constructor() {
		const options = { keepAlive: true, maxFreeSockets: IDLE_CONNECTIONS, timeout: IDLE_MS };
		this.plain = new HttpAgent(options);
		this.secure = new HttpsAgent(options);
	}

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
		this.plain.destroy();
		this.secure.destroy();
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
				else if (request.reusedSocket && CLOSED_MEANWHILE.has(errorCode(failure))) {
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
		const secure = url.protocol === 'https:';
		return (secure ? httpsRequest : httpRequest)(url, {
			method: 'POST',
			agent: secure ? this.secure : this.plain,
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
	return status >= 500 || RETRY_STATUSES.has(status) ? 'retry' : 'refused';
}
