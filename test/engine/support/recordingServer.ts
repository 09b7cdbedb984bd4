import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface RecordedRequest {
	method: string;
	/** With query. */
	url: string;
	headers: IncomingHttpHeaders;
	/** Parsed JSON; the bytes of a body that is something else; undefined without a body. */
	body: unknown;
	/** The body as it came. */
	bytes: Buffer;
}

/** An answer: status and JSON body, or a function that writes it by itself. */
export type Reply = { status: number; body?: unknown } | ((response: ServerResponse) => void);

export interface RecordingServer {
	url: string;
	requests: RecordedRequest[];
	close(): Promise<void>;
}

function bodyOf(bytes: Buffer, contentType = 'application/json'): unknown {
	if (bytes.length === 0) return undefined;
	return contentType.startsWith('application/json')
		? (JSON.parse(bytes.toString('utf8')) as unknown)
		: bytes;
}

/**
 * An HTTP server on a free local port that keeps what it was asked.
 * @param aside answers what a test does not want to see among the requests; undefined for all others
 */
export async function startRecordingServer(
	answer: (request: RecordedRequest) => Reply,
	aside: (request: RecordedRequest) => Reply | undefined = () => undefined,
): Promise<RecordingServer> {
	const requests: RecordedRequest[] = [];
	const server = createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const bytes = Buffer.concat(chunks);
			const request: RecordedRequest = {
				method: message.method ?? '',
				url: message.url ?? '',
				headers: message.headers,
				body: bodyOf(bytes, message.headers['content-type']),
				bytes,
			};
			const given = aside(request);
			if (given === undefined) requests.push(request);
			const reply = given ?? answer(request);
			if (typeof reply === 'function') return reply(response);
			response.writeHead(reply.status, { 'content-type': 'application/json' });
			response.end(reply.body === undefined ? '' : JSON.stringify(reply.body));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
