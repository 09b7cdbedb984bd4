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

/** What gives sound frame by frame. */
export interface FrameReader {
	/** The next samples; undefined at the end. */
	next(samples: number, rate: SampleRate): Int16Array | undefined;
}

/** Reads a sound frame by frame; the line may change its rate in between. */
export class SoundReader implements FrameReader {
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

/** Reads sounds one after another, without a gap between them. */
export class SoundSequence implements FrameReader {
	#position = 0;
	#reader: SoundReader | undefined;
	#playedMs = 0;

	/**
	 * @param loop begin again after the last one
	 * @param longestMs stop after so many milliseconds
	 */
	constructor(
		private readonly sounds: readonly LineSound[],
		private readonly loop: boolean,
		private readonly longestMs = Infinity,
	) {}

	next(samples: number, rate: SampleRate): Int16Array | undefined {
		if (this.#playedMs >= this.longestMs) return undefined;
		this.#playedMs += (samples * 1000) / rate;
		// Every sound is asked once: none of them may have anything in it.
		for (let asked = 0; asked <= this.sounds.length; asked++) {
			const frame = this.#reader?.next(samples, rate);
			if (frame) return frame;
			const sound = this.#nextSound();
			if (!sound) return undefined;
			this.#reader = new SoundReader(sound);
		}
		return undefined;
	}

	#nextSound(): LineSound | undefined {
		if (this.loop && this.#position === this.sounds.length) this.#position = 0;
		return this.sounds[this.#position++];
	}
}
