import { SoundTrack } from './soundTrack';

/** How far (ms) audio may stand from where its arrival puts it, either way; a longer delay is a pause. */
const CALLER_TOLERANCE_MS = 100;
/** Audio that comes this much too early (ms) was held up on its way together with what came before it. */
const BURST_MS = 10;
/** Longest stretch held at once, in milliseconds. */
const LONGEST_MS = 10_000;

/**
 * The caller's side of a recording. Frames follow on each other without a seam, although they arrive unevenly. When none came for a
 * while, what comes next stands where its arrival puts it; and when that was only held up on its way and comes faster than it was
 * spoken, it moves back into the pause that it had left.
 */
export class CallerTrack {
	readonly track: SoundTrack;
	/** True when audio arrived for which there was no place. */
	lost = false;
	private readonly tolerance: number;
	private readonly burst: number;
	/** Place after the last sample. */
	private next = 0;
	/** Where the last pause begins and ends. */
	private pauseStart = 0;
	private pauseEnd = 0;
	private droppedInARow = 0;

	constructor(private readonly sampleRate: number) {
		this.tolerance = (CALLER_TOLERANCE_MS / 1000) * sampleRate;
		this.burst = (BURST_MS / 1000) * sampleRate;
		this.track = new SoundTrack((LONGEST_MS / 1000) * sampleRate);
	}

	/** Takes s16le audio that was spoken until `atMs`. */
	write(pcm: Buffer, atMs: number): void {
		const count = pcm.length >> 1;
		const { track } = this;
		const ideal = Math.max(track.start, Math.round((atMs / 1000) * this.sampleRate) - count);
		if (this.next < track.start || ideal - this.next > this.tolerance) {
			this.pauseStart = this.next;
			this.pauseEnd = ideal;
			this.next = ideal;
		} else if (this.next > ideal) {
			this.pullBack(this.next - ideal);
			if (this.next - ideal > this.tolerance) {
				// Two in a row are more than clocks that differ: a burst longer than the pause before it.
				this.droppedInARow += 1;
				if (this.droppedInARow > 1) this.lost = true;
				return;
			}
		}
		this.droppedInARow = 0;
		if (track.write(this.next, pcm)) this.next += count;
		else this.lost = true;
	}

	/** Moves everything since the last pause as far into that pause as it has come too early since. */
	private pullBack(excess: number): void {
		if (this.pauseEnd < this.track.start) return;
		const room = this.pauseEnd - Math.max(this.pauseStart, this.track.start);
		if (room <= 0) return;
		// After a burst, what is left of the pause is unevenness: there was none.
		const whole = excess >= this.burst && room - excess <= this.tolerance;
		const by = whole ? room : Math.min(room, excess);
		this.track.pull(this.pauseEnd, by);
		this.pauseEnd -= by;
		this.next -= by;
	}
}
