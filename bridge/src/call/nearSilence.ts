/** Mean of the absolute samples below which nobody speaks: 42 dB below full scale. */
const NEAR_SILENCE = 256;
/** Speech that is shorter than this is none, in bytes: 10 ms at 16 kHz. */
const WINDOW_BYTES = 320;

/** Whether nobody speaks in this audio, s16le, of which the whole counts. */
export function isNearSilence(pcm: Buffer, start = 0, end = pcm.length): boolean {
	let sum = 0;
	for (let index = start; index + 1 < end; index += 2) {
		const sample = (((pcm[index + 1] as number) << 24) >> 16) | (pcm[index] as number);
		sum += sample < 0 ? -sample : sample;
	}
	return sum * 2 < NEAR_SILENCE * (end - start);
}

/** How much of this audio, s16le, comes after the last speech in it, in bytes: all of it when there is none. */
export function quietAtEnd(pcm: Buffer): number {
	for (let end = pcm.length; end > 0; end -= WINDOW_BYTES) {
		if (!isNearSilence(pcm, Math.max(0, end - WINDOW_BYTES), end)) return pcm.length - end;
	}
	return pcm.length;
}
