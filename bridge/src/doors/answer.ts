import type { ServerResponse } from 'node:http';

/** Answers with JSON. */
export function answerJson(response: ServerResponse, status: number, body: object): void {
	answer(response, status, 'application/json', JSON.stringify(body));
}

/** Answers Plivo with an XML document. */
export function answerXml(response: ServerResponse, xml: string): void {
	answer(response, 200, 'application/xml; charset=utf-8', xml);
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
	response.writeHead(status, {
		'content-type': type,
		'content-length': Buffer.byteLength(body),
	});
	response.end(body);
}
