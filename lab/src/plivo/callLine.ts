import type { SampleRate } from '../audio/pcm';
import { FRAME_MS } from '../audio/pcm';
import type { AudioClock } from './audioClock';
import type { Person } from './person';
import type { FarSource, SoundPlace } from './soundMixer';
import { SoundMixer } from './soundMixer';

export type FrameListener = (samples: Int16Array, rate: SampleRate) => void;

/**
 * The telephone line of a call: every 20 ms one frame from the person to the network and one from
 * the network to the person. Runs at 16 kHz until a stream asks for 8.
 */
export class CallLine implements SoundPlace {
	rate: SampleRate = 16000;

	readonly #mixer = new SoundMixer();
	readonly #callerListeners = new Set<FrameListener>();
	readonly #farListeners = new Set<FrameListener>();
	readonly #digitListeners = new Set<(digit: string) => void>();
	#stop: (() => void) | undefined;

	constructor(
		private readonly clock: AudioClock,
		private readonly person: Person,
		private readonly onUnheardDigit: (digit: string) => void,
	) {}

	open(): void {
		this.#stop ??= this.clock.subscribe(() => this.#tick());
	}

	close(): void {
		this.#stop?.();
		this.#stop = undefined;
	}

	/** Adds a source of sound for the person; several are mixed, unless one is alone. The returned function removes it. */
	addFarSource(source: FarSource, alone = false): () => void {
		return this.#mixer.addFarSource(source, alone);
	}

	/** Listens to what the person says: silence too, 50 frames a second. */
	onCallerFrame(listener: FrameListener): () => void {
		this.#callerListeners.add(listener);
		return () => this.#callerListeners.delete(listener);
	}

	/** Listens to what the person hears. */
	onFarFrame(listener: FrameListener): () => void {
		this.#farListeners.add(listener);
		return () => this.#farListeners.delete(listener);
	}

	/** Listens to the keys the person presses. */
	onDigit(listener: (digit: string) => void): () => void {
		this.#digitListeners.add(listener);
		return () => this.#digitListeners.delete(listener);
	}

	#tick(): void {
		const length = (this.rate * FRAME_MS) / 1000;
		const far = this.#mixer.next(length, this.rate);
		this.person.ear.push(far, this.rate);
		for (const listener of [...this.#farListeners]) listener(far, this.rate);
		const { samples, digit } = this.person.mouth.next(this.rate);
		for (const listener of [...this.#callerListeners]) listener(samples, this.rate);
		if (digit === undefined) return;
		if (this.#digitListeners.size === 0) this.onUnheardDigit(digit);
		for (const listener of [...this.#digitListeners]) listener(digit);
	}
}
