/** The agent counts as speaking for this much longer: between two pieces of its audio our clock may run dry. */
const SPEECH_TAIL_MS = 200;
/** Silence for any usual frame; 20 ms have at most 640 bytes. */
const SILENCE = Buffer.alloc(4_096);

export interface CallerGateOptions {
	/** What the caller says while the agent speaks is not passed on, for the whole call. */
	notInterruptible: boolean;
	/** Speech of the agent that the caller has not heard yet at that time by performance.now(), in milliseconds by our clock. */
	speechMs: (now: number) => number;
}

/** Decides what the agent hears of the caller: what is said, or silence of the same length. */
export class CallerGate {
	muted = false;
	held = false;
	private spokeAt = Number.NEGATIVE_INFINITY;

	constructor(private readonly options: CallerGateOptions) {}

	/** True while every piece of audio is to be asked about. */
	get needed(): boolean {
		return this.closed || this.options.notInterruptible;
	}

	/** True while the agent gets nothing at all of the caller, keys neither. */
	get closed(): boolean {
		return this.muted || this.held;
	}

	/** What the agent hears in place of this s16le audio. */
	heard(pcm: Buffer): Buffer {
		return this.closed || this.agentSpeaks() ? silenceOf(pcm.length) : pcm;
	}

	private agentSpeaks(): boolean {
		if (!this.options.notInterruptible) return false;
		const now = performance.now();
		if (this.options.speechMs(now) > 0) this.spokeAt = now;
		return now - this.spokeAt < SPEECH_TAIL_MS;
	}
}

function silenceOf(bytes: number): Buffer {
	return bytes <= SILENCE.length ? SILENCE.subarray(0, bytes) : Buffer.alloc(bytes);
}
