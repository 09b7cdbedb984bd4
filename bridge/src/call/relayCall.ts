import type { Logger } from 'pino';
import { parseContentType, type AudioFormat } from '../../../nodes/shared/audioFormat';
import type { BridgeTranscriptLine } from '../../../nodes/shared/bridgeEvents';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { CallEvents } from '../events/callEvents';
import type { CallMeter } from '../metrics/callMeter';
import type { PlivoLeg } from '../plivo/plivoLeg';
import type { CallRecording } from '../recording/callRecording';
import type { CallTrace } from '../tracing/callTrace';
import type { AgentLeg } from '../ultravox/agentLeg';
import { AgentSide } from './agentSide';
import type { AudioTap } from './audioTap';
import { CallAudio } from './callAudio';
import { CallEnd } from './callEnd';
import { CallFault } from './callFault';
import { isLoss, OUTCOMES, type CallOutcome } from './callOutcome';
import { figuresOf, reportOf, statusOf, troublesOf, type CallParts } from './callParts';
import { CallQuality } from './callQuality';
import type { CallServices } from './callServices';
import { CallWatch } from './callWatch';
import { Conversation } from './conversation';
import { DtmfBatch } from './dtmfBatch';
import type { LiveCall, LiveCallStatus } from './liveCall';
import { PlivoSide } from './plivoSide';
import type { Resumption } from './resumption';

export interface RelayCallOptions {
	claims: StreamClaims;
	/** A leg whose stream has started. */
	plivo: PlivoLeg;
	events: Pick<CallEvents, 'afterDelivery' | 'emit' | 'traceUnder'>;
	services: CallServices;
	log: Logger;
	/** Both sockets are gone and the last event is queued. */
	onFinished: () => void;
}

/**
 * One relayed call, from Plivo's `start` until both sockets are gone. It puts the parts together: audio both ways, the agent's side,
 * what is said and pressed, limits, and the end.
 */
export class RelayCall implements LiveCall, CallParts {
	readonly claims: StreamClaims;
	readonly format: AudioFormat;
	readonly audio: CallAudio;
	readonly conversation: Conversation;
	readonly end: CallEnd;
	readonly meter: CallMeter;
	readonly fault: CallFault;
	readonly startedAt = new Date().toISOString();
	recording: CallRecording | undefined;
	readonly dtmf: DtmfBatch;
	private readonly agentSide: AgentSide;
	private readonly plivoSide: PlivoSide;
	private readonly beganAt = performance.now();
	private readonly watch: CallWatch;
	private readonly quality: CallQuality;
	private readonly trace: CallTrace;
	private finished = false;

	constructor(private readonly options: RelayCallOptions) {
		const { claims, plivo, events, log } = options;
		const { limits, metrics, tracing, feed } = options.services;
		this.claims = claims;
		this.format = parseContentType(claims.contentType);
		this.trace = tracing.openCall(claims);
		events.traceUnder(this.trace.traceparent);
		this.meter = metrics.openCall(() => figuresOf(this));
		this.fault = new CallFault({
			plivo,
			agent: { close: () => this.agent.close() },
			metrics,
			end: () => this.end.atOnce(OUTCOMES.protocolError),
			log,
		});
		const { guard } = this.fault;
		this.conversation = new Conversation(this, events, feed);
		this.agentSide = new AgentSide(this, options, this.trace);
		this.plivoSide = new PlivoSide(this, log);
		this.audio = new CallAudio({
			format: this.format,
			plivo,
			agent: this.agent,
			limits,
			meter: this.meter,
			notInterruptible: claims.notInterruptible === true,
			beganAt: this.beganAt,
			elapsedMs: () => this.elapsedMs,
			guard,
			onStalled: guard(() => this.end.breakOff(OUTCOMES.stalled)),
			agentState: () => this.conversation.agentState,
			onFirstSpeech: () => this.agentSide.spoke(),
			log,
		});
		const enter = (digits: string) => this.agentSide.enter(digits);
		this.dtmf = new DtmfBatch(limits.dtmfFlushMs, guard(enter));
		this.quality = new CallQuality({
			meter: this.meter,
			gaps: () => this.audio.clock.gaps,
			everyMs: limits.qualityMs,
			tell: guard((quality) => events.emit('quality', { ...quality })),
		});
		this.watch = new CallWatch({
			idleMediaMs: limits.idleMediaMs,
			callMs: limits.callMs,
			sinceMediaMs: () => this.audio.clock.sinceMediaMs,
			onIdle: guard(() => this.end.atOnce(OUTCOMES.noAudio)),
			onTooLong: guard(() => this.end.afterFarewell(OUTCOMES.tooLong)),
		});
		this.end = new CallEnd({
			plivo,
			agent: this.agent,
			playback: this.audio.playback,
			farewellGraceMs: limits.farewellGraceMs,
			farewellStallMs: limits.farewellStallMs,
			guard,
			onBegin: () => this.beginEnd(),
			events,
		});
	}

	get agent(): AgentLeg {
		return this.agentSide.leg;
	}

	get resumption(): Resumption {
		return this.agentSide.resumption;
	}

	get playFailures(): number {
		return this.plivoSide.playFailures;
	}

	get callId(): string {
		return this.claims.callId;
	}

	get callUuid(): string {
		return this.claims.callUuid;
	}

	get sampleRate(): number {
		return this.format.sampleRate;
	}

	/** Milliseconds since the call began. */
	get elapsedMs(): number {
		return performance.now() - this.beganAt;
	}

	/** Takes over Plivo's socket and dials the agent. */
	begin(): void {
		const { claims, plivo, events, log } = this.options;
		plivo.listener = this.plivoSide;
		plivo.shortcut = this.audio.fromCaller;
		this.agent.audio = this.audio;
		log.info({ contentType: claims.contentType }, 'stream started');
		events.emit('started', { streamId: plivo.streamId, contentType: claims.contentType });
		this.recording = this.options.services.recordings?.begin(this, claims.record === true);
		this.watch.start();
		this.quality.start();
		this.options.services.feed.started(this);
		this.agentSide.dial(claims.joinUrl);
	}

	/** Ends the call because the bridge stops. */
	shutDown(): void {
		this.end.atOnce(OUTCOMES.bridgeShutdown, 1001);
	}

	hangUp(): void {
		this.end.atOnce(OUTCOMES.hungUp);
	}

	/** Plivo has gone on with what comes after the stream, and has not said so on it. */
	leftBehind(): void {
		if (!this.end.outcome) this.end.breakOff(OUTCOMES.streamLost);
	}

	mute(muted: boolean): void {
		if (this.end.outcome) return;
		// Keys pressed before count as they did then.
		this.dtmf.flush();
		this.audio.mute(muted);
		this.changed();
	}

	hold(held: boolean): void {
		if (this.end.outcome) return;
		this.dtmf.flush();
		this.audio.hold(held);
		this.changed();
	}

	addTap(tap: AudioTap): void {
		this.audio.taps.add(tap);
	}

	removeTap(tap: AudioTap): void {
		this.audio.taps.remove(tap);
	}

	status(): LiveCallStatus {
		return statusOf(this);
	}

	transcript(): BridgeTranscriptLine[] {
		return this.conversation.lines();
	}

	/** Watchdog of Plivo's socket, to be called regularly. */
	beat(): void {
		this.options.plivo.beat();
	}

	private beginEnd(): void {
		const { outcome } = this.end;
		if (outcome && isLoss(outcome)) this.options.services.lostAgents.add(this.callId);
		this.watch.stop();
		this.resumption.giveUp();
		this.audio.end();
		this.changed();
	}

	/** Something in the status has changed. */
	changed(): void {
		this.options.services.feed.updated(this);
	}

	/** To be called when either socket is gone. */
	finishWhenClosed(): void {
		const { outcome } = this.end;
		if (this.finished || !outcome || !this.options.plivo.closed || !this.agent.closed) return;
		this.finished = true;
		try {
			this.tellEnd(outcome);
		} finally {
			this.options.onFinished();
		}
	}

	private tellEnd(outcome: CallOutcome): void {
		this.dtmf.flush();
		this.quality.stop();
		// The recording is as long as the call now, and the report says so.
		this.audio.taps.end();
		const report = reportOf(this, outcome);
		this.meter.close(outcome.reason);
		this.options.events.emit('ended', { report, transcript: this.transcript() });
		this.options.log.info({ report, ...troublesOf(this) }, 'call ended');
		this.trace.end(report);
		this.options.services.feed.ended(this, report);
	}
}
