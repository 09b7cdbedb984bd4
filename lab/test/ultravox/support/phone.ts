import type { SampleRate } from '../../../src/audio/pcm';
import { concatenateSamples } from '../../../src/audio/pcm';
import type { HeardUtterance } from '../../../src/audio/utterance';
import { encodeUtterance, UtteranceDecoder } from '../../../src/audio/utterance';
import { eventually } from './labUnderTest';

const FRAME_MS = 20;

/**
 * A telephone in real time: every 20 ms it sends a frame (silence when nobody speaks) and plays a frame of
 * what it received to an ear that decodes it.
 */
export class Phone {
	readonly heard: HeardUtterance[] = [];
	/** Milliseconds of audio received and not played, at its highest. */
	mostQueuedMs = 0;
	/** Milliseconds of audio sent. */
	sentMs = 0;
	#toPlay: Int16Array = new Int16Array(0);
	#toSay: Int16Array = new Int16Array(0);
	readonly #ear: UtteranceDecoder;
	readonly #frame: number;
	readonly #timer: NodeJS.Timeout;
	#due = performance.now();
	#muted = false;

	constructor(
		readonly sampleRate: SampleRate,
		private readonly send: (samples: Int16Array) => void,
	) {
		this.#frame = (sampleRate * FRAME_MS) / 1000;
		this.#ear = new UtteranceDecoder(sampleRate, {
			onUtterance: (utterance) => this.heard.push(utterance),
		});
		this.#timer = setInterval(() => this.#run(), 5);
	}

	/** Milliseconds of audio received and not played yet. */
	get queuedMs(): number {
		return (this.#toPlay.length * 1000) / this.sampleRate;
	}

	/** Says something after what is being said. */
	say(text: string): void {
		this.#toSay = concatenateSamples(this.#toSay, encodeUtterance(text, this.sampleRate));
	}

	/** Sends nothing at all from now on. */
	mute(): void {
		this.#muted = true;
	}

	/** Takes audio of the other side. */
	receive(samples: Int16Array): void {
		this.#toPlay = concatenateSamples(this.#toPlay, samples);
		this.mostQueuedMs = Math.max(this.mostQueuedMs, this.queuedMs);
	}

	/** Drops what was not played. */
	clear(): void {
		this.#toPlay = new Int16Array(0);
	}

	/** Plays the rest at once and hangs up. */
	close(): void {
		clearInterval(this.#timer);
		this.#ear.push(this.#toPlay);
		this.#ear.flush();
	}

	get speaking(): boolean {
		return this.#ear.speaking;
	}

	get texts(): string[] {
		return this.heard.map(({ text }) => text);
	}

	async waitForHeard(pattern: RegExp, ms = 8000): Promise<HeardUtterance> {
		return await eventually(
			() => this.heard.find(({ text }) => pattern.test(text)),
			`the phone to hear ${String(pattern)}; heard ${JSON.stringify(this.texts)}`,
			ms,
		);
	}

	#run(): void {
		for (; this.#due <= performance.now(); this.#due += FRAME_MS) this.#tick();
	}

	#tick(): void {
		if (!this.#muted) {
			this.send(this.#take('say'));
			this.sentMs += FRAME_MS;
		}
		this.#ear.push(this.#take('play'));
	}

	#take(what: 'say' | 'play'): Int16Array {
		const frame = new Int16Array(this.#frame);
		const source = what === 'say' ? this.#toSay : this.#toPlay;
		frame.set(source.subarray(0, this.#frame));
		const rest = source.subarray(this.#frame);
		if (what === 'say') this.#toSay = rest;
		else this.#toPlay = rest;
		return frame;
	}
}
