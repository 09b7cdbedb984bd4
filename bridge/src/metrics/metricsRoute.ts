import type { ServerResponse } from 'node:http';
import { AggregatorRegistry, type Registry } from 'prom-client';
import { answerJson } from '../doors/answer';
import type { Route } from '../doors/route';
import type { BridgeMetrics } from './bridgeMetrics';
import { createRegistry } from './bridgeRegistry';

/**
 * `GET /metrics`, for Prometheus. What the process itself costs is measured from the first scrape on, so a bridge that nobody
 * watches does not pay for it. Several processes are added up: each gives its metrics as JSON to the one that was asked.
 * @param open whether it needs no control key
 */
export function metricsRoutes(metrics: BridgeMetrics, open: boolean): Route[] {
	let registry: Registry | undefined;
	return [
		{
			method: 'GET',
			path: /^\/metrics$/,
			access: open ? 'open' : 'control',
			shared: async (answers, response) => {
				const processes = answers as Array<{ metrics: object[] }>;
				const all = processes.map((one) => one.metrics);
				await answerText(response, AggregatorRegistry.aggregate(all));
			},
			handle: async ({ request }, response) => {
				registry ??= createRegistry(metrics);
				if (request.headers.accept === 'application/json') {
					answerJson(response, 200, { metrics: await registry.getMetricsAsJSON() });
				} else {
					await answerText(response, registry);
				}
			},
		},
	];
}

async function answerText(response: ServerResponse, registry: Registry): Promise<void> {
	const text = await registry.metrics();
	response.writeHead(200, { 'content-type': registry.contentType });
	response.end(text);
}
