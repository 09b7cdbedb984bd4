import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './labUnderTest';

export interface ReceivedDelivery {
	path: string;
	rawBody: string;
	timestamp: string | undefined;
	signature: string | undefined;
	payload: { event: string; call: Record<string, unknown> };
}

/** A server that takes webhooks and answers with the status a test sets. */
export class WebhookSink {
	readonly received: ReceivedDelivery[] = [];
	/** Statuses of the next answers; 204 when there are none left. */
	readonly statuses: number[] = [];
	readonly #server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const rawBody = Buffer.concat(parts).toString('utf8');
			this.received.push({
				path: request.url ?? '',
				rawBody,
				timestamp: header(request.headers['x-ultravox-webhook-timestamp']),
				signature: header(request.headers['x-ultravox-webhook-signature']),
				payload: JSON.parse(rawBody) as ReceivedDelivery['payload'],
			});
			response.writeHead(this.statuses.shift() ?? 204).end();
		});
	});

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
	}

	url(path: string): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${path}`;
	}

	events(path?: string): string[] {
		return this.received
			.filter((delivery) => path === undefined || delivery.path === path)
			.map(({ payload }) => payload.event);
	}

	async waitForEvents(count: number, path?: string): Promise<string[]> {
		return await eventually(
			() => (this.events(path).length >= count ? this.events(path) : undefined),
			`${count} webhooks; there were ${JSON.stringify(this.events(path))}`,
		);
	}

	async close(): Promise<void> {
		this.#server.closeAllConnections();
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

function header(value: string | string[] | undefined): string | undefined {
	return Array.isArray(value) ? value.join() : value;
}
