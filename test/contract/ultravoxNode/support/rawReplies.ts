import type { Reply } from '../../../engine/support/recordingServer';

/** An answer that is no JSON. */
export const bytesReply =
	(status: number, contentType: string, bytes: Buffer | string = ''): Reply =>
	(response) => {
		response.writeHead(status, { 'content-type': contentType });
		response.end(bytes);
	};

/** An answer with a header of its own. */
export const redirectReply =
	(path: string): Reply =>
	(response) => {
		response.writeHead(302, { location: path });
		response.end();
	};

/** A JSON answer that names the server's own address, which is known once a request has come. */
export const withAddress =
	(status: number, body: (address: string) => object): Reply =>
	(response) => {
		const address = `http://${response.req.headers.host ?? ''}`;
		response.writeHead(status, { 'content-type': 'application/json' });
		response.end(JSON.stringify(body(address)));
	};
