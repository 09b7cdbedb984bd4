import { ArrivalJitter } from './arrivalJitter';
import { LatencyHistogram } from './latencyHistogram';
import type { BridgeMetrics } from './bridgeMetrics';
import type { END_REASONS } from './labels';

/** What a call has moved so far, and what Plivo holds of it. */
export interface CallFigures {
	bytesToAgent: number;
	framesToAgent: number;
	bytesToCaller: number;
	framesToCaller: number;
	/** Frames of the caller that the agent never got. */
	droppedFrames: number;
	/** Those of them that came too late. */
	lateFrames: number;
	/** Data messages that the agent never got. */
	droppedTexts: number;
	/** Pieces of transcript beyond what is remembered. */
	droppedPieces: number;
	/** Invocations of tools that n8n was not told of. */
	droppedTools: number;
	/** Play time that Plivo still holds, in milliseconds. */
	aheadMs: number;
	/** Audio that waits in the bridge for the agent, and for Plivo, in milliseconds. */
	waitingToAgentMs: number;
	waitingToCallerMs: number;
}

/**
 * The measurements of one live call. The hot path notes into the three instruments and nothing else; everything is summed up at a
 * window's end, which should come about once a minute, and when somebody asks.
 */
export class CallMeter {
	/** From when a caller's frame has been read until the agent's socket has it. */
	readonly toAgent = new LatencyHistogram();
	/** From when the agent's audio has been read until Plivo's socket has it. */
	readonly toCaller = new LatencyHistogram();
	readonly arrivals = new ArrivalJitter();
	private lastWindowMs: number | null = null;
	private closed = false;

	/** Made by `BridgeMetrics.openCall`. `figures` is asked at each scrape, and once at the end. */
	constructor(
		private readonly metrics: BridgeMetrics,
		readonly figures: () => CallFigures,
	) {}

	/**
	 * 99 of 100 frames of either direction left the bridge within this time after they had been read, in milliseconds: in this window,
	 * or in the last one while this one is empty. Null before the first frame. That a busy process reads late is not in it
	 * (loopDelay.ts).
	 */
	get addedLatencyMs(): number | null {
		const [one, other] = [this.toAgent.percentile(0.99), this.toCaller.percentile(0.99)];
		if (one === null || other === null) return one ?? other ?? this.lastWindowMs;
		return Math.max(one, other);
	}

	/** Adds the window to the totals of the process and begins another one. Read jitter and latency before. */
	endWindow(): void {
		this.lastWindowMs = this.addedLatencyMs;
		this.metrics.addWindow(this);
		this.toAgent.reset();
		this.toCaller.reset();
		this.arrivals.reset();
	}

	/** The call is over. May be called more than once; the first reason counts. */
	close(reason: (typeof END_REASONS)[number]): void {
		if (this.closed) return;
		this.closed = true;
		this.endWindow();
		this.metrics.closeCall(this, reason);
		this.arrivals.end();
	}
}
