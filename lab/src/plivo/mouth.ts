import type { SampleRate } from '../audio/pcm';
import { FRAME_MS } from '../audio/pcm';
import { deferred } from './deferred';
import { LineSound, SoundReader } from './lineSound';

/** A key is pressed for this long, and the next one follows after as much again. */
const KEY_MS = 100;

const BEEP_HERTZ = 1000;
const BEEP_MS = 400;

interface SpokenItem {
	kind: 'sound';
	/** Undefined until the utterance has been prepared. */
	reader?: SoundReader;
	finished: () => void;
}

interface PressedItem {
	kind: 'digit';
	digit: string;
	framesLeft: number;
	begun: boolean;
	finished: () => void;
}

/** What comes out of a person's telephone in one frame. */
export interface MouthFrame {
	samples: Int16Array;
	/** A key that was pressed at the start of this frame. Its tone is not in the audio: networks take it out. */
	digit?: string;
}

/** What a person says and which keys they press, one thing after another. */
export class Mouth {
	#items: (SpokenItem | PressedItem)[] = [];
	readonly #beepListeners = new Set<() => void>();

	/** Whether there is nothing left to say or press. */
	get idle(): boolean {
		return this.#items.length === 0;
	}

	/** Says a text after what is being said; resolves when it has been said or was broken off. */
	async say(text: string): Promise<void> {
		const finished = deferred();
		const item: SpokenItem = { kind: 'sound', finished: finished.resolve };
		this.#items.push(item);
		item.reader = new SoundReader(await LineSound.ofText(text));
		await finished.promise;
	}

	/** Beeps like an answering machine, after what is being said; resolves after the tone. */
	async beep(): Promise<void> {
		const finished = deferred();
		const reader = new SoundReader(LineSound.tone(BEEP_HERTZ, BEEP_MS));
		this.#items.push({ kind: 'sound', reader, finished: finished.resolve });
		await finished.promise;
		for (const listener of [...this.#beepListeners]) listener();
	}

	/** Calls the listener after every tone of the machine; the returned function stops that. */
	onBeep(listener: () => void): () => void {
		this.#beepListeners.add(listener);
		return () => this.#beepListeners.delete(listener);
	}

	/** Presses keys (0-9, *, #, A-D) one after another; resolves after the last one. */
	async press(digits: string): Promise<void> {
		await Promise.all(
			[...digits].map(async (digit) => {
				const finished = deferred();
				this.#items.push({
					kind: 'digit',
					digit,
					framesLeft: (2 * KEY_MS) / FRAME_MS,
					begun: false,
					finished: finished.resolve,
				});
				await finished.promise;
			}),
		);
	}

	/** Breaks off everything. */
	stop(): void {
		for (const item of this.#items.splice(0)) item.finished();
	}

	/** The next 20 ms; silence when there is nothing to say. */
	next(rate: SampleRate): MouthFrame {
		const length = (rate * FRAME_MS) / 1000;
		const item = this.#items[0];
		if (item?.kind === 'sound') {
			if (item.reader === undefined) return { samples: new Int16Array(length) };
			const samples = item.reader.next(length, rate);
			if (samples) return { samples };
			this.#finishFirst();
			return this.next(rate);
		}
		if (item?.kind === 'digit') {
			const begins = !item.begun;
			item.begun = true;
			item.framesLeft -= 1;
			if (item.framesLeft === 0) this.#finishFirst();
			return {
				samples: new Int16Array(length),
				...(begins ? { digit: item.digit } : {}),
			};
		}
		return { samples: new Int16Array(length) };
	}

	#finishFirst(): void {
		this.#items.shift()?.finished();
	}
}
