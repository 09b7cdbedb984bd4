import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { z } from 'zod';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../../nodes/shared/bridgeEvents';
import {
	openResume,
	type AgentLoss,
	type ResumeClaims,
	type ResumeRequest,
} from '../../../nodes/shared/bridgeResume';
import { StreamTokenError } from '../../../nodes/shared/sealedToken';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
import { closedMeanwhile, type KeptConnections } from '../events/keptConnections';
import { errorCode } from '../logger';
import { BRIDGE_VERSION } from '../version';

/** A sealed join URL has some hundred bytes. */
const MAXIMUM_ANSWER_BYTES = 16_384;

const identifier = z.string().min(1).max(200);
const answerSchema = z.object({ token: z.string().max(MAXIMUM_ANSWER_BYTES) });
const claimsSchema: z.ZodType<ResumeClaims> = z.object({
	callUuid: identifier,
	callId: identifier,
	joinUrl: z.url({ protocol: /^wss?$/ }),
});

/** The call that is to go on, and who is asked. */
export interface ResumeOptions {
	callUuid: string;
	/** Ultravox's id of the call that was lost. */
	callId: string;
	loss: AgentLoss;
	/** The token's `eventsUrl`. */
	url: string;
	secret: SharedSecrets;
	/** W3C trace context of the call, when it is traced. */
	traceparent?: string;
	/** For everything up to n8n's answer, in milliseconds: the caller waits all the while. */
	timeoutMs: number;
	connections: KeptConnections;
	/** Gives up, when nobody needs the answer any more. */
	signal: AbortSignal;
}

/** A call that goes on, or why there is none; `detail` is for the log: HTTP status, error code or a word. */
export type ResumeResult =
	| { result: 'resumed'; claims: ResumeClaims }
	| { result: 'refused' | 'timeout' | 'failed'; detail: string | number };

/**
 * Asks n8n for a call that goes on with the conversation of a lost one (nodes/shared/bridgeResume.ts). One request, whatever comes of
 * it: a second could leave two calls. Redirects are not followed. Never throws.
 */
export async function requestResume(options: ResumeOptions): Promise<ResumeResult> {
	const facts = factsOf(options);
	const timeout = new AbortController();
	const timer = setTimeout(() => timeout.abort(), options.timeoutMs);
	try {
		const first = await attempt(options, facts, timeout.signal);
		if (first !== 'closed meanwhile') return first;
		// The same request, by its id: n8n never makes two calls of it. Over a connection of its own, in the time that is left.
		const second = await attempt(options, facts, timeout.signal, false);
		return second === 'closed meanwhile' ? { result: 'failed', detail: 'ECONNRESET' } : second;
	} finally {
		clearTimeout(timer);
	}
}

/** What n8n is told, and by when (on the clock of `performance`) its answer must be here. */
interface Facts {
	request: ResumeRequest;
	deadline: number;
}

function factsOf({ callUuid, callId, loss, timeoutMs }: ResumeOptions): Facts {
	const at = new Date().toISOString();
	const facts = { requestId: randomUUID(), at, callUuid, callId, loss };
	const deadline = performance.now() + timeoutMs;
	return { request: { version: 1, type: 'resume', ...facts }, deadline };
}

async function attempt(
	options: ResumeOptions,
	facts: Facts,
	timeout: AbortSignal,
	kept = true,
): Promise<ResumeResult | 'closed meanwhile'> {
	const signal = AbortSignal.any([options.signal, timeout]);
	let request: ClientRequest | undefined;
	let answered = false;
	try {
		request = open(options, { signal, kept });
		request.on('response', () => (answered = true));
		const answer = await ask(request, facts, options, signal);
		return typeof answer === 'number'
			? { result: 'refused', detail: answer }
			: opened(answer, options);
	} catch (error) {
		if (timeout.aborted) return { result: 'timeout', detail: options.timeoutMs };
		const code = errorCode(error);
		const reused = request?.reusedSocket === true;
		if (!answered && closedMeanwhile(reused, code)) return 'closed meanwhile';
		return { result: 'failed', detail: code };
	}
}

function open(
	{ url: address, traceparent, connections }: ResumeOptions,
	{ signal, kept }: { signal: AbortSignal; kept: boolean },
): ClientRequest {
	const url = new URL(address);
	return (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
		method: 'POST',
		agent: kept && connections.agentFor(url),
		signal,
		headers: {
			'content-type': 'application/json',
			'user-agent': `plivo-ultravox-bridge/${BRIDGE_VERSION}`,
			...(traceparent && { traceparent }),
		},
	});
}

/** Signs and sends, once there is a connection: only then it is known how much time n8n has. */
async function send(
	request: ClientRequest,
	facts: Facts,
	secret: SharedSecrets,
	signal: AbortSignal,
): Promise<void> {
	// With the signal: a request that waits for a socket does not tell that it was given up.
	const [socket] = (await once(request, 'socket', { signal })) as [Socket];
	if (socket.connecting) {
		await once(socket, 'encrypted' in socket ? 'secureConnect' : 'connect', { signal });
	}
	const answerWithinMs = Math.max(0, Math.round(facts.deadline - performance.now()));
	const body = JSON.stringify({ ...facts.request, answerWithinMs } satisfies ResumeRequest);
	const at = new Date().toISOString();
	request.setHeader('content-length', Buffer.byteLength(body));
	request.setHeader(BRIDGE_TIMESTAMP_HEADER, at);
	request.setHeader(BRIDGE_SIGNATURE_HEADER, signBridgeEvent(body, secret, at));
	request.end(body);
}

/** @returns the body of an answer with status 200, or any other status */
async function ask(
	request: ClientRequest,
	facts: Facts,
	{ secret }: ResumeOptions,
	signal: AbortSignal,
): Promise<string | number> {
	// What breaks after the answer is of no interest, but must be listened to.
	request.on('error', () => undefined);
	let complete = false;
	try {
		await send(request, facts, secret, signal);
		const [response] = (await once(request, 'response', { signal })) as [IncomingMessage];
		if (response.statusCode !== 200) return response.statusCode ?? 0;
		const answer = await readAnswer(response);
		complete = true;
		return answer;
	} finally {
		if (!complete) request.destroy();
	}
}

/** @throws when there is too much of it */
async function readAnswer(response: IncomingMessage): Promise<string> {
	const pieces: Buffer[] = [];
	let bytes = 0;
	for await (const piece of response as AsyncIterable<Buffer>) {
		bytes += piece.length;
		if (bytes > MAXIMUM_ANSWER_BYTES) throw new RangeError('too long');
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString();
}

function opened(answer: string, { callUuid, secret }: ResumeOptions): ResumeResult {
	let claims: ResumeClaims;
	try {
		const { token } = answerSchema.parse(JSON.parse(answer));
		claims = claimsSchema.parse(openResume(token, secret));
	} catch (error) {
		const detail =
			error instanceof StreamTokenError ? `token: ${error.reason}` : 'malformed answer';
		return { result: 'failed', detail };
	}
	if (claims.callUuid !== callUuid) return { result: 'failed', detail: 'another call' };
	return { result: 'resumed', claims };
}
