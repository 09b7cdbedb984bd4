import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Registry } from 'prom-client';
import { LOOP_DELAY_QUANTILES } from './labels';
import { publishGauge } from './publishedMetric';

/** How often it is measured, in milliseconds: one timer of the process. */
const RESOLUTION_MS = 10;

type MeasuredDelay = ReturnType<typeof monitorEventLoopDelay>;

/** What is needed of the histogram of perf_hooks, in nanoseconds. */
export type DelayHistogram = Pick<MeasuredDelay, 'percentile' | 'reset'>;

/**
 * How late the event loop came to its work since the last scrape: audio that has arrived waits for so long before the bridge sees it,
 * and all calls of the process with it. Measured from now on.
 */
export function publishLoopDelay(
	registry: Registry,
	histogram: DelayHistogram = measuredDelay(),
): void {
	publishGauge({
		registry,
		name: 'bridge_event_loop_delay_seconds',
		help: 'How late the process came to its work since the last scrape: audio that arrived waited so long before it was seen, which bridge_added_latency_seconds does not count. Of several processes the latest.',
		labelNames: ['quantile'],
		aggregator: 'max',
		read: () => {
			const lines = LOOP_DELAY_QUANTILES.map((quantile) => ({
				labels: { quantile },
				value: secondsLate(histogram.percentile(Number(quantile) * 100)),
			}));
			histogram.reset();
			return lines;
		},
	});
}

function measuredDelay(): MeasuredDelay {
	const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
	histogram.enable();
	return histogram;
}

/** The histogram has the time between two looks; being late is what is beyond the time there should be. */
function secondsLate(nanoseconds: number): number {
	return Math.max(0, nanoseconds / 1e9 - RESOLUTION_MS / 1_000);
}
