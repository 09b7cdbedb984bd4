import {
	createServer,
	type IncomingHttpHeaders,
	type Server,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../eventually';

interface OtlpValue {
	stringValue?: string;
	intValue?: number | string;
	doubleValue?: number;
}

interface OtlpAttribute {
	key: string;
	value: OtlpValue;
}

/** A span, with what tests look at in a handy form. */
export interface CollectedSpan {
	name: string;
	kind: number;
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	attributes: Record<string, string | number>;
	events: Array<{ name: string; attributes: Record<string, string | number> }>;
	/** 2 is an error. */
	status: { code?: number; message?: string };
	resource: Record<string, string | number>;
}

/** An OpenTelemetry collector that takes traces over HTTP as JSON. */
export class FakeCollector {
	readonly spans: CollectedSpan[] = [];
	readonly requests: Array<{ path: string; headers: IncomingHttpHeaders; body: string }> = [];
	/** What requests are answered with; 0: nothing at all. */
	status = 200;
	private readonly hanging: ServerResponse[] = [];

	private constructor(private readonly server: Server) {}

	static async start(): Promise<FakeCollector> {
		const server = createServer();
		const collector = new FakeCollector(server);
		server.on('request', (request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => {
				const body = Buffer.concat(chunks).toString();
				collector.requests.push({ path: request.url ?? '', headers: request.headers, body });
				if (collector.status === 0) {
					collector.hanging.push(response);
					return;
				}
				if (collector.status === 200) collector.spans.push(...spansIn(body));
				response.writeHead(collector.status, { 'content-type': 'application/json' }).end('{}');
			});
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return collector;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** The span of that name, once it is there. */
	async span(name: string): Promise<CollectedSpan> {
		return await eventually(`the span ${name}`, () =>
			this.spans.find((span) => span.name === name),
		);
	}

	async close(): Promise<void> {
		await new Promise((resolve) => {
			this.server.close(resolve);
			this.server.closeAllConnections();
		});
	}
}

interface OtlpTraces {
	resourceSpans: Array<{
		resource: { attributes: OtlpAttribute[] };
		scopeSpans: Array<{ spans: OtlpSpan[] }>;
	}>;
}

type OtlpSpan = Omit<CollectedSpan, 'attributes' | 'events' | 'resource'> & {
	attributes: OtlpAttribute[];
	events: Array<{ name: string; attributes: OtlpAttribute[] }>;
};

function spansIn(body: string): CollectedSpan[] {
	const { resourceSpans } = JSON.parse(body) as OtlpTraces;
	return resourceSpans.flatMap(({ resource, scopeSpans }) =>
		scopeSpans.flatMap(({ spans }) =>
			spans.map((span) => ({
				...span,
				attributes: plain(span.attributes),
				events: span.events.map(({ name, attributes }) => ({
					name,
					attributes: plain(attributes),
				})),
				resource: plain(resource.attributes),
			})),
		),
	);
}

function plain(attributes: OtlpAttribute[]): Record<string, string | number> {
	return Object.fromEntries(
		attributes.map(({ key, value }) => [
			key,
			value.stringValue ?? value.doubleValue ?? Number(value.intValue),
		]),
	);
}
