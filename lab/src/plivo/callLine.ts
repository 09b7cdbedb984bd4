import type { SampleRate } from '../audio/pcm';
import { FRAME_MS } from '../audio/pcm';
import type { AudioClock } from './audioClock';
import type { Person } from './person';

/** Something that puts sound into the person's ear: undefined is silence. */
export type FarSource = (samples: number, rate: SampleRate) => Int16Array | undefined;

export type FrameListener = (samples: Int16Array, rate: SampleRate) => void;

/**
 * The telephone line of a call: every 20 ms one frame from the person to the network and one from
 * the network to the person. Runs at 16 kHz until a stream asks for 8.
 */
export class CallLine {
	rate: SampleRate = 16000;

	readonly #sources = new Set<FarSource>();
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

	/** Adds a source of sound for the person; several are mixed. The returned function removes it. */
	addFarSource(source: FarSource): () => void {
		this.#sources.add(source);
		return () => this.#sources.delete(source);
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
		const far = this.#mix(length);
		this.person.ear.push(far, this.rate);
		for (const listener of [...this.#farListeners]) listener(far, this.rate);
		const { samples, digit } = this.person.mouth.next(this.rate);
		for (const listener of [...this.#callerListeners]) listener(samples, this.rate);
		if (digit === undefined) return;
		if (this.#digitListeners.size === 0) this.onUnheardDigit(digit);
		for (const listener of [...this.#digitListeners]) listener(digit);
	}

	#mix(length: number): Int16Array {
		const frames = [...this.#sources]
			.map((source) => source(length, this.rate))
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
