import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A load balancer before several webhook processes: each request goes to the next one, in turn, unless it is pinned. */
export class WebhookFront {
	/** Ports the requests go to; filled when the processes run. */
	targets: number[] = [];
	/** The target of every request so far, in order. */
	readonly served: number[] = [];
	/** The index of the target for a path with its query; undefined leaves it to the turn. */
	pin: (url: string) => number | undefined = () => undefined;
	private turn = 0;
	private readonly server: Server = createServer((request, response) =>
		this.pass(request, response),
	);

	/** Listens on a free port of 127.0.0.1. */
	async listen(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	/** Without a trailing slash. Only while it listens. */
	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private pass(request: IncomingMessage, response: ServerResponse): void {
		const index = this.pin(request.url ?? '/') ?? this.turn++ % this.targets.length;
		const port = this.targets[index];
		if (port === undefined) {
			response.writeHead(503).end();
			return;
		}
		this.served.push(port);
		const { method, url, headers } = request;
		const onward = send({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
			response.writeHead(answer.statusCode ?? 502, answer.headers);
			answer.pipe(response);
		});
		onward.once('error', () => response.headersSent || response.writeHead(502).end());
		request.pipe(onward);
	}
}
