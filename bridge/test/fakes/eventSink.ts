import { randomUUID } from 'node:crypto';
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BridgeEvent, BridgeReport } from '../../../nodes/shared/bridgeEvents';
import type { ResumeRequest } from '../../../nodes/shared/bridgeResume';
import { eventually } from '../eventually';

export interface Delivery {
	rawBody: string;
	headers: IncomingHttpHeaders;
	event: BridgeEvent;
	/** What it was answered. */
	status: number;
}

/** The webhook that events are POSTed to. */
export class EventSink {
	readonly deliveries: Delivery[] = [];
	/** Statuses for the next deliveries; 200 when there are none. 0 breaks the connection. */
	answers: number[] = [];
	/** Answer nothing at all. */
	hang = false;
	/** Requests that the bridge broke off before they were answered. */
	brokenOff = 0;
	/** Requests for a call that goes on; they are no deliveries. */
	readonly resumeRequests: ResumeRequest[] = [];
	/** Answers those; nobody can go on without it. */
	onResume: (request: IncomingMessage, response: ServerResponse, body: ResumeRequest) => void = (
		_request,
		response,
	) => response.writeHead(404).end();

	private readonly path = `/webhook/${randomUUID()}`;

	private constructor(private readonly server: Server) {}

	static async start(): Promise<EventSink> {
		const server = createServer();
		const sink = new EventSink(server);
		server.on('request', (request, response) => {
			// Another suite may still knock at the port it had before: only our own address counts.
			if (request.url !== sink.path) {
				response.writeHead(404).end();
				return;
			}
			response.on('close', () => {
				if (!response.writableEnded) sink.brokenOff += 1;
			});
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const rawBody = Buffer.concat(chunks).toString();
				const event = JSON.parse(rawBody) as BridgeEvent | ResumeRequest;
				if (event.type === 'resume') {
					sink.resumeRequests.push(event);
					sink.onResume(request, response, event);
					return;
				}
				const status = sink.answers.shift() ?? 200;
				sink.deliveries.push({ rawBody, headers: request.headers, event, status });
				if (sink.hang) return;
				if (status === 0) request.socket.destroy();
				else response.writeHead(status, { location: '/elsewhere' }).end('ok');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return sink;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${this.path}`;
	}

	/** Events that were taken, in order. */
	get accepted(): BridgeEvent[] {
		return this.deliveries.filter(({ status }) => status === 200).map(({ event }) => event);
	}

	async event(type: BridgeEvent['type']): Promise<BridgeEvent> {
		return await eventually(`the event ${type}`, () =>
			this.accepted.find((event) => event.type === type),
		);
	}

	/** The report of the `ended` event, once it is there. */
	async report(): Promise<BridgeReport> {
		return (await this.event('ended')).data.report as BridgeReport;
	}

	async close(): Promise<void> {
		await new Promise((resolve) => {
			this.server.close(resolve);
			this.server.closeAllConnections();
		});
	}
}
