import type { Registry } from 'prom-client';
import type { BridgeMetrics } from './bridgeMetrics';
import { byKey, byReason, one, publishCounter, publishGauge } from './publishedMetric';

/** Calls and streams. */
export function publishCalls(registry: Registry, metrics: BridgeMetrics): void {
	publishGauge({
		registry,
		name: 'bridge_calls',
		help: 'Live calls.',
		read: () => one(metrics.callsLive),
	});
	publishGauge({
		registry,
		name: 'bridge_waiting_streams',
		help: 'Streams of Plivo that are connected and have not started yet.',
		read: () => one(metrics.levels.waitingStreams()),
	});
	publishCounter({
		registry,
		name: 'bridge_calls_started_total',
		help: 'Calls that began.',
		read: () => one(metrics.callsStarted),
	});
	publishCounter({
		registry,
		name: 'bridge_calls_ended_total',
		help: 'Calls that are over, by the reason of their report.',
		labelNames: ['reason'],
		read: () => byReason(metrics.callsEnded),
	});
	publishCounter({
		registry,
		name: 'bridge_call_faults_total',
		help: 'Errors of the bridge itself in the work of one call, which ended it and no other.',
		read: () => one(metrics.callFaults),
	});
	publishCounter({
		registry,
		name: 'bridge_connects_refused_total',
		help: 'Streams that were not taken, by what the upgrade was answered with (101: failed after it) and why.',
		labelNames: ['status', 'reason'],
		read: () =>
			[...metrics.connectsRefused].map(([key, value]) => {
				const [status = '', reason = ''] = key.split(' ');
				return { labels: { status, reason }, value };
			}),
	});
	publishCounter({
		registry,
		name: 'bridge_barge_ins_total',
		help: 'Times the caller interrupted the agent.',
		read: () => one(metrics.bargeIns),
	});
	publishCounter({
		registry,
		name: 'bridge_resumes_total',
		help: 'Attempts to replace a lost agent within its call, by what came of them.',
		labelNames: ['result'],
		read: () => byKey('result', metrics.resumes),
	});
}
