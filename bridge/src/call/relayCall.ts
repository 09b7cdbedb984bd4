import type { Logger } from 'pino';
import { parseContentType } from '../../../nodes/shared/audioFormat';
import type { BridgeReport } from '../../../nodes/shared/bridgeEvents';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { CallEvents } from '../events/callEvents';
import type { BridgeLimits } from '../limits';
import { Playback } from '../plivo/playback';
import type { PlivoLeg, PlivoLegListener } from '../plivo/plivoLeg';
import type { PlivoMessage } from '../plivo/plivoMessage';
import { AgentLeg, type AgentLegEnd, type AgentLegListener } from '../ultravox/agentLeg';
import { dtmfText, unknownToolResult, type AgentMessage } from '../ultravox/agentMessage';
import { Transcript } from '../ultravox/transcript';
import { CallerAudio } from './callerAudio';
import { OUTCOMES, type CallOutcome } from './callOutcome';
import { DtmfBatch } from './dtmfBatch';
import { SilenceClock } from './silenceClock';

/** A report keeps this many digits; nobody types more. */
const MAXIMUM_DIGITS = 1_000;
const FAREWELL = 'farewell';

export interface RelayCallOptions {
	claims: StreamClaims;
	/** A leg whose stream has started. */
	plivo: PlivoLeg;
	events: CallEvents;
	limits: BridgeLimits;
	log: Logger;
	/** Both sockets are gone and the last event is queued. */
	onFinished: () => void;
}

/**
 * One relayed call, from Plivo's `start` until both sockets are gone: caller audio to the agent, agent audio to the
 * caller, barge-in, digits, transcript, and how each end of it ends the other.
 */
export class RelayCall implements PlivoLegListener, AgentLegListener {
	private readonly agent: AgentLeg;
	private readonly callerAudio: CallerAudio;
	private readonly playback: Playback;
	private readonly clock: SilenceClock;
	private readonly dtmf: DtmfBatch;
	private readonly transcript = new Transcript();
	private readonly startedAt = performance.now();
	private readonly bytesPerFrame: number;
	/** Set when the end has begun; the first reason is the one that counts. */
	private outcome: CallOutcome | undefined;
	private farewellTimer: NodeJS.Timeout | undefined;
	private finished = false;
	private bargeIns = 0;
	private firstAgentAudioMs: number | null = null;
	private digits = '';

	constructor(private readonly options: RelayCallOptions) {
		const { claims, plivo, limits } = options;
		const format = parseContentType(claims.contentType);
		this.bytesPerFrame = format.bytesPerFrame;
		this.agent = new AgentLeg(this, {
			connectTimeoutMs: limits.agentConnectTimeoutMs,
			closeTimeoutMs: limits.closeTimeoutMs,
		});
		this.callerAudio = new CallerAudio(this.agent, format, limits.callerQueueMs);
		this.clock = new SilenceClock(limits.mediaGapMs, () => this.callerAudio.writeSilence());
		this.dtmf = new DtmfBatch(limits.dtmfFlushMs, (digits) => this.forwardDigits(digits));
		this.playback = new Playback(plivo, {
			format,
			queueMs: limits.playbackQueueMs,
			stallMs: limits.playbackStallMs,
			onFull: () => this.agent.pause(),
			onDrained: () => this.agent.resume(),
			onStalled: () => plivo.terminate(),
		});
	}

	/** Takes over Plivo's socket and dials the agent. */
	begin(): void {
		const { claims, plivo, events, log } = this.options;
		plivo.listener = this;
		log.info({ contentType: claims.contentType }, 'stream started');
		events.emit('started', { streamId: plivo.streamId, contentType: claims.contentType });
		this.agent.connect(claims.joinUrl);
	}

	/** Ends the call because the bridge stops. */
	shutDown(): void {
		this.end(OUTCOMES.bridgeShutdown, 1001);
	}

	/** Watchdog of both sockets, to be called regularly. */
	beat(): void {
		this.options.plivo.beat();
		this.agent.beat();
	}

	onPlivoMessage(message: PlivoMessage): void {
		switch (message.event) {
			case 'media':
				if (this.outcome) return;
				this.clock.media();
				this.callerAudio.write(message.payload);
				return;
			case 'dtmf':
				if (this.digits.length < MAXIMUM_DIGITS) this.digits += message.digit;
				this.dtmf.press(message.digit);
				return;
			case 'played':
				// Only one checkpoint is ever set; a late or nameless report of it means the same.
				if (this.farewellTimer && (message.name ?? FAREWELL) === FAREWELL) this.closePlivo(1000);
				return;
			case 'stop':
				this.end(OUTCOMES.callerHangup, 1000);
				return;
			case 'failed':
				this.options.log.warn({ reason: message.reason }, 'Plivo could not play the audio');
				return;
			default:
		}
	}

	onPlivoClosed(): void {
		this.end(OUTCOMES.callerHangup, 1000);
		this.finishWhenClosed();
	}

	onAgentOpen(): void {
		this.options.log.info('agent connected');
		if (this.outcome) return;
		this.callerAudio.flush();
		this.clock.start();
	}

	onAgentAudio(pcm: Buffer): void {
		if (this.outcome) return;
		if (this.firstAgentAudioMs === null && pcm.some((byte) => byte !== 0)) {
			this.firstAgentAudioMs = this.elapsedMs();
		}
		this.playback.write(pcm);
	}

	onAgentMessage(message: AgentMessage): void {
		switch (message.type) {
			case 'playback_clear_buffer':
				this.playback.clear();
				this.bargeIns += 1;
				return;
			case 'transcript': {
				const line = this.transcript.apply(message);
				if (line) this.options.events.emit('transcript', { ...line });
				return;
			}
			case 'client_tool_invocation':
				this.options.log.warn({ toolName: message.toolName.slice(0, 100) }, 'unknown client tool');
				this.agent.sendText(unknownToolResult(message.invocationId, message.toolName));
		}
	}

	onAgentClosed({ how, detail }: AgentLegEnd): void {
		if (!this.outcome) {
			this.options.log[how === 'ended' ? 'info' : 'warn']({ how, detail }, 'agent gone');
		}
		if (how === 'ended') this.sayFarewell();
		else this.end(how === 'refused' ? OUTCOMES.agentRefused : OUTCOMES.agentLost, 1000);
		this.finishWhenClosed();
	}

	/** The agent said goodbye: Plivo plays what it still holds, and only then is its socket closed. */
	private sayFarewell(): void {
		if (this.outcome) return;
		this.outcome = OUTCOMES.agentEnded;
		this.clock.stop();
		if (!this.playback.started) {
			this.closePlivo(1000);
			return;
		}
		const limitMs = this.playback.outstandingMs + this.options.limits.farewellGraceMs;
		this.farewellTimer = setTimeout(() => this.closePlivo(1000), limitMs);
		this.playback.finish(FAREWELL);
	}

	private end(outcome: CallOutcome, plivoCode: number): void {
		this.outcome ??= outcome;
		this.clock.stop();
		this.agent.close();
		this.closePlivo(plivoCode);
	}

	/**
	 * Normal codes also for a lost agent: Plivo is to go on with the XML after `<Stream>`, and a failure code might make it
	 * connect again first (plivo.md §8.4, unconfirmed).
	 */
	private closePlivo(code: number): void {
		clearTimeout(this.farewellTimer);
		this.farewellTimer = undefined;
		this.playback.stop();
		this.options.plivo.close(code, this.outcome?.reason ?? '');
	}

	private forwardDigits(digits: string): void {
		this.options.events.emit('dtmf', { digits });
		this.agent.sendText(dtmfText(digits));
	}

	private finishWhenClosed(): void {
		if (this.finished || !this.outcome || !this.options.plivo.closed || !this.agent.closed) return;
		this.finished = true;
		this.dtmf.flush();
		const report = this.report(this.outcome);
		this.options.events.emit('ended', { report, transcript: this.transcript.all() });
		this.options.log.info({ report }, 'call ended');
		this.options.onFinished();
	}

	private report(outcome: CallOutcome): BridgeReport {
		return {
			...outcome,
			durationMs: this.elapsedMs(),
			framesFromCaller: Math.floor(this.callerAudio.bytes / this.bytesPerFrame),
			framesToCaller: Math.floor(this.playback.bytes / this.bytesPerFrame),
			bargeIns: this.bargeIns,
			firstAgentAudioMs: this.firstAgentAudioMs,
			digits: this.digits,
			droppedFrames: this.callerAudio.dropped,
		};
	}

	private elapsedMs(): number {
		return Math.round(performance.now() - this.startedAt);
	}
}
