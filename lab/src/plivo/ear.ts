import type { SampleRate } from '../audio/pcm';
import { concatenateSamples, FRAME_MS } from '../audio/pcm';
import type { HeardUtterance } from '../audio/utterance';
import { UtteranceDecoder } from '../audio/utterance';

/** Sound of this much before its detected begin belongs to it. */
const LOOK_BACK_FRAMES = 4;

/** Of an utterance without end, this much is kept: half a minute. */
const MOST_FRAMES = 1500;

/** Whether a frame is more than a line's hiss: -46 dB of full scale. */
export function isSilent(samples: Int16Array): boolean {
	return samples.every((sample) => Math.abs(sample) < 160);
}

/**
 * What a person hears: every sample that reaches the telephone, decoded. Times are milliseconds
 * since the ear was put to the receiver; the line may change its rate on the way.
 */
export class Ear {
	readonly heard: HeardUtterance[] = [];
	/** When the first sound came, in ms; null before. */
	firstSoundAtMs: number | null = null;
	/** When the last sound ended, in ms; null before the first. */
	lastSoundAtMs: number | null = null;
	/** Milliseconds heard so far. */
	elapsedMs = 0;

	#decoder: UtteranceDecoder | undefined;
	#rate: SampleRate = 16000;
	#recent: Int16Array[] = [];
	readonly #listeners = new Set<() => void>();

	/** Whether the other side talks now, or did in the last 200 ms. */
	get speaking(): boolean {
		return this.#decoder?.speaking ?? false;
	}

	/** Calls the listener after every 20 ms heard; the returned function stops that. */
	onFrame(listener: () => void): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Takes the next 20 ms. */
	push(samples: Int16Array, rate: SampleRate): void {
		const decoder = this.#decoderFor(rate);
		if (!isSilent(samples)) {
			this.firstSoundAtMs ??= this.elapsedMs;
			this.lastSoundAtMs = this.elapsedMs + FRAME_MS;
		}
		this.#recent.push(samples);
		decoder.push(samples);
		this.elapsedMs += FRAME_MS;
		const kept = decoder.speaking ? MOST_FRAMES : LOOK_BACK_FRAMES;
		if (this.#recent.length > kept) this.#recent.splice(0, this.#recent.length - kept);
		for (const listener of [...this.#listeners]) listener();
	}

	/** The text of the utterance that is coming in now, as far as it has come; '' when there is none. */
	partialText(): string {
		if (!this.speaking) return '';
		const probe = new UtteranceDecoder(this.#rate);
		probe.push(concatenateSamples(...this.#recent));
		probe.flush();
		return probe.heard.map((utterance) => utterance.text).join(' ');
	}

	/** Ends hearing: what was being said is kept as cut off. */
	close(): void {
		this.#decoder?.flush();
		this.#decoder = undefined;
	}

	#decoderFor(rate: SampleRate): UtteranceDecoder {
		if (this.#decoder && this.#rate === rate) return this.#decoder;
		this.#decoder?.flush();
		this.#rate = rate;
		this.#recent = [];
		const startMs = this.elapsedMs;
		this.#decoder = new UtteranceDecoder(rate, {
			onUtterance: (utterance) => {
				this.#recent = [];
				this.heard.push({
					...utterance,
					startedAtMs: startMs + utterance.startedAtMs,
					endedAtMs: startMs + utterance.endedAtMs,
				});
			},
		});
		return this.#decoder;
	}
}
