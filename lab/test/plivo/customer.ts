import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';

/** A request as the customer's server saw it. */
export interface CustomerRequest {
	method: string;
	/** Path and query. */
	url: string;
	path: string;
	headers: IncomingHttpHeaders;
	/** Of the form body on POST, of the query on GET. */
	fields: Record<string, string>;
	contentType: string;
	/** As it came. */
	body: string;
}

/** What a path answers: XML as text, or a status, or silence. */
export type CustomerAnswer =
	| string
	| { status?: number; body?: string | Buffer; type?: string; delayMs?: number }
	| 'drop'
	| 'hang';

type Handler = (request: CustomerRequest) => CustomerAnswer | Promise<CustomerAnswer>;

/** A customer of Plivo: a web server that answers webhooks, and a WebSocket server for streams. */
export class Customer {
	readonly requests: CustomerRequest[] = [];
	/** Upgrade requests in order, refused ones too. */
	readonly upgrades: { url: string; headers: IncomingHttpHeaders }[] = [];
	url = '';
	wsUrl = '';
	/** Status to refuse an upgrade with; undefined accepts it. */
	refuseUpgrade: (url: string) => number | undefined = () => undefined;

	readonly #handlers = new Map<string, Handler>();
	readonly #server: Server;
	readonly #sockets = new WebSocketServer({ noServer: true });
	readonly #connections: WebSocket[] = [];
	#takeConnection: ((socket: WebSocket) => void)[] = [];

	private constructor() {
		this.#server = createServer((request, response) => void this.#answer(request, response));
		this.#server.on('upgrade', (request, socket, head) => {
			const url = request.url ?? '';
			this.upgrades.push({ url, headers: request.headers });
			const status = this.refuseUpgrade(url);
			if (status !== undefined) {
				socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\n\r\n`);
				return;
			}
			this.#sockets.handleUpgrade(request, socket, head, (connection) => {
				const taker = this.#takeConnection.shift();
				if (taker) taker(connection);
				else this.#connections.push(connection);
			});
		});
	}

	static async start(): Promise<Customer> {
		const customer = new Customer();
		await new Promise<void>((resolve) => {
			customer.#server.listen(0, '127.0.0.1', resolve);
		});
		const { port } = customer.#server.address() as AddressInfo;
		customer.url = `http://127.0.0.1:${port}`;
		customer.wsUrl = `ws://127.0.0.1:${port}`;
		return customer;
	}

	/** Decides what a path answers, in any method. */
	on(path: string, answer: CustomerAnswer | Handler): void {
		this.#handlers.set(path, typeof answer === 'function' ? answer : () => answer);
	}

	/** The requests for a path so far. */
	at(path: string): CustomerRequest[] {
		return this.requests.filter((request) => request.path === path);
	}

	/** The next stream that connects, or one that has and was not taken. */
	async nextStream(): Promise<StreamPeer> {
		const waiting = this.#connections.shift();
		if (waiting) return new StreamPeer(waiting);
		return await new Promise((resolve) => {
			this.#takeConnection.push((socket) => resolve(new StreamPeer(socket)));
		});
	}

	async stop(): Promise<void> {
		for (const socket of this.#sockets.clients) socket.terminate();
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}

	async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const url = request.url ?? '/';
		const [path = '', query = ''] = url.split('?', 2);
		const text = Buffer.concat(chunks).toString('utf8');
		const form = request.method === 'POST' ? text : query;
		const seen: CustomerRequest = {
			method: request.method ?? '',
			url,
			path,
			headers: request.headers,
			fields: Object.fromEntries(new URLSearchParams(form)),
			contentType: request.headers['content-type'] ?? '',
			body: text,
		};
		this.requests.push(seen);
		const answer = await (this.#handlers.get(path)?.(seen) ?? { status: 404, body: 'nothing' });
		if (answer === 'hang') return;
		if (answer === 'drop') {
			request.socket.destroy();
			return;
		}
		const {
			status = 200,
			body = '',
			type = 'application/xml',
			delayMs = 0,
		} = typeof answer === 'string' ? { body: answer } : answer;
		setTimeout(() => response.writeHead(status, { 'content-type': type }).end(body), delayMs);
	}
}

/** A message of Plivo on a stream. */
export interface StreamMessage {
	event: string;
	[key: string]: unknown;
}

/** The customer's end of one stream. */
export class StreamPeer {
	readonly messages: StreamMessage[] = [];
	readonly closed: Promise<number>;
	readonly #waiting = new Set<() => void>();

	constructor(readonly socket: WebSocket) {
		socket.on('message', (data: Buffer) => {
			this.messages.push(JSON.parse(data.toString('utf8')) as StreamMessage);
			for (const look of [...this.#waiting]) look();
		});
		this.closed = new Promise((resolve) => {
			socket.on('close', (code) => resolve(code));
		});
	}

	send(message: object): void {
		this.socket.send(JSON.stringify(message));
	}

	/** Messages of a kind so far. */
	of(event: string): StreamMessage[] {
		return this.messages.filter((message) => message.event === event);
	}

	/** The first message that matches, as soon as it is there. */
	async waitFor(find: (message: StreamMessage) => boolean): Promise<StreamMessage> {
		return await new Promise((resolve) => {
			const look = () => {
				const found = this.messages.find(find);
				if (!found) return;
				this.#waiting.delete(look);
				resolve(found);
			};
			this.#waiting.add(look);
			look();
		});
	}

	async waitForEvent(event: string): Promise<StreamMessage> {
		return await this.waitFor((message) => message.event === event);
	}

	/** Waits until so many messages of a kind have come. */
	async waitForCount(event: string, count: number): Promise<StreamMessage[]> {
		await this.waitFor(() => this.of(event).length >= count);
		return this.of(event);
	}
}
