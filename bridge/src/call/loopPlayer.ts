import type { Guard } from './callFault';
import { loopOf, type SoundName } from '../sound/loops';

/** How much of a sound may be on its way to the caller, in milliseconds: what Plivo holds plays on until it is cleared. */
const AHEAD_MS: Record<SoundName, number> = { music: 1_000, filler: 400 };
/** How often the sound is gone on with, and in pieces of which length, in milliseconds. */
const STEP_MS = 200;

/**
 * How long after the end of what the caller still has to hear a sound begins, in milliseconds by our clock: Plivo is a little behind it,
 * and a clear that ends the sound must not cut the last words before it. Music begins after a clear.
 */
const AFTER_MS: Record<SoundName, number> = { music: 0, filler: 300 };

/** What a sound needs of the caller's side. */
export interface SoundOutput {
	/** Play time ahead of the caller, in milliseconds. */
	readonly outstandingMs: number;
	/** As that, and negative when the caller has heard everything so long ago. */
	readonly endsInMs: number;
	/** Takes s16le at the stream's sample rate; false: to be sent at once. */
	play(samples: Buffer, more: boolean): void;
}

/** Plays a sound of the bridge's own to the caller, over and over, behind what it still has to hear. */
export class LoopPlayer {
	private name: SoundName | undefined;
	private place = 0;
	private begun = false;
	private beginTimer: NodeJS.Timeout | undefined;
	private timer: NodeJS.Timeout | undefined;

	constructor(
		private readonly output: SoundOutput,
		/** Hertz. */
		private readonly sampleRate: number,
		private readonly guard: Guard,
	) {}

	/** Plays a sound from its beginning, unless it is played already. */
	play(name: SoundName): void {
		if (this.name === name) return;
		this.stopTimers();
		this.name = name;
		this.place = 0;
		this.begin();
	}

	/**
	 * Writes no more.
	 * @returns true when some of the sound may be on its way: it is heard, unless it is cleared
	 */
	stop(): boolean {
		this.stopTimers();
		this.name = undefined;
		const { begun } = this;
		this.begun = false;
		return begun;
	}

	/** Once everything before it is heard. */
	private begin(): void {
		if (this.name === undefined) return;
		const waitMs = this.output.endsInMs + AFTER_MS[this.name];
		if (waitMs > 0) {
			this.beginTimer = setTimeout(
				this.guard(() => this.begin()),
				Math.ceil(waitMs),
			);
			return;
		}
		this.timer = setInterval(
			this.guard(() => this.goOn()),
			STEP_MS,
		);
		this.goOn();
	}

	private stopTimers(): void {
		clearTimeout(this.beginTimer);
		clearInterval(this.timer);
	}

	private goOn(): void {
		if (this.name === undefined) return;
		const loop = loopOf(this.name, this.sampleRate);
		const step = (this.sampleRate / 1000) * STEP_MS * 2;
		while (this.output.outstandingMs <= AHEAD_MS[this.name] - STEP_MS) {
			const end = Math.min(this.place + step, loop.length);
			this.output.play(loop.subarray(this.place, end), false);
			this.begun = true;
			this.place = end % loop.length;
		}
	}
}
