import { SoundTrack } from './soundTrack';

/** Pauses shorter than this (ms) are the bridge's own unevenness and not heard as such. */
const SEAM_MS = 20;
/** Overlaps longer than this (ms) are believed: the later audio is what is heard. */
const OVERLAP_MS = 100;
/** Longest stretch held at once, in milliseconds: what Plivo may hold, what the bridge may queue, and what is not in the file yet. */
const LONGEST_MS = 60_000;

/** The agent's side of a recording: what the caller really hears of it, and when. */
export class AgentTrack {
	readonly track: SoundTrack;
	/** True when audio came for which there was no room. */
	lost = false;
	private next = 0;

	constructor(private readonly sampleRate: number) {
		this.track = new SoundTrack((LONGEST_MS / 1000) * sampleRate);
	}

	/** Takes s16le audio that the caller hears from `playsAtMs` on. */
	write(pcm: Buffer, playsAtMs: number): void {
		const ideal = this.placeOf(playsAtMs);
		if (ideal - this.next > (SEAM_MS / 1000) * this.sampleRate) {
			this.next = ideal;
		} else if (this.next - ideal > (OVERLAP_MS / 1000) * this.sampleRate) {
			this.next = Math.max(ideal, this.track.start);
			this.track.cut(this.next);
		}
		this.next = Math.max(this.next, this.track.start);
		if (this.track.write(this.next, pcm)) this.next += pcm.length >> 1;
		else this.lost = true;
	}

	/** What was to be heard from `atMs` on never is. */
	clear(atMs: number): void {
		const place = this.placeOf(atMs);
		this.track.cut(place);
		this.next = Math.min(this.next, Math.max(place, this.track.start));
	}

	private placeOf(ms: number): number {
		return Math.round((ms / 1000) * this.sampleRate);
	}
}
