import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from './refusal';

/** More than any form of Plivo's or n8n's; nothing that the bridge takes is larger. */
const MAXIMUM_BYTES = 65_536;

/**
 * Reads a request's body. A client that waits for `100 Continue` gets it now.
 * @throws Refusal 413 as soon as there is more than 64 KB, 400 when the client breaks off
 */
export async function readBody(
	request: IncomingMessage,
	response: ServerResponse,
): Promise<Buffer> {
	if (Number(request.headers['content-length'] ?? 0) > MAXIMUM_BYTES) throw tooLarge();
	if (request.headers.expect !== undefined) response.writeContinue();
	const chunks: Buffer[] = [];
	let bytes = 0;
	await new Promise<void>((resolve, reject) => {
		const count = (chunk: Buffer) => {
			bytes += chunk.length;
			if (bytes <= MAXIMUM_BYTES) {
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

function tooLarge(): Refusal {
	return new Refusal(413, 'The body is too large.');
}
