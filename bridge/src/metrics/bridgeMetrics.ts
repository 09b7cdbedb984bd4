import { CallMeter, type CallFigures } from './callMeter';
import {
	END_REASONS,
	EVENT_DROP_REASONS,
	RECORDING_FAULTS,
	REFUSAL_REASONS,
	RESUME_RESULTS,
	tally,
	type RefusalReason,
} from './labels';
import { addDuration, emptyTotals, type LatencyTotals } from './latencyHistogram';

/** What is read at the moment of a scrape. */
type Level =
	| 'waitingStreams'
	| 'eventsWaiting'
	| 'eventsUnwritten'
	| 'eventsUnreadable'
	| 'recordingsWaiting'
	| 'draining'
	| 'ready';

/** What is there at a moment, and not counted. */
type HeldFigures = Pick<CallFigures, 'aheadMs' | 'waitingToAgentMs' | 'waitingToCallerMs'>;
type MovedFigures = Omit<CallFigures, keyof HeldFigures>;

/**
 * What the bridge counts about itself: plain numbers, incremented where things happen, and turned into metrics only when somebody asks
 * (metricsRoute.ts). Counts only ever grow.
 */
export class BridgeMetrics {
	callsStarted = 0;
	readonly callsEnded = tally(END_REASONS);
	/** By status and reason: `<status> <reason>`. */
	readonly connectsRefused = new Map<string, number>();
	/** Plain HTTP requests, by status. */
	readonly requestsRefused = new Map<number, number>();
	/** Connections closed because there were too many, or their clients asked far too much. */
	connectionsRefused = 0;
	/** Errors in the work of a call, which ended it: bugs. */
	callFaults = 0;
	bargeIns = 0;
	readonly resumes = tally(RESUME_RESULTS);
	/** Taken into the queue. */
	eventsQueued = 0;
	eventsDelivered = 0;
	/** Attempts that failed and were or will be repeated. */
	eventRetries = 0;
	readonly eventsDropped = tally(EVENT_DROP_REASONS);
	/** Writes to the data folder that failed. */
	eventWriteFailures = 0;
	/** Recordings that have reached their store. */
	recordingsKept = 0;
	/** Attempts to deliver a recording that failed and were or will be repeated. */
	recordingRetries = 0;
	readonly recordingFaults = tally(RECORDING_FAULTS);
	/** What browsers did not keep up with: updates of calls, and pieces of 100 ms of sound. */
	readonly pageDrops = { updates: 0, sound: 0 };
	/** Lines of the log that there was no place for. */
	logLinesDropped = 0;
	/** Set by whoever knows; 0 until then. */
	readonly levels: Record<Level, () => number> = {
		waitingStreams: () => 0,
		eventsWaiting: () => 0,
		eventsUnwritten: () => 0,
		eventsUnreadable: () => 0,
		recordingsWaiting: () => 0,
		draining: () => 0,
		ready: () => 0,
	};
	/** Jitter and largest gap of each window of each call that has ended. */
	readonly jitter = emptyTotals();
	readonly gaps = emptyTotals();

	private readonly live = new Set<CallMeter>();
	private readonly latencyToAgent = emptyTotals();
	private readonly latencyToCaller = emptyTotals();
	private readonly ended: MovedFigures = {
		bytesToAgent: 0,
		framesToAgent: 0,
		bytesToCaller: 0,
		framesToCaller: 0,
		droppedFrames: 0,
		lateFrames: 0,
		droppedTexts: 0,
		droppedPieces: 0,
		droppedTools: 0,
	};

	/** Counts a call that begins. The meter must be closed at its end. */
	openCall(figures: () => CallFigures): CallMeter {
		const meter = new CallMeter(this, figures);
		this.callsStarted += 1;
		this.live.add(meter);
		return meter;
	}

	/** Counts a stream that was not taken; `status` is what its upgrade was answered with, 101 when it failed after that. */
	connectRefused(status: number, reason: RefusalReason): void {
		const key = `${status} ${REFUSAL_REASONS.includes(reason) ? reason : 'other'}`;
		this.connectsRefused.set(key, (this.connectsRefused.get(key) ?? 0) + 1);
	}

	/** Counts an HTTP request that was refused with this status. */
	requestRefused(status: number): void {
		this.requestsRefused.set(status, (this.requestsRefused.get(status) ?? 0) + 1);
	}

	/** Calls that live now. */
	get callsLive(): number {
		return this.live.size;
	}

	/** Added latency of all frames so far, those of live calls too. */
	latency(): { toAgent: LatencyTotals; toCaller: LatencyTotals } {
		const toAgent = copyOf(this.latencyToAgent);
		const toCaller = copyOf(this.latencyToCaller);
		for (const meter of this.live) {
			meter.toAgent.addTo(toAgent);
			meter.toCaller.addTo(toCaller);
		}
		return { toAgent, toCaller };
	}

	/** What all calls so far have moved, and what waits of the live ones: of all together, and at Plivo of the one it holds most of. */
	figures(): CallFigures & { mostAheadMs: number } {
		const held: HeldFigures = { aheadMs: 0, waitingToAgentMs: 0, waitingToCallerMs: 0 };
		const sum = { ...this.ended, ...held, mostAheadMs: 0 };
		for (const meter of this.live) {
			const figures = meter.figures();
			addTo(sum, figures);
			sum.aheadMs += figures.aheadMs;
			sum.waitingToAgentMs += figures.waitingToAgentMs;
			sum.waitingToCallerMs += figures.waitingToCallerMs;
			sum.mostAheadMs = Math.max(sum.mostAheadMs, figures.aheadMs);
		}
		return sum;
	}

	/** For CallMeter: takes the measurements of one window. */
	addWindow({ toAgent, toCaller, arrivals }: CallMeter): void {
		toAgent.addTo(this.latencyToAgent);
		toCaller.addTo(this.latencyToCaller);
		if (arrivals.largestGapMs === 0) return;
		addDuration(this.jitter, arrivals.jitterMs);
		addDuration(this.gaps, arrivals.largestGapMs);
	}

	/** For CallMeter: a call is over. */
	closeCall(meter: CallMeter, reason: (typeof END_REASONS)[number]): void {
		if (!this.live.delete(meter)) return;
		addTo(this.ended, meter.figures());
		this.callsEnded[reason] += 1;
	}
}

function addTo(sum: MovedFigures, figures: MovedFigures): void {
	sum.bytesToAgent += figures.bytesToAgent;
	sum.framesToAgent += figures.framesToAgent;
	sum.bytesToCaller += figures.bytesToCaller;
	sum.framesToCaller += figures.framesToCaller;
	sum.droppedFrames += figures.droppedFrames;
	sum.lateFrames += figures.lateFrames;
	sum.droppedTexts += figures.droppedTexts;
	sum.droppedPieces += figures.droppedPieces;
	sum.droppedTools += figures.droppedTools;
}

function copyOf({ counts, sumMs }: LatencyTotals): LatencyTotals {
	return { counts: counts.slice(), sumMs };
}
