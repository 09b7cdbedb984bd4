import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { deferred } from './deferred';

/** No connection in time (`ct`), or no complete answer in time (`rt`). */
export class ExchangeFailure extends Error {
	constructor(readonly reason: 'ct' | 'rt') {
		super(reason === 'ct' ? 'No connection' : 'No answer');
	}
}

export interface ExchangeRequest {
	method: string;
	/** Without a fragment. */
	url: string;
	headers: Record<string, string>;
	body?: string;
	connectTimeoutMs: number;
	readTimeoutMs: number;
	/** Aborting it breaks the exchange off, as a failure `rt`. */
	signal?: AbortSignal;
}

export interface ExchangeAnswer {
	status: number;
	contentType: string;
	body: Buffer;
}

/** Much more than any answer Plivo takes. */
const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;

/**
 * One HTTP exchange over its own connection, redirects not followed.
 * @throws ExchangeFailure
 */
export async function exchange(options: ExchangeRequest): Promise<ExchangeAnswer> {
	const { url, method, headers, body, connectTimeoutMs, readTimeoutMs, signal } = options;
	if (!URL.canParse(url)) throw new ExchangeFailure('ct');
	const { promise, resolve, reject } = deferred<ExchangeAnswer>();
	const secure = url.startsWith('https:');
	let connected = false;
	const open = secure ? requestHttps : requestHttp;
	const request = open(url, { method, headers, agent: false }, (response) => {
		const chunks: Buffer[] = [];
		let bytes = 0;
		response.on('data', (chunk: Buffer) => {
			chunks.push(chunk);
			bytes += chunk.length;
			if (bytes > MAXIMUM_BODY_BYTES) request.destroy(new ExchangeFailure('rt'));
		});
		response.on('end', () =>
			resolve({
				status: response.statusCode ?? 0,
				contentType: response.headers['content-type'] ?? '',
				body: Buffer.concat(chunks),
			}),
		);
		response.on('error', () => reject(new ExchangeFailure('rt')));
	});
	let timer = setTimeout(() => request.destroy(new ExchangeFailure('ct')), connectTimeoutMs);
	request.on('socket', (socket) => {
		socket.once(secure ? 'secureConnect' : 'connect', () => {
			connected = true;
			clearTimeout(timer);
			timer = setTimeout(() => request.destroy(new ExchangeFailure('rt')), readTimeoutMs);
		});
	});
	request.on('error', (error) =>
		reject(error instanceof ExchangeFailure ? error : new ExchangeFailure(connected ? 'rt' : 'ct')),
	);
	const breakOff = () => request.destroy(new ExchangeFailure('rt'));
	if (signal?.aborted) breakOff();
	signal?.addEventListener('abort', breakOff);
	request.end(body);
	try {
		return await promise;
	} finally {
		clearTimeout(timer);
		signal?.removeEventListener('abort', breakOff);
	}
}
