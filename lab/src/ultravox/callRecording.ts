import type { SampleRate } from '../audio/pcm';
import { concatenateSamples } from '../audio/pcm';
import { resample } from '../audio/resampler';
import { encodeWav } from '../audio/wav';

interface Segment {
	/** In samples of the caller's stream. */
	at: number;
	samples: Int16Array;
}

/** A call's recording: both sides mixed, aligned with the caller's audio (ultravox.md §10, row 18). */
export class CallRecording {
	readonly #input: Int16Array[] = [];
	#inputLength = 0;
	#output: Segment[] = [];
	#outputEnd = 0;

	constructor(
		private readonly inputRate: SampleRate,
		private readonly outputRate: SampleRate,
	) {}

	addInput(samples: Int16Array): void {
		this.#input.push(samples.slice());
		this.#inputLength += samples.length;
	}

	/** Audio of the agent; what is sent ahead of real time is played in its turn. */
	addOutput(samples: Int16Array): void {
		const at = Math.max(this.#outputEnd, this.#inputLength);
		const segment = { at, samples: resample(samples, this.outputRate, this.inputRate) };
		this.#output.push(segment);
		this.#outputEnd = at + segment.samples.length;
	}

	/** What has not been played yet never will be. */
	clearOutput(): void {
		const now = this.#inputLength;
		this.#output = this.#output
			.filter(({ at }) => at < now)
			.map(({ at, samples }) => ({ at, samples: samples.subarray(0, now - at) }));
		this.#outputEnd = now;
	}

	/** A WAV file with one channel of 16-bit PCM at the caller's rate. */
	toWav(): Buffer {
		const mixed = new Int16Array(Math.max(this.#inputLength, this.#outputEnd));
		mixed.set(concatenateSamples(...this.#input));
		for (const { at, samples } of this.#output) {
			samples.forEach((sample, index) => {
				const sum = (mixed[at + index] ?? 0) + sample;
				mixed[at + index] = Math.max(-32768, Math.min(32767, sum));
			});
		}
		return encodeWav({ sampleRate: this.inputRate, samples: mixed });
	}
}
