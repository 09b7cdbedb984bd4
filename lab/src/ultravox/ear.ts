import type { SampleRate } from '../audio/pcm';
import { FRAME_MS } from '../audio/pcm';
import type { HeardUtterance } from '../audio/utterance';
import { UtteranceDecoder } from '../audio/utterance';

/** Louder than this peak is sound (-46 dB of full scale), as the decoder's own measure has it. */
const SOUND_PEAK = 160;

export interface EarEvents {
	/** Speech began. */
	onStart: () => void;
	/** Speech is going on; milliseconds of sound in it so far, by the audio's own clock. */
	onSound: (milliseconds: number) => void;
	/** An utterance was understood; others may follow in the same turn. */
	onUtterance: (utterance: HeardUtterance) => void;
	/** Speech ended; milliseconds of audio since its last sound. */
	onQuiet: (silentForMs: number) => void;
}

/** The agent's hearing: takes the caller's audio and says when somebody speaks and what was said. */
export class Ear {
	readonly #decoder: UtteranceDecoder;
	readonly #frame: number;
	#receivedSamples = 0;
	#soundMs = 0;

	constructor(
		private readonly sampleRate: SampleRate,
		private readonly events: EarEvents,
	) {
		this.#frame = (sampleRate * FRAME_MS) / 1000;
		this.#decoder = new UtteranceDecoder(sampleRate, {
			onSpeechStart: () => events.onStart(),
			onUtterance: (utterance) => events.onUtterance(utterance),
			onQuiet: (atMs) => {
				this.#soundMs = 0;
				events.onQuiet(Math.max(0, this.streamMs - atMs));
			},
		});
	}

	/** Milliseconds of audio received. */
	get streamMs(): number {
		return (this.#receivedSamples * 1000) / this.sampleRate;
	}

	/** Whether the other side talks now, or did in the last 200 ms. */
	get speaking(): boolean {
		return this.#decoder.speaking;
	}

	push(samples: Int16Array): void {
		for (let from = 0; from < samples.length; from += this.#frame) {
			this.#step(samples.subarray(from, from + this.#frame));
		}
	}

	/** The stream is over: what was being said is heard as far as it went. */
	flush(): void {
		this.#decoder.flush();
	}

	#step(samples: Int16Array): void {
		this.#receivedSamples += samples.length;
		this.#decoder.push(samples);
		if (!this.#decoder.speaking) return;
		if (samples.some((sample) => Math.abs(sample) > SOUND_PEAK)) {
			this.#soundMs += (samples.length * 1000) / this.sampleRate;
			this.events.onSound(this.#soundMs);
		}
	}
}
