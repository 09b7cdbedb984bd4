import type { BridgeTranscriptLine } from '../../../../nodes/shared/bridgeEvents';
import type { AudioTap } from '../../../src/call/audioTap';
import { CallFeed } from '../../../src/call/callFeed';
import type { LiveCall, LiveCallStatus } from '../../../src/call/liveCall';
import type { PageSource } from '../../../src/page/pageSource';
import type { BridgeState } from '../../../src/doors/statusRoutes';
import { emptyReport, OUTCOMES } from '../../../src/call/callOutcome';

/** The status of a call in which nothing has happened. */
export const QUIET: LiveCallStatus = {
	callId: '',
	callUuid: '',
	startedAt: '2026-03-04T10:00:00.000Z',
	durationMs: 0,
	contentType: 'audio/x-l16;rate=16000',
	connected: true,
	muted: false,
	held: false,
	agentState: 'listening',
	bargeIns: 0,
	resumes: 0,
	droppedFrames: 0,
	callerLevel: null,
	agentLevel: null,
	addedLatencyMs: 0.4,
	aheadMs: 0,
	digitCount: 0,
};

/** A live call without sockets: a test says what happens in it. */
export class FakeCall implements LiveCall {
	readonly sampleRate = 16_000;
	readonly taps = new Set<AudioTap>();
	/** What was ordered, in order. */
	readonly orders: string[] = [];
	lines: BridgeTranscriptLine[] = [];
	facts: Partial<LiveCallStatus> = {};
	private readonly beganAt = performance.now();

	constructor(
		readonly callId: string,
		readonly callUuid = `plivo-${callId}`,
	) {}

	/** Milliseconds since it began. */
	get elapsedMs(): number {
		return performance.now() - this.beganAt;
	}

	status(): LiveCallStatus {
		return {
			...QUIET,
			callId: this.callId,
			callUuid: this.callUuid,
			durationMs: this.elapsedMs,
			...this.facts,
		};
	}

	transcript(): BridgeTranscriptLine[] {
		return this.lines;
	}

	hangUp(): void {
		this.orders.push('hang up');
	}

	mute(muted: boolean): void {
		this.orders.push(muted ? 'mute' : 'unmute');
	}

	hold(held: boolean): void {
		this.orders.push(held ? 'hold' : 'resume');
	}

	addTap(tap: AudioTap): void {
		this.taps.add(tap);
	}

	removeTap(tap: AudioTap): void {
		this.taps.delete(tap);
	}
}

/** Fake calls, in the shape in which the page sees the bridge. */
export class FakeBridge implements PageSource {
	readonly feed = new CallFeed();
	readonly live = new Map<string, FakeCall>();
	waitingStreams = 0;
	queuedEvents = 0;
	draining = false;

	begin(call: FakeCall): FakeCall {
		this.live.set(call.callId, call);
		this.feed.started(call);
		return call;
	}

	say(call: FakeCall, line: BridgeTranscriptLine, final = true): void {
		call.lines = [...call.lines.filter(({ ordinal }) => ordinal !== line.ordinal), line];
		this.feed.transcript(call, line, final);
	}

	end(call: FakeCall): void {
		this.live.delete(call.callId);
		for (const tap of call.taps) tap.onEnd(call.elapsedMs);
		this.feed.ended(call, emptyReport(OUTCOMES.callerHangup));
	}

	calls(): Iterable<FakeCall> {
		return this.live.values();
	}

	state(): BridgeState {
		const { draining, waitingStreams, queuedEvents } = this;
		return { draining, calls: this.live.size, waitingStreams, queuedEvents };
	}
}
