import { playInto } from '../elements/playOut';
import type { LineSound } from '../lineSound';
import { SoundReader } from '../lineSound';
import type { SoundPlace } from '../soundMixer';

/** Gets a sound; undefined when it cannot be had. */
export type SoundLoader = (signal: AbortSignal) => Promise<LineSound | undefined>;

/** Sounds that the API queues for somebody: one after another, until they are stopped. */
export class SoundQueue {
	#tail: Promise<void> = Promise.resolve();
	#stop = new AbortController();

	/** @param gone aborted when there is nobody left to hear */
	constructor(
		private readonly place: SoundPlace,
		private readonly gone: AbortSignal,
	) {}

	add(load: SoundLoader): void {
		const signal = AbortSignal.any([this.gone, this.#stop.signal]);
		this.#tail = this.#tail.then(async () => {
			if (signal.aborted) return;
			const sound = await load(signal);
			if (sound) await playInto(this.place, new SoundReader(sound), signal);
		});
	}

	/** Breaks off what plays and forgets what waits. */
	stop(): void {
		this.#stop.abort();
		this.#stop = new AbortController();
	}
}
