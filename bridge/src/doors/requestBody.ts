import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal';

/** More than any form of Plivo's or n8n's; nothing that the bridge takes is larger. */
export const MAXIMUM_BODY_BYTES = 65_536;
/** So much of a body that nobody reads is let go by; then the connection is closed once it has its answer. */
const DISCARDED_BYTES = 16_384;

/** Whether a body comes with the request. */
export function hasBody({ headers }: IncomingMessage): boolean {
	return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Reads a request's body. A client that waits for `100 Continue` gets it now.
 * @param most bytes that it may have
 * @throws Refusal 413 as soon as there are more, 400 when the client breaks off
 */
export async function readBody(
	request: IncomingMessage,
	response: ServerResponse,
	most: number = MAXIMUM_BODY_BYTES,
): Promise<Buffer> {
	if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
	if (request.headers.expect !== undefined) response.writeContinue();
	const chunks: Buffer[] = [];
	let bytes = 0;
	await new Promise<void>((resolve, reject) => {
		const count = (chunk: Buffer) => {
			bytes += chunk.length;
			if (bytes <= most) {
				chunks.push(chunk);
				return;
			}
			request.off('data', count).pause();
			reject(tooLarge());
		};
		request
			.on('data', count)
			.once('end', resolve)
			.once('close', () => reject(new Refusal(400, 'The request was broken off.')))
			.on('error', () => undefined);
	});
	return Buffer.concat(chunks);
}

/**
 * Lets a body go by that nobody wants, without waiting for it: the answer does not depend on it. A client that waits for `100 Continue`
 * is not asked for it.
 */
export function discardBody(request: IncomingMessage, response: ServerResponse): void {
	if (request.headers.expect !== undefined) response.setHeader('connection', 'close');
	let bytes = 0;
	const count = (chunk: Buffer) => {
		bytes += chunk.length;
		if (bytes <= DISCARDED_BYTES) return;
		request.off('data', count).pause();
		if (response.writableFinished) request.socket.destroy();
		else response.once('finish', () => request.socket.destroy());
	};
	request.on('data', count).on('error', () => undefined);
}

function tooLarge(): Refusal {
	return new Refusal(413, 'The body is too large.');
}
