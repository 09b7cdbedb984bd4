import type { Logger } from 'pino';
import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { BridgeLimits } from '../config/limits';
import type { CallMeter } from '../metrics/callMeter';
import { Playback } from '../plivo/playback';
import type { PlivoLeg } from '../plivo/plivoLeg';
import type { AgentAudioTaker, AgentLeg } from '../ultravox/agentLeg';
import { AgentSpeech } from './agentSpeech';
import { CallerAudio } from './callerAudio';
import { CallerGate } from './callerGate';
import type { Guard } from './callFault';
import { CallTaps } from './callTaps';
import { LoopPlayer } from './loopPlayer';
import { quietAtEnd } from './nearSilence';
import { SilenceClock } from './silenceClock';

export interface CallAudioOptions {
	format: AudioFormat;
	plivo: PlivoLeg;
	agent: AgentLeg;
	limits: BridgeLimits;
	meter: CallMeter;
	notInterruptible: boolean;
	/** When the call began, by performance.now(). */
	beganAt: number;
	/** Milliseconds since then. */
	elapsedMs: () => number;
	guard: Guard;
	/** Plivo takes nothing any more. */
	onStalled: () => void;
	/** What the agent does, in Ultravox's words; null until it says. */
	agentState: () => string | null;
	/** The agent has said something. */
	onFirstSpeech: () => void;
	log: Logger;
}

/** The audio of one call, both ways: what the agent hears of the caller, what the caller hears, and who hears it along. */
export class CallAudio implements AgentAudioTaker {
	readonly fromCaller: CallerAudio;
	readonly playback: Playback;
	readonly gate: CallerGate;
	readonly taps: CallTaps;
	readonly clock: SilenceClock;
	/** From the beginning of the call to the first audio of the agent that was not silence; null when there was none. */
	firstAgentAudioMs: number | null = null;
	/** Speech of the agent that the caller never heard, in milliseconds. */
	discardedMs = 0;
	private readonly player: LoopPlayer;
	private replacing = false;
	private ended = false;
	/** What the agent says goes to the caller. */
	private passesOn = true;
	private readonly speech: AgentSpeech;

	constructor(private readonly options: CallAudioOptions) {
		const { format, plivo, agent, limits, meter, guard } = options;
		this.fromCaller = new CallerAudio(agent, format, limits, meter, guard);
		this.playback = new Playback(plivo, {
			format,
			queueMs: limits.playbackQueueMs,
			stallMs: limits.playbackStallMs,
			guard,
			latency: meter.toCaller,
			onFull: () => agent.pause(),
			onDrained: () => agent.resume(),
			onStalled: options.onStalled,
		});
		this.player = new LoopPlayer(this.playback, format.sampleRate, guard);
		this.speech = new AgentSpeech(format.sampleRate / 500, options.agentState);
		this.gate = new CallerGate({
			notInterruptible: options.notInterruptible,
			speechMs: (now) => this.speech.leftMs(now),
		});
		this.taps = new CallTaps(options.elapsedMs, () => this.chooseWays(), options.log);
		const sendSilence = guard((gapFrom: number, now: number) =>
			this.fromCaller.writeSilence(gapFrom, now),
		);
		this.clock = new SilenceClock(limits.mediaGapMs, meter.arrivals, sendSilence);
		this.chooseWays();
	}

	speak(pcm: Buffer, more: boolean): void {
		if (!this.passesOn) {
			this.dropSpeech(pcm);
			return;
		}
		const now = performance.now();
		if (this.firstAgentAudioMs === null) this.lookForSpeech(pcm);
		this.playback.write(pcm, more, now);
		if (this.options.notInterruptible) {
			this.speech.said(pcm, now + this.playback.outstandingMs, now);
		}
	}

	speakTogether(): void {
		this.playback.flush();
	}

	/** The agent is there, the first one or another. */
	agentReady(): void {
		if (this.replacing) {
			this.replacing = false;
			this.playback.beginAnew();
			this.fromCaller.beginAnew();
			this.choosePlay();
		}
		this.fromCaller.flush();
		this.clock.start();
		if (this.playback.full) this.options.agent.pause();
	}

	/** No agent is there, not yet or not any more, and one is sought; the caller hears so when what was said has been heard. */
	agentMissing(): void {
		if (this.ended) return;
		this.replacing = true;
		this.choosePlay();
	}

	/**
	 * The caller interrupts: what the agent has said so far is not heard any more. Music plays on.
	 * @returns how much that was, in milliseconds
	 */
	interrupt(): number {
		this.playback.beginAnew();
		return this.gate.held ? 0 : this.cut();
	}

	/** True: the agent hears silence instead of the caller. */
	mute(muted: boolean): void {
		this.gate.muted = muted;
		this.chooseWays();
	}

	/** True: the caller hears music, and the agent silence; what the agent says is dropped. */
	hold(held: boolean): void {
		if (held === this.gate.held) return;
		this.gate.held = held;
		if (!this.stopSound() && held) this.cut();
		this.choosePlay();
		this.chooseWays();
	}

	/** The end has begun: nothing new is heard on either side, but for taps, which hear the caller until Plivo is gone. */
	end(): void {
		this.ended = true;
		this.clock.stop();
		this.fromCaller.end();
		this.choosePlay();
		this.chooseWays();
	}

	private lookForSpeech(pcm: Buffer): void {
		if (quietAtEnd(pcm) === pcm.length) return;
		this.firstAgentAudioMs = Math.round(this.options.elapsedMs());
		this.chooseWays();
		this.options.onFirstSpeech();
	}

	private dropSpeech(pcm: Buffer): void {
		if (this.ended) return;
		this.playback.skip(pcm);
		this.discardedMs += pcm.length / (this.options.format.sampleRate / 500);
	}

	private cut(): number {
		const discardedMs = this.playback.clear();
		this.speech.clear();
		this.discardedMs += discardedMs;
		this.taps.cleared();
		return discardedMs;
	}

	/** A sound of our own, when there is a reason for one. */
	private choosePlay(): void {
		if (this.ended || !(this.gate.held || this.replacing)) this.stopSound();
		else this.player.play(this.gate.held ? 'music' : 'filler');
	}

	/** @returns true when there was one, which was cut off */
	private stopSound(): boolean {
		if (!this.player.stop()) return false;
		this.playback.clear();
		this.taps.cleared();
		return true;
	}

	/** The short ways past everybody are open while nobody hears along and everything is passed on. */
	private chooseWays(): void {
		this.passesOn = !this.ended && !this.gate.held;
		const unheard = this.firstAgentAudioMs !== null && !this.options.notInterruptible;
		this.options.agent.shortcut = this.passesOn && unheard ? this.playback.shortcut : undefined;
		const filtered = this.taps.active || this.gate.needed || this.ended;
		this.fromCaller.filter = filtered ? (pcm) => this.filter(pcm) : undefined;
		this.playback.tap = this.taps.active
			? (pcm, playsAt) => this.taps.playedAudio(pcm, playsAt - this.options.beganAt)
			: undefined;
	}

	private filter(pcm: Buffer): Buffer | undefined {
		this.taps.callerAudio(pcm);
		return this.ended ? undefined : this.gate.heard(pcm);
	}
}
