import type { Registry } from 'prom-client';
import type { BridgeMetrics } from './bridgeMetrics';
import { one, publishCounter } from './publishedMetric';

/** What was turned away before it reached anything. */
export function publishDoors(registry: Registry, metrics: BridgeMetrics): void {
	publishCounter({
		registry,
		name: 'bridge_requests_refused_total',
		help: 'HTTP requests that were refused, by their status; 429 is over the rate of its address.',
		labelNames: ['status'],
		read: () =>
			[...metrics.requestsRefused].map(([status, value]) => ({
				labels: { status: String(status) },
				value,
			})),
	});
	publishCounter({
		registry,
		name: 'bridge_connections_refused_total',
		help: 'Connections that were closed at once, because there were too many, or because their clients asked far too much.',
		read: () => one(metrics.connectionsRefused),
	});
}
