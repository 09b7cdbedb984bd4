import type { Reply } from '../../../engine/support/recordingServer';

/** An answer in words, as the bridge refuses. */
export const inWords =
	(status: number, sentence: string): Reply =>
	(response) => {
		response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
		response.end(`${sentence}\n`);
	};

/** An answer that is a file. */
export const asFile =
	(contentType: string, bytes: Buffer): Reply =>
	(response) => {
		response.writeHead(200, { 'content-type': contentType, 'content-length': bytes.length });
		response.end(bytes);
	};
