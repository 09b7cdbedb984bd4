import { STATUS_CODES, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { StreamTokenError } from '../../../nodes/shared/streamToken';
import { errorCode } from '../logger';
import type { RefusalReason } from '../metrics/labels';

/** How long (ms) a refused client may take to close its side. */
const LINGER_MS = 1_000;

/** What a refusal has beside its status and its sentence. */
export interface RefusalDetails {
	headers?: Record<string, string>;
	/** Why, for the log: where the client is told less than that. */
	reason?: string;
	/** Why, for the metrics. */
	label?: RefusalReason;
}

/** A request that is turned away: an HTTP status, and one sentence that says why, without a secret in it; or none. */
export class Refusal extends Error {
	override name = 'Refusal';
	readonly headers: Record<string, string>;
	/** For the log. */
	readonly reason: string;
	/** For the metrics. */
	readonly label: RefusalReason;

	constructor(
		readonly status: number,
		sentence: string,
		details: RefusalDetails = {},
	) {
		super(sentence);
		this.headers = details.headers ?? {};
		this.reason = details.reason ?? sentence;
		this.label = details.label ?? 'other';
	}
}

/** The answer to every token that is not to be used: why, is in the log and nobody's business. */
export function tokenRefusal(reason: string, label: RefusalReason = 'token'): Refusal {
	return new Refusal(401, '', { reason, label });
}

/** The refusal in an error: itself, or why a token was not opened. Throws any other. */
export function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	if (!(error instanceof StreamTokenError)) throw error;
	return tokenRefusal(error.message, error.reason === 'version' ? 'token-version' : 'token');
}

/** What a client is told; anything unforeseen is in the log, without the address, which may hold a token. */
export function failureOf(error: unknown, log: Logger): Refusal {
	try {
		return refusalOf(error);
	} catch {
		log.error({ code: errorCode(error) }, 'request failed');
		return new Refusal(500, 'The bridge failed to answer this request.');
	}
}

/**
 * Answers a plain HTTP request with a refusal.
 * @param staysOpen the connection is for others too
 */
export function refuseRequest(response: ServerResponse, refusal: Refusal, staysOpen = false): void {
	const body = bodyOf(refusal);
	response.writeHead(refusal.status, {
		...refusal.headers,
		...contentHeaders(body),
		...(!staysOpen && { connection: 'close' }),
	});
	response.end(body);
}

/** Answers an upgrade request with a refusal instead of the 101. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
	const body = bodyOf(refusal);
	const headers = { ...refusal.headers, ...contentHeaders(body), connection: 'close' };
	const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
	socket.on('error', () => socket.destroy());
	// Read on, so that what the client has sent already does not reset the connection before it has read the answer.
	socket.resume();
	socket.once('end', () => socket.destroy());
	const timer = setTimeout(() => socket.destroy(), LINGER_MS);
	socket.once('close', () => clearTimeout(timer));
	const status = `${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`;
	socket.end(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n${body}`);
}

function bodyOf(refusal: Refusal): string {
	return refusal.message === '' ? '' : `${refusal.message}\n`;
}

function contentHeaders(body: string): OutgoingHttpHeaders {
	const length = { 'content-length': Buffer.byteLength(body) };
	return body === '' ? length : { 'content-type': 'text/plain; charset=utf-8', ...length };
}
