import type { SampleRate } from './pcm';

/** Loudness is measured over blocks of this length, in milliseconds. */
export const BLOCK_MS = 10;

/** Louder than this root mean square is sound: -55 dB of full scale. */
const SOUND_LEVEL = 60;

/** This much sound on end begins speech: a click does not. */
const ONSET_MS = 20;

/** This much silence on end ends speech: pauses between words do not. */
const HANG_OVER_MS = 200;

/** When speech begins and ends, in milliseconds of stream time. */
export interface VoiceActivityListener {
	/** Called 20 ms into the speech that began at `atMs`. */
	onStart(atMs: number): void;
	/** Called 200 ms after the last sound, which ended at `atMs`. */
	onEnd(atMs: number): void;
}

/** Tells by loudness when a stream of audio carries sound of any kind, to within 10 ms. */
export class VoiceActivity {
	/** Whether there is sound now, or was in the last 200 ms. */
	speaking = false;

	private readonly blockSamples: number;
	private readonly blockEnergy: number;
	private samples = 0;
	private energy = 0;
	private blocks = 0;
	private soundBlocks = 0;
	private lastSoundBlock = 0;

	constructor(
		sampleRate: SampleRate,
		private readonly listener: VoiceActivityListener,
	) {
		this.blockSamples = (BLOCK_MS * sampleRate) / 1000;
		this.blockEnergy = SOUND_LEVEL * SOUND_LEVEL * this.blockSamples;
	}

	/** Takes the next samples of the stream. */
	push(samples: Int16Array): void {
		for (const sample of samples) {
			this.energy += sample * sample;
			if (++this.samples === this.blockSamples) this.endBlock();
		}
	}

	/** Ends the stream, or a part of it: speech ends with its last sound, without the hang-over. */
	flush(): void {
		if (this.speaking) this.end();
	}

	private endBlock(): void {
		const isSound = this.energy > this.blockEnergy;
		this.blocks++;
		this.samples = 0;
		this.energy = 0;
		if (isSound) {
			this.soundBlocks++;
			this.lastSoundBlock = this.blocks;
			if (!this.speaking && this.soundBlocks * BLOCK_MS >= ONSET_MS) {
				this.speaking = true;
				this.listener.onStart((this.blocks - this.soundBlocks) * BLOCK_MS);
			}
		} else {
			this.soundBlocks = 0;
			const silentBlocks = this.blocks - this.lastSoundBlock;
			if (this.speaking && silentBlocks * BLOCK_MS >= HANG_OVER_MS) this.end();
		}
	}

	private end(): void {
		this.speaking = false;
		this.soundBlocks = 0;
		this.listener.onEnd(this.lastSoundBlock * BLOCK_MS);
	}
}
