import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came over the wire. */
export interface RecordedRequest {
	method: string;
	/** With query. */
	url: string;
	headers: IncomingHttpHeaders;
	/** Parsed JSON; undefined without a body. */
	body: unknown;
}

/** An answer: status and JSON body, or a function that writes it by itself. */
export type Reply = { status: number; body?: unknown } | ((response: ServerResponse) => void);

export interface RecordingServer {
	url: string;
	requests: RecordedRequest[];
	close(): Promise<void>;
}

/** An HTTP server on a free local port that keeps what it was asked. */
export async function startRecordingServer(
	answer: (request: RecordedRequest) => Reply,
): Promise<RecordingServer> {
	const requests: RecordedRequest[] = [];
	const server = createServer((message, response) => {
		const chunks: Buffer[] = [];
		message.on('data', (chunk: Buffer) => chunks.push(chunk));
		message.on('end', () => {
			const text = Buffer.concat(chunks).toString('utf8');
			const request: RecordedRequest = {
				method: message.method ?? '',
				url: message.url ?? '',
				headers: message.headers,
				body: text === '' ? undefined : (JSON.parse(text) as unknown),
			};
			requests.push(request);
			const reply = answer(request);
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
