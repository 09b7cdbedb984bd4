import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UltravoxState } from '../ultravoxState';
import type { LabUpload } from './labUpload';

const PATH = /^\/uploads\/([0-9a-f-]{36})$/;
const MOST_BYTES = 32 * 1024 * 1024;

/** Where a document is sent: another origin than the API, signed, without the key (ultravox.md §7.4). */
export function uploadUrl(state: UltravoxState, { documentId, token }: LabUpload): string {
	const origin = state.voiceUrl.replace(/^ws/, 'http');
	return `${origin}/uploads/${documentId}?signature=${token}&storage=lab`;
}

/** Whether a request goes to the storage of uploads. */
export function isUpload(request: IncomingMessage): boolean {
	return PATH.test(addressOf(request).pathname);
}

/**
 * Takes a document with a PUT, as object storage does: 403 for a wrong signature, a late one or another content
 * type than the announced one, 400 when the API key comes along, 413 for more than 32 MB.
 */
export function takeUpload(
	state: UltravoxState,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const parts: Buffer[] = [];
	let size = 0;
	request.on('data', (part: Buffer) => {
		size += part.length;
		if (size <= MOST_BYTES) parts.push(part);
	});
	request.on('end', () => {
		const status = size > MOST_BYTES ? 413 : store(state, request, Buffer.concat(parts));
		state.log.add({
			side: 'ultravox',
			kind: status === 200 ? 'request' : 'refused',
			summary: `${String(request.method)} of a document -> ${status}`,
			detail: { status },
		});
		response.writeHead(status).end();
	});
}

function store(state: UltravoxState, request: IncomingMessage, bytes: Buffer): number {
	const url = addressOf(request);
	const upload = state.corpora.uploads.get(PATH.exec(url.pathname)?.[1] ?? '');
	if (request.method !== 'PUT') return 405;
	if (request.headers['x-api-key'] !== undefined) return 400;
	const isSigned =
		upload?.token === url.searchParams.get('signature') &&
		upload?.mimeType === request.headers['content-type'] &&
		upload.expires > state.clock.now();
	if (!upload || !isSigned) return 403;
	upload.bytes = bytes;
	return 200;
}

function addressOf(request: IncomingMessage): URL {
	return new URL(request.url ?? '/', 'http://localhost');
}
