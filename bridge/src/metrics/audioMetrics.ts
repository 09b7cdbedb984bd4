import type { Registry } from 'prom-client';
import type { BridgeMetrics } from './bridgeMetrics';
import { DIRECTIONS, type FrameDropReason, type MessageDropReason } from './labels';
import { byReason, one, publishCounter, publishGauge, publishHistogram } from './publishedMetric';

/** From 16 us to 4 s; 5 ms is where added latency begins to be too much. */
const LATENCY_BOUNDS_MS = [
	1 / 64,
	1 / 32,
	1 / 16,
	1 / 8,
	1 / 4,
	1 / 2,
	1,
	2,
	5,
	8,
	16,
	32,
	64,
	128,
	256,
	1024,
	4096,
];
const JITTER_BOUNDS_MS = [1 / 4, 1, 2, 4, 8, 16, 32, 64, 128];
const GAP_BOUNDS_MS = [20, 32, 40, 64, 128, 256, 512, 1024, 4096];

/** Audio: how much, how late, how even. */
export function publishAudio(registry: Registry, metrics: BridgeMetrics): void {
	publishHistogram({
		registry,
		name: 'bridge_added_latency_seconds',
		help: 'From when the process has read audio until the socket of the other side has it; what waits unread because the process is busy is in bridge_event_loop_delay_seconds.',
		boundsMs: LATENCY_BOUNDS_MS,
		labelName: 'direction',
		read: () => {
			const { toAgent, toCaller } = metrics.latency();
			return [
				{ label: DIRECTIONS[0], totals: toAgent },
				{ label: DIRECTIONS[1], totals: toCaller },
			];
		},
	});
	publishHistogram({
		registry,
		name: 'bridge_arrival_jitter_seconds',
		help: "Interarrival jitter (RFC 3550) of a call's audio from Plivo, once a minute and at its end.",
		boundsMs: JITTER_BOUNDS_MS,
		read: () => [{ totals: metrics.jitter }],
	});
	publishHistogram({
		registry,
		name: 'bridge_arrival_gap_seconds',
		help: "Longest time between two frames of a call's audio from Plivo, once a minute and at its end.",
		boundsMs: GAP_BOUNDS_MS,
		read: () => [{ totals: metrics.gaps }],
	});
	for (const [what, help] of [
		['bytes', 'Audio relayed, in bytes as on the stream of Plivo.'],
		['frames', 'Audio relayed, in frames of 20 ms.'],
	] as const) {
		publishCounter({
			registry,
			name: `bridge_audio_${what}_total`,
			help,
			labelNames: ['direction'],
			read: () => {
				const figures = metrics.figures();
				return [
					{ labels: { direction: DIRECTIONS[0] }, value: figures[`${what}ToAgent`] },
					{ labels: { direction: DIRECTIONS[1] }, value: figures[`${what}ToCaller`] },
				];
			},
		});
	}
	publishCounter({
		registry,
		name: 'bridge_dropped_frames_total',
		help: 'Frames of callers that their agent never got.',
		labelNames: ['reason'],
		read: () => {
			const { droppedFrames, lateFrames } = metrics.figures();
			const dropped: Record<FrameDropReason, number> = {
				'agent-slow': droppedFrames - lateFrames,
				late: lateFrames,
			};
			return byReason(dropped);
		},
	});
	publishCounter({
		registry,
		name: 'bridge_dropped_messages_total',
		help: 'What was dropped beside audio: data messages for an agent, pieces of transcript, tools that n8n was not told of, updates and sound of the live page, lines of the log.',
		labelNames: ['reason'],
		read: () => {
			const { droppedTexts, droppedPieces, droppedTools } = metrics.figures();
			const { updates, sound } = metrics.pageDrops;
			const dropped: Record<MessageDropReason, number> = {
				'agent-data': droppedTexts,
				transcript: droppedPieces,
				tool: droppedTools,
				'page-update': updates,
				'page-sound': sound,
				'log-line': metrics.logLinesDropped,
			};
			return byReason(dropped);
		},
	});
	publishGauge({
		registry,
		name: 'bridge_waiting_audio_seconds',
		help: 'Audio that waits in the bridge for a side that does not keep up, of all live calls together.',
		labelNames: ['direction'],
		read: () => {
			const { waitingToAgentMs, waitingToCallerMs } = metrics.figures();
			return [
				{ labels: { direction: DIRECTIONS[0] }, value: waitingToAgentMs / 1000 },
				{ labels: { direction: DIRECTIONS[1] }, value: waitingToCallerMs / 1000 },
			];
		},
	});
	publishGauge({
		registry,
		name: 'bridge_playback_buffer_seconds',
		help: 'Play time that Plivo holds, of all live calls together.',
		read: () => one(metrics.figures().aheadMs / 1000),
	});
	publishGauge({
		registry,
		name: 'bridge_playback_buffer_max_seconds',
		help: 'Play time that Plivo holds, of the call with most of it.',
		aggregator: 'max',
		read: () => one(metrics.figures().mostAheadMs / 1000),
	});
}
