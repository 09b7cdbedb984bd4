import type { Logger } from 'pino';
import { errorCode } from '../logger';
import type { AudioTap } from './audioTap';
import { LevelMeter } from './levelMeter';

/** Who hears a call along. One that throws is taken out: it must not harm the call. */
export class CallTaps {
	/** True while somebody hears along; only then is anything to be told. */
	active = false;
	private readonly taps = new Set<AudioTap>();
	private levelMeter: LevelMeter | undefined;
	private ended = false;

	/**
	 * @param elapsedMs milliseconds since the call began
	 * @param onChange `active` has changed
	 */
	constructor(
		private readonly elapsedMs: () => number,
		private readonly onChange: () => void,
		private readonly log: Logger,
	) {}

	/** Levels since the last time this was asked for; null while nobody hears along. */
	levels(): { callerLevel: number | null; agentLevel: number | null } {
		const levels = this.levelMeter?.take(this.elapsedMs());
		return levels ?? { callerLevel: null, agentLevel: null };
	}

	add(tap: AudioTap): void {
		if (this.ended) {
			tap.onEnd(this.elapsedMs());
			return;
		}
		this.taps.add(tap);
		if (this.active) return;
		this.levelMeter = new LevelMeter();
		this.active = true;
		this.onChange();
	}

	remove(tap: AudioTap): void {
		this.taps.delete(tap);
		if (this.taps.size > 0 || !this.active) return;
		this.levelMeter = undefined;
		this.active = false;
		this.onChange();
	}

	/** Audio of the caller that has just arrived: s16le. */
	callerAudio(pcm: Buffer): void {
		if (!this.active) return;
		const atMs = this.elapsedMs();
		this.levelMeter?.onCallerAudio(pcm);
		this.each((tap) => tap.onCallerAudio(pcm, atMs));
	}

	/** Audio for the caller, s16le, which is heard `playsAtMs` milliseconds after the call began. */
	playedAudio(pcm: Buffer, playsAtMs: number): void {
		if (!this.active) return;
		this.levelMeter?.onPlayedAudio(pcm, playsAtMs);
		this.each((tap) => tap.onPlayedAudio(pcm, playsAtMs));
	}

	/** What is not heard yet never is. */
	cleared(): void {
		if (!this.active) return;
		const atMs = this.elapsedMs();
		this.levelMeter?.onCleared(atMs);
		this.each((tap) => tap.onCleared(atMs));
	}

	/** The call is over. */
	end(): void {
		if (this.ended) return;
		this.ended = true;
		const atMs = this.elapsedMs();
		this.each((tap) => tap.onEnd(atMs));
		for (const tap of [...this.taps]) this.remove(tap);
	}

	private each(tell: (tap: AudioTap) => void): void {
		for (const tap of this.taps) {
			try {
				tell(tap);
			} catch (error) {
				this.log.error({ code: errorCode(error) }, 'a tap failed and was taken out');
				this.remove(tap);
			}
		}
	}
}
