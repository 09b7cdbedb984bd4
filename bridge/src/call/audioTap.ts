/**
 * Hears a call along: a recording, or somebody at the live page. Times are milliseconds since the call began. All audio is
 * s16le at the stream's sample rate, and valid during the call only.
 */
export interface AudioTap {
	/** Audio of the caller that has just arrived, also while the caller is muted. */
	onCallerAudio(pcm: Buffer, atMs: number): void;
	/** Audio for the caller, which hears it from `playsAtMs` on; what comes next follows on it or on a pause. */
	onPlayedAudio(pcm: Buffer, playsAtMs: number): void;
	/** Barge-in or hold: what was to be heard after `atMs` never is. */
	onCleared(atMs: number): void;
	/** The call is over; comes once and last. */
	onEnd(atMs: number): void;
}
