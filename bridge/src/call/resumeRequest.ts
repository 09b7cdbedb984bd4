import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { z } from 'zod';
import {
	BRIDGE_SIGNATURE_HEADER,
	BRIDGE_TIMESTAMP_HEADER,
	signBridgeEvent,
} from '../../../nodes/shared/bridgeEvents';
import {
	openResume,
	type ResumeClaims,
	type ResumeRequest,
} from '../../../nodes/shared/bridgeResume';
import { StreamTokenError } from '../../../nodes/shared/sealedToken';
import type { SharedSecrets } from '../../../nodes/shared/sharedSecrets';
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
	/** The token's `eventsUrl`. */
	url: string;
	secret: SharedSecrets;
	/** W3C trace context of the call, when it is traced. */
	traceparent?: string;
	timeoutMs: number;
	/** Gives up, when nobody needs the answer any more. */
	signal: AbortSignal;
}

/** A call that goes on, or why there is none; `detail` is for the log: HTTP status, error code or a word. */
export type ResumeResult =
	| { result: 'resumed'; claims: ResumeClaims }
	| { result: 'refused' | 'timeout' | 'failed'; detail: string | number };

/**
 * Asks n8n for a call that goes on with the conversation of a lost one (nodes/shared/bridgeResume.ts). One attempt, whatever
 * comes of it: a second could leave two calls. Redirects are not followed. Never throws.
 */
export async function requestResume(options: ResumeOptions): Promise<ResumeResult> {
	const timeout = AbortSignal.timeout(options.timeoutMs);
	try {
		const answer = await ask(options, AbortSignal.any([options.signal, timeout]));
		return typeof answer === 'number'
			? { result: 'refused', detail: answer }
			: opened(answer, options);
	} catch (error) {
		if (timeout.aborted) return { result: 'timeout', detail: options.timeoutMs };
		return { result: 'failed', detail: errorCode(error) };
	}
}

/** @returns the body of an answer with status 200, or any other status */
async function ask(options: ResumeOptions, signal: AbortSignal): Promise<string | number> {
	const at = new Date().toISOString();
	const { callUuid, callId, secret } = options;
	const requestId = randomUUID();
	const resume: ResumeRequest = { version: 1, type: 'resume', requestId, at, callUuid, callId };
	const rawBody = JSON.stringify(resume);
	const url = new URL(options.url);
	const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
		method: 'POST',
		// A connection of its own: on a kept one that n8n is just closing, the only attempt would be wasted.
		agent: false,
		signal,
		headers: {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(rawBody),
			'user-agent': `plivo-ultravox-bridge/${BRIDGE_VERSION}`,
			[BRIDGE_TIMESTAMP_HEADER]: at,
			[BRIDGE_SIGNATURE_HEADER]: signBridgeEvent(rawBody, secret, at),
			...(options.traceparent && { traceparent: options.traceparent }),
		},
	});
	// What breaks after the answer is of no interest, but must be listened to.
	request.on('error', () => undefined);
	request.end(rawBody);
	const [response] = (await once(request, 'response')) as [IncomingMessage];
	try {
		return response.statusCode === 200 ? await readAnswer(response) : (response.statusCode ?? 0);
	} finally {
		request.destroy();
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
