import { quietAtEnd } from './nearSilence';

/** While the agent says that it speaks, a pause of up to this length belongs to what it says, in milliseconds. */
const LONGEST_PAUSE_MS = 2_000;
/**
 * After the agent has said that it speaks no more, what it sends counts for so much longer, in milliseconds: whether it says so before or
 * after the last of its audio is open (ultravox.md §8.2).
 */
const TRAILING_MS = 3_000;

/**
 * Knows until when the caller hears the agent speak. Two things tell: how loud its audio is, and what it says of itself. An agent that
 * sends noise while it listens does not speak, nor does one that has never said what it does and is all but silent.
 */
export class AgentSpeech {
	/** When the caller will have heard the last of the agent, by performance.now(): of all that was loud, and of what was speech. */
	private loudUntil = Number.NEGATIVE_INFINITY;
	private endsAt = Number.NEGATIVE_INFINITY;
	/** When the agent said last that it speaks, or had not said what it does. */
	private spokeAt = Number.NEGATIVE_INFINITY;

	/** @param agentState in Ultravox's words; null until it says */
	constructor(
		private readonly bytesPerMs: number,
		private readonly agentState: () => string | null,
	) {}

	/** The agent has sent this, s16le, of which the caller will have heard the last at `heardAt`; times by performance.now(). */
	said(pcm: Buffer, heardAt: number, now: number): void {
		const quiet = quietAtEnd(pcm);
		if (quiet < pcm.length) this.loudUntil = heardAt - quiet / this.bytesPerMs;
		this.look(now);
		const inPause = heardAt - this.loudUntil <= LONGEST_PAUSE_MS;
		if (inPause && this.agentState() === 'speaking') this.endsAt = Math.max(this.endsAt, heardAt);
	}

	/** Speech that the caller has not heard yet, in milliseconds; not positive when there is none. */
	leftMs(now: number): number {
		this.look(now);
		return this.endsAt - now;
	}

	/** The caller hears nothing more of what was said so far. */
	clear(): void {
		this.loudUntil = Number.NEGATIVE_INFINITY;
		this.endsAt = Number.NEGATIVE_INFINITY;
	}

	private look(now: number): void {
		const state = this.agentState();
		if (state === null || state === 'speaking') this.spokeAt = now;
		if (now - this.spokeAt < TRAILING_MS) this.endsAt = Math.max(this.endsAt, this.loudUntil);
	}
}
