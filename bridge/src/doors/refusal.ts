import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { StreamTokenError } from '../../../nodes/shared/streamToken';

/** A request that is turned away: an HTTP status, and one sentence that says why, without a secret in it. */
export class Refusal extends Error {
	override name = 'Refusal';

	constructor(
		readonly status: number,
		sentence: string,
	) {
		super(sentence);
	}
}

/** The refusal in an error: itself, or why a token was not opened (426: nodes and bridge differ in version). */
export function refusalOf(error: unknown): Refusal {
	if (error instanceof Refusal) return error;
	if (!(error instanceof StreamTokenError)) throw error;
	return new Refusal(error.reason === 'version' ? 426 : 401, error.message);
}

/** Answers a plain HTTP request with a refusal. */
export function refuseRequest(response: ServerResponse, refusal: Refusal): void {
	response.writeHead(refusal.status, {
		'content-type': 'text/plain; charset=utf-8',
		connection: 'close',
	});
	response.end(`${refusal.message}\n`);
}

/** Answers an upgrade request with a refusal instead of the 101. */
export function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
	const body = `${refusal.message}\n`;
	socket.on('error', () => socket.destroy());
	socket.once('finish', () => socket.destroy());
	socket.end(
		`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\n` +
			'Content-Type: text/plain; charset=utf-8\r\n' +
			`Content-Length: ${Buffer.byteLength(body)}\r\n` +
			`Connection: close\r\n\r\n${body}`,
	);
}
