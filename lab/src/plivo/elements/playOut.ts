import { deferred } from '../deferred';
import type { LabCall } from '../labCall';
import type { FrameReader, LineSound } from '../lineSound';
import { SoundReader } from '../lineSound';
import { aborted } from '../sleep';
import type { SoundPlace } from '../soundMixer';

/**
 * Plays what a reader gives, in real time; resolves at its end, or when the signal is aborted.
 * @param alone the person hears nothing else meanwhile
 */
export async function playInto(
	place: SoundPlace,
	reader: FrameReader,
	signal: AbortSignal,
	alone = false,
): Promise<void> {
	const played = deferred();
	const remove = place.addFarSource((samples, rate) => {
		const frame = reader.next(samples, rate);
		if (!frame) played.resolve();
		return frame;
	}, alone);
	const over = new AbortController();
	await Promise.race([played.promise, aborted(AbortSignal.any([signal, over.signal]))]);
	over.abort();
	remove();
}

/** Plays a sound to the person, in real time; ends early when the signal is aborted. */
export async function playOut(sound: LineSound, call: LabCall, signal: AbortSignal): Promise<void> {
	await playInto(call.line, new SoundReader(sound), signal);
}

/** Plays a sound `times` times; 0 is until the signal is aborted. */
export async function playRepeatedly(
	sound: LineSound,
	times: number,
	call: LabCall,
	signal: AbortSignal,
): Promise<void> {
	for (let played = 0; (times === 0 || played < times) && !signal.aborted; played++) {
		await playOut(sound, call, signal);
	}
}
