const TICK_MS = 10;
const FRAME_MS = 20;

export interface SpeechPlayerOptions {
	/** Samples per second. */
	sampleRate: number;
	/** Milliseconds of audio in a chunk. */
	chunkMs: number;
	/** Milliseconds of unplayed audio the other side may be assumed to hold. */
	aheadMs: number;
	/** Sends zero frames in real time while nothing is said. */
	silenceWhileIdle: boolean;
	send: (samples: Int16Array) => void;
}

export interface Played {
	interrupted: boolean;
	/** Samples that real time has played out at the other side. */
	playedSamples: number;
}

interface Utterance {
	samples: Int16Array;
	sentSamples: number;
	/** Milliseconds of the monotonic clock at which the first sample is taken to be played. */
	startedAt: number;
	onProgress: (fraction: number) => void;
	onSent: () => void;
	resolve: (played: Played) => void;
}

/**
 * Sends speech faster than real time up to a lead, then paced (ultravox.md §8.2), and knows how much of it
 * real time must have played.
 */
export class SpeechPlayer {
	#timer: NodeJS.Timeout | undefined;
	#utterance: Utterance | undefined;
	#silentSince = 0;
	#silenceSent = 0;
	#closed = false;

	constructor(private readonly options: SpeechPlayerOptions) {}

	/** Starts the clock; zero frames flow from here on when the variant wants them. */
	start(): void {
		this.#restartSilence();
		this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
	}

	/** Stops for good; what is being said counts as interrupted. */
	close(): void {
		this.#closed = true;
		this.stop();
		clearInterval(this.#timer);
		this.#timer = undefined;
	}

	/**
	 * Says something; one utterance at a time.
	 *
	 * @param hooks onProgress gets the fraction played, onSent comes when the last sample is on its way
	 * @returns settles when real time has played all of it, or when it was stopped
	 */
	play(
		samples: Int16Array,
		hooks: { onProgress: (fraction: number) => void; onSent: () => void },
	): Promise<Played> {
		this.stop();
		if (this.#closed) return Promise.resolve({ interrupted: true, playedSamples: 0 });
		return new Promise((resolve) => {
			this.#utterance = {
				samples,
				sentSamples: 0,
				startedAt: performance.now(),
				resolve,
				...hooks,
			};
			this.#tick();
		});
	}

	/** Cuts what is being said. */
	stop(): void {
		const utterance = this.#utterance;
		if (!utterance) return;
		this.#finish(utterance, true);
	}

	#tick(): void {
		if (this.#utterance) this.#pump(this.#utterance);
		else if (this.options.silenceWhileIdle) this.#sendSilence();
	}

	#pump(utterance: Utterance): void {
		const { samples } = utterance;
		const chunk = this.#toSamples(this.options.chunkMs);
		const lead = Math.max(this.#toSamples(this.options.aheadMs), chunk);
		const due = this.#elapsedSamples(utterance);
		if (due > utterance.sentSamples && utterance.sentSamples < samples.length) {
			// The clock outran what was sent: the other side heard a gap, the rest is played later.
			utterance.startedAt += ((due - utterance.sentSamples) / this.options.sampleRate) * 1000;
		}
		const played = Math.min(this.#elapsedSamples(utterance), samples.length);
		while (utterance.sentSamples < samples.length) {
			const end = Math.min(utterance.sentSamples + chunk, samples.length);
			if (end - played > lead) break;
			this.options.send(samples.subarray(utterance.sentSamples, end));
			utterance.sentSamples = end;
			if (end === samples.length) utterance.onSent();
		}
		utterance.onProgress(played / samples.length);
		if (played >= samples.length) this.#finish(utterance, false);
	}

	#finish(utterance: Utterance, interrupted: boolean): void {
		this.#utterance = undefined;
		this.#restartSilence();
		const played = Math.min(this.#elapsedSamples(utterance), utterance.sentSamples);
		utterance.resolve({ interrupted, playedSamples: played });
	}

	#sendSilence(): void {
		const due = Math.floor((performance.now() - this.#silentSince) / FRAME_MS);
		for (; this.#silenceSent < due; this.#silenceSent++) {
			this.options.send(new Int16Array(this.#toSamples(FRAME_MS)));
		}
	}

	#restartSilence(): void {
		this.#silentSince = performance.now();
		this.#silenceSent = 0;
	}

	#elapsedSamples(utterance: Utterance): number {
		return Math.floor(((performance.now() - utterance.startedAt) / 1000) * this.options.sampleRate);
	}

	#toSamples(milliseconds: number): number {
		return Math.round((milliseconds * this.options.sampleRate) / 1000);
	}
}
