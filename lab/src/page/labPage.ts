import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Lab } from '../lab';
import { markup } from './markup';
import { pageContent } from './pageContent';
import { PageEvents } from './pageEvents';
import { pageScript } from './pageScript';
import { pageStyle } from './pageStyle';
import { CallFormError, placeCallFromForm } from './placeCall';
import { refusalReason } from './requestGuard';

const HEADERS = {
	'content-security-policy':
		"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
	'x-content-type-options': 'nosniff',
	// Not 'no-referrer': with that a browser sends the form with `Origin: null`.
	'referrer-policy': 'same-origin',
	'cache-control': 'no-store',
};
const LARGEST_FORM_BYTES = 16_384;

/** The web page of the lab, on 127.0.0.1: who can be called, what happens, and a form to place a call. */
export class LabPage {
	private readonly server: Server;
	private readonly events: PageEvents;

	private constructor(private readonly lab: Lab) {
		this.events = new PageEvents(lab);
		this.server = createServer((request, response) => {
			this.answer(request, response).catch((error: unknown) => {
				if (!response.headersSent) send(response, 500, 'text/plain', (error as Error).message);
			});
		});
	}

	/** Serves the page. @param port 0 takes any free port */
	static async start(lab: Lab, port = 0): Promise<LabPage> {
		const page = new LabPage(lab);
		await new Promise<void>((resolve, reject) => {
			page.server.once('error', reject);
			page.server.listen(port, '127.0.0.1', resolve);
		});
		return page;
	}

	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	async close(): Promise<void> {
		this.events.close();
		const closed = new Promise((resolve) => this.server.close(resolve));
		this.server.closeAllConnections();
		await closed;
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const refusal = refusalReason(request, this.port);
		if (refusal !== undefined) {
			send(response, 403, 'text/plain', refusal);
			return;
		}
		switch (`${request.method} ${request.url}`) {
			case 'GET /':
				send(response, 200, 'text/html', pageContent(this.lab).text);
				return;
			case 'GET /page.css':
				send(response, 200, 'text/css', pageStyle);
				return;
			case 'GET /page.js':
				send(response, 200, 'text/javascript', pageScript);
				return;
			case 'GET /events':
				this.stream(response);
				return;
			case 'POST /calls':
				await this.placeCall(request, response);
				return;
			default:
				send(response, 404, 'text/plain', 'There is no such page.');
		}
	}

	/** Server-sent events: what happened so far, then everything as it happens. */
	private stream(response: ServerResponse): void {
		response.writeHead(200, { ...HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
		// So that the browser takes the connection as open before the first event.
		response.write(': hello\n\n');
		const stop = this.events.listen((event) =>
			response.write(`data: ${JSON.stringify(event)}\n\n`),
		);
		response.once('close', stop);
	}

	private async placeCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const form = await readForm(request);
		try {
			placeCallFromForm(this.lab, form);
		} catch (error) {
			if (!(error instanceof CallFormError)) throw error;
			const content = markup`<!doctype html><title>Phone Lab</title>
				<p>${error.message}</p>
				<p><a href="/">Back</a></p>`;
			send(response, 400, 'text/html', content.text);
			return;
		}
		response.writeHead(303, { ...HEADERS, location: '/' }).end();
	}
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
	response.writeHead(status, { ...HEADERS, 'content-type': `${type}; charset=utf-8` }).end(body);
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
	let body = '';
	for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
		body += chunk;
		if (body.length > LARGEST_FORM_BYTES) throw new Error('The form is too large.');
	}
	return new URLSearchParams(body);
}
