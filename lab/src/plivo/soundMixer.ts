import type { SampleRate } from '../audio/pcm';

/** Something that puts sound into a person's ear: undefined is silence. */
export type FarSource = (samples: number, rate: SampleRate) => Int16Array | undefined;

/** Where sound for a person can be put: a call's line, or a leg that was dialed. */
export interface SoundPlace {
	/**
	 * Adds a source of sound for the person; several are mixed. The returned function removes it.
	 * @param alone as long as it is there, the person hears nothing else
	 */
	addFarSource(source: FarSource, alone?: boolean): () => void;
}

/** Mixes what one person hears. */
export class SoundMixer implements SoundPlace {
	readonly #sources = new Set<FarSource>();
	/** Those of them that silence the others. */
	readonly #alone = new Set<FarSource>();

	addFarSource(source: FarSource, alone = false): () => void {
		this.#sources.add(source);
		if (alone) this.#alone.add(source);
		return () => {
			this.#sources.delete(source);
			this.#alone.delete(source);
		};
	}

	/** The next samples. Silenced sources go on meanwhile, unheard. */
	next(length: number, rate: SampleRate): Int16Array {
		const anyAlone = this.#alone.size > 0;
		const frames = [...this.#sources]
			.map((source) => ({
				audible: !anyAlone || this.#alone.has(source),
				frame: source(length, rate),
			}))
			.filter(({ audible }) => audible)
			.map(({ frame }) => frame)
			.filter((frame) => frame !== undefined);
		const [only] = frames;
		if (frames.length === 1 && only) return only;
		const mixed = new Int16Array(length);
		for (let i = 0; i < length; i++) {
			const sum = frames.reduce((total, frame) => total + (frame[i] ?? 0), 0);
			mixed[i] = Math.max(-32768, Math.min(32767, sum));
		}
		return mixed;
	}
}
