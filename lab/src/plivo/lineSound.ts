import type { SampleRate } from '../audio/pcm';
import { resample } from '../audio/resampler';
import { prepareUtterance } from '../audio/utterance';

/** Sound that can be put on a telephone line of either rate. */
export class LineSound {
	readonly #byRate = new Map<SampleRate, Int16Array>();

	/**
	 * @param samples 16-bit linear
	 * @param sampleRate samples per second, any
	 */
	constructor(
		private readonly samples: Int16Array,
		private readonly sampleRate: number,
	) {}

	/** A text as an utterance that carries itself (burst, and speech where there is espeak-ng). */
	static async ofText(text: string): Promise<LineSound> {
		return new LineSound(await prepareUtterance(text, 16000), 16000);
	}

	/** A steady tone, as before a recording. */
	static tone(hertz: number, durationMs: number): LineSound {
		const samples = new Int16Array((16000 * durationMs) / 1000);
		for (let i = 0; i < samples.length; i++) {
			samples[i] = Math.round(6000 * Math.sin((2 * Math.PI * hertz * i) / 16000));
		}
		return new LineSound(samples, 16000);
	}

	/** The whole sound at a rate. Not to be written to. */
	at(rate: SampleRate): Int16Array {
		const known = this.#byRate.get(rate);
		if (known) return known;
		const converted = resample(this.samples, this.sampleRate, rate);
		this.#byRate.set(rate, converted);
		return converted;
	}
}

/** Reads a sound frame by frame; the line may change its rate in between. */
export class SoundReader {
	#position = 0;
	#rate: SampleRate | undefined;

	constructor(private readonly sound: LineSound) {}

	/** The next samples, the last of them filled up with silence; undefined at the end. */
	next(samples: number, rate: SampleRate): Int16Array | undefined {
		if (this.#rate !== undefined && this.#rate !== rate) {
			this.#position = Math.round((this.#position * rate) / this.#rate);
		}
		this.#rate = rate;
		const all = this.sound.at(rate);
		if (this.#position >= all.length) return undefined;
		const frame = new Int16Array(samples);
		frame.set(all.subarray(this.#position, this.#position + samples));
		this.#position += samples;
		return frame;
	}
}
