import type { CallLeg } from '../../callLegs';
import { playInto } from '../../elements/playOut';
import type { LabCall } from '../../labCall';
import type { LineSound } from '../../lineSound';
import { SoundSequence } from '../../lineSound';

/** How the sounds of an action are played. */
export interface PlayOptions {
	/** Over and over, until they are stopped. */
	loop: boolean;
	/** False: who hears them hears nothing else. */
	mix: boolean;
	longestMs?: number;
}

/** What one kind of action plays into calls: one thing per call, the next takes its place. */
export class SoundsUnderWay {
	readonly #stops = new Map<LabCall, AbortController>();

	/**
	 * Plays into the legs, as soon as the sounds are there.
	 * @param prepare gets the sounds; its signal is aborted when nobody wants them any more
	 */
	start(
		call: LabCall,
		legs: CallLeg[],
		prepare: (signal: AbortSignal) => Promise<LineSound[]>,
		options: PlayOptions,
	): void {
		this.stop(call);
		const stop = new AbortController();
		this.#stops.set(call, stop);
		void this.#play(legs, prepare, options, AbortSignal.any([call.ended, stop.signal])).then(() => {
			if (this.#stops.get(call) === stop) this.#stops.delete(call);
		});
	}

	/** Breaks off what is being played into the call, if anything is. */
	stop(call: LabCall): void {
		this.#stops.get(call)?.abort();
		this.#stops.delete(call);
	}

	async #play(
		legs: CallLeg[],
		prepare: (signal: AbortSignal) => Promise<LineSound[]>,
		{ loop, mix, longestMs }: PlayOptions,
		signal: AbortSignal,
	): Promise<void> {
		const sounds = await prepare(signal);
		await Promise.all(
			legs.map(async ({ place, ended }) => {
				const over = AbortSignal.any([signal, ended]);
				await playInto(place, new SoundSequence(sounds, loop, longestMs), over, !mix);
			}),
		);
	}
}
