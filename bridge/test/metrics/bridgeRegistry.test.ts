import { NO_ROW } from '../../src/hotTable';
import { BridgeMetrics } from '../../src/metrics/bridgeMetrics';
import { createRegistry } from '../../src/metrics/bridgeRegistry';
import type { CallFigures } from '../../src/metrics/callMeter';
import { BRIDGE_VERSION } from '../../src/version';
import { Exposition } from './exposition';

const FIGURES: CallFigures = {
	bytesToAgent: 6_400,
	framesToAgent: 10,
	bytesToCaller: 1_280,
	framesToCaller: 2,
	droppedFrames: 3,
	lateFrames: 1,
	droppedTexts: 5,
	droppedPieces: 6,
	droppedTools: 7,
	aheadMs: 1_500,
	waitingToAgentMs: 250,
	waitingToCallerMs: 3_000,
};

async function scrape(metrics: BridgeMetrics): Promise<Exposition> {
	return new Exposition(await createRegistry(metrics).metrics());
}

describe('the metrics', () => {
	it('are there, and zero, before anything has happened', async () => {
		const page = await scrape(new BridgeMetrics());
		expect(page.value('bridge_calls')).toBe(0);
		expect(page.value('bridge_calls_ended_total', { reason: 'caller-hangup' })).toBe(0);
		expect(page.value('bridge_added_latency_seconds_count', { direction: 'to_agent' })).toBe(0);
		expect(page.value('bridge_build_info', { version: BRIDGE_VERSION })).toBe(1);
	});

	it('cover calls that live and calls that are over, each once', async () => {
		const metrics = new BridgeMetrics();
		const over = metrics.openCall(() => FIGURES);
		const live = metrics.openCall(() => ({ ...FIGURES, aheadMs: 500 }));
		for (const meter of [over, live]) {
			meter.toAgent.note(0.05);
			meter.toCaller.note(3);
			meter.arrivals.note(0);
			meter.arrivals.note(50);
		}
		const early = await scrape(metrics);
		expect(early.value('bridge_calls')).toBe(2);
		expect(early.value('bridge_playback_buffer_seconds')).toBe(2);
		expect(early.value('bridge_playback_buffer_max_seconds')).toBe(1.5);
		const waiting = (direction: string) =>
			early.value('bridge_waiting_audio_seconds', { direction });
		expect([waiting('to_agent'), waiting('to_caller')]).toEqual([0.5, 6]);

		over.close('agent-ended');
		over.close('stalled');
		const page = await scrape(metrics);
		expect(page.value('bridge_calls')).toBe(1);
		expect(page.value('bridge_calls_started_total')).toBe(2);
		expect(page.value('bridge_calls_ended_total', { reason: 'agent-ended' })).toBe(1);
		expect(page.value('bridge_calls_ended_total', { reason: 'stalled' })).toBe(0);
		expect(page.value('bridge_audio_bytes_total', { direction: 'to_agent' })).toBe(12_800);
		expect(page.value('bridge_audio_frames_total', { direction: 'to_caller' })).toBe(4);
		expect(page.value('bridge_dropped_frames_total', { reason: 'agent-slow' })).toBe(4);
		expect(page.value('bridge_dropped_frames_total', { reason: 'late' })).toBe(2);
		const dropped = (reason: string) => page.value('bridge_dropped_messages_total', { reason });
		expect([dropped('agent-data'), dropped('transcript'), dropped('tool')]).toEqual([10, 12, 14]);
		expect(page.value('bridge_playback_buffer_seconds')).toBe(0.5);
		const latency = (le: string, direction: string) =>
			page.value('bridge_added_latency_seconds_bucket', { le, direction });
		expect([latency('0.00003125', 'to_agent'), latency('0.0000625', 'to_agent')]).toEqual([0, 2]);
		expect([latency('0.002', 'to_caller'), latency('0.005', 'to_caller')]).toEqual([0, 2]);
		expect(page.value('bridge_added_latency_seconds_sum', { direction: 'to_caller' })).toBe(0.006);
		// Of the call that is over: once.
		expect(page.value('bridge_arrival_gap_seconds_count')).toBe(1);
		expect(page.value('bridge_arrival_gap_seconds_sum')).toBe(0.05);
		expect(page.value('bridge_arrival_jitter_seconds_sum')).toBeCloseTo(30 / 16 / 1000, 12);
	});

	it('count on through the windows of a call', async () => {
		const metrics = new BridgeMetrics();
		const meter = metrics.openCall(() => FIGURES);
		for (let window = 1; window <= 3; window++) {
			meter.toAgent.note(1);
			meter.arrivals.note(window * 20);
			meter.endWindow();
		}
		meter.close('caller-hangup');
		const page = await scrape(metrics);
		expect(page.value('bridge_added_latency_seconds_count', { direction: 'to_agent' })).toBe(3);
		// The first window had one frame, and nothing to measure it against.
		expect(page.value('bridge_arrival_gap_seconds_count')).toBe(2);
	});

	it('cover all else that is counted', async () => {
		const metrics = new BridgeMetrics();
		metrics.connectRefused(401, 'token');
		metrics.connectRefused(401, 'token');
		metrics.connectRefused(409, 'spent');
		metrics.bargeIns = 4;
		metrics.resumes.timeout = 5;
		metrics.eventsDelivered = 6;
		metrics.eventRetries = 7;
		metrics.eventsDropped['too-old'] = 8;
		metrics.recordingsKept = 9;
		metrics.recordingRetries = 14;
		metrics.recordingFaults.disk = 10;
		metrics.levels.waitingStreams = () => 11;
		metrics.levels.eventsWaiting = () => 12;
		metrics.levels.recordingsWaiting = () => 13;
		metrics.levels.draining = () => 1;
		metrics.levels.ready = () => 1;
		const page = await scrape(metrics);
		expect({
			token: page.value('bridge_connects_refused_total', { status: '401', reason: 'token' }),
			spent: page.value('bridge_connects_refused_total', { status: '409', reason: 'spent' }),
			bargeIns: page.value('bridge_barge_ins_total'),
			resumes: page.value('bridge_resumes_total', { result: 'timeout' }),
			delivered: page.value('bridge_events_delivered_total'),
			retries: page.value('bridge_event_retries_total'),
			dropped: page.value('bridge_dropped_events_total', { reason: 'too-old' }),
			kept: page.value('bridge_recordings_kept_total'),
			recordingRetries: page.value('bridge_recording_retries_total'),
			faults: page.value('bridge_recording_faults_total', { reason: 'disk' }),
			waiting: page.value('bridge_waiting_streams'),
			events: page.value('bridge_events_waiting'),
			recordings: page.value('bridge_recordings_waiting'),
			draining: page.value('bridge_draining'),
			ready: page.value('bridge_ready'),
		}).toEqual({
			token: 2,
			spent: 1,
			bargeIns: 4,
			resumes: 5,
			delivered: 6,
			retries: 7,
			dropped: 8,
			kept: 9,
			recordingRetries: 14,
			faults: 10,
			waiting: 11,
			events: 12,
			recordings: 13,
			draining: 1,
			ready: 1,
		});
	});

	it('tell of the process too', async () => {
		const page = await scrape(new BridgeMetrics());
		expect(page.value('process_resident_memory_bytes')).toBeGreaterThan(0);
		expect(page.value('nodejs_eventloop_lag_seconds')).toBeGreaterThanOrEqual(0);
	});

	it('take no reason for a refusal that is not in the list', async () => {
		const metrics = new BridgeMetrics();
		metrics.connectRefused(403, '+14155550100' as never);
		const page = await scrape(metrics);
		expect(page.value('bridge_connects_refused_total', { status: '403', reason: 'other' })).toBe(1);
	});
});

describe('a call meter', () => {
	it('tells the latency of the slower direction, and of the last window while this one is empty', () => {
		const meter = new BridgeMetrics().openCall(() => FIGURES);
		expect(meter.addedLatencyMs).toBeNull();
		meter.toAgent.note(1);
		expect(meter.addedLatencyMs).toBe(1);
		meter.toCaller.note(2);
		expect(meter.addedLatencyMs).toBe(2);
		meter.endWindow();
		meter.endWindow();
		expect(meter.addedLatencyMs).toBe(2);
		meter.toAgent.note(0.5);
		expect(meter.addedLatencyMs).toBe(0.5);
	});

	it('gives the row of its arrivals back when the call is over', () => {
		const meter = new BridgeMetrics().openCall(() => FIGURES);
		const { row } = meter.arrivals;
		expect(row).not.toBe(NO_ROW);
		meter.close('caller-hangup');
		expect(meter.arrivals.row).toBe(NO_ROW);
		meter.close('caller-hangup');
		expect(new BridgeMetrics().openCall(() => FIGURES).arrivals.row).toBe(row);
	});
});
