import type { Registry } from 'prom-client';
import type { BridgeMetrics } from './bridgeMetrics';
import { byReason, one, publishCounter, publishGauge } from './publishedMetric';

/** Events for n8n, and recordings. */
export function publishEvents(registry: Registry, metrics: BridgeMetrics): void {
	publishGauge({
		registry,
		name: 'bridge_events_waiting',
		help: 'Events that n8n has not taken yet.',
		read: () => one(metrics.levels.eventsWaiting()),
	});
	publishGauge({
		registry,
		name: 'bridge_events_unwritten',
		help: 'Of these, those that are in memory only: being written, or not to be written now.',
		read: () => one(metrics.levels.eventsUnwritten()),
	});
	publishGauge({
		registry,
		name: 'bridge_events_unreadable',
		help: 'Events on disk that were stored with another shared secret.',
		read: () => one(metrics.levels.eventsUnreadable()),
	});
	publishCounter({
		registry,
		name: 'bridge_events_queued_total',
		help: 'Events taken into the queue.',
		read: () => one(metrics.eventsQueued),
	});
	publishCounter({
		registry,
		name: 'bridge_event_write_failures_total',
		help: 'Failed writes to the data folder.',
		read: () => one(metrics.eventWriteFailures),
	});
	publishCounter({
		registry,
		name: 'bridge_events_delivered_total',
		help: 'Events that n8n has taken.',
		read: () => one(metrics.eventsDelivered),
	});
	publishCounter({
		registry,
		name: 'bridge_event_retries_total',
		help: 'Attempts to deliver an event that failed and were to be repeated.',
		read: () => one(metrics.eventRetries),
	});
	publishCounter({
		registry,
		name: 'bridge_dropped_events_total',
		help: 'Events that n8n never got, by why.',
		labelNames: ['reason'],
		read: () => byReason(metrics.eventsDropped),
	});
	publishGauge({
		registry,
		name: 'bridge_recordings_waiting',
		help: 'Recordings that are not in their store yet.',
		read: () => one(metrics.levels.recordingsWaiting()),
	});
	publishCounter({
		registry,
		name: 'bridge_recordings_kept_total',
		help: 'Recordings that are in their store.',
		read: () => one(metrics.recordingsKept),
	});
	publishCounter({
		registry,
		name: 'bridge_recording_retries_total',
		help: 'Attempts to deliver a recording that failed and were to be repeated.',
		read: () => one(metrics.recordingRetries),
	});
	publishCounter({
		registry,
		name: 'bridge_recording_faults_total',
		help: 'Recordings that are missing, or have something missing in them, by why.',
		labelNames: ['reason'],
		read: () => byReason(metrics.recordingFaults),
	});
}
