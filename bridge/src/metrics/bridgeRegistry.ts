import { collectDefaultMetrics, Registry } from 'prom-client';
import { BRIDGE_VERSION } from '../version';
import type { BridgeMetrics } from './bridgeMetrics';
import { publishAudio } from './audioMetrics';
import { publishCalls } from './callMetrics';
import { publishDoors } from './doorMetrics';
import { publishEvents } from './eventMetrics';
import { publishLoopDelay } from './loopDelay';
import { one, publishGauge } from './publishedMetric';

/**
 * Everything the bridge counts as metrics of Prometheus, and those of the process (memory, CPU, event loop lag ...), which are
 * measured from now on. Labels have values of labels.ts only.
 */
export function createRegistry(metrics: BridgeMetrics): Registry {
	const registry = new Registry();
	collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 20 });
	publishCalls(registry, metrics);
	publishAudio(registry, metrics);
	publishLoopDelay(registry);
	publishEvents(registry, metrics);
	publishDoors(registry, metrics);
	publishProcess(registry, metrics);
	return registry;
}

function publishProcess(registry: Registry, metrics: BridgeMetrics): void {
	publishGauge({
		registry,
		name: 'bridge_processes',
		help: 'Processes that take calls.',
		read: () => one(1),
	});
	publishGauge({
		registry,
		name: 'bridge_draining',
		help: '1 while the bridge shuts down and takes no calls, 0 otherwise.',
		aggregator: 'max',
		read: () => one(metrics.levels.draining()),
	});
	publishGauge({
		registry,
		name: 'bridge_ready',
		help: '1 while the bridge takes calls, 0 while it is full, shuts down or has another reason not to.',
		aggregator: 'max',
		read: () => one(metrics.levels.ready()),
	});
	publishGauge({
		registry,
		name: 'bridge_build_info',
		help: 'The version that runs; always 1.',
		labelNames: ['version'],
		aggregator: 'first',
		read: () => [{ labels: { version: BRIDGE_VERSION }, value: 1 }],
	});
}
