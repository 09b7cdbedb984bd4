/** Length of one bar of the level display, in milliseconds. */
export const BAR_MS = 100;
/** Bars a track holds: the agent's audio comes ahead of its time, at most 20 s at Plivo and what waits in the bridge. */
const BARS = 512;
/** Of so many samples one is looked at: enough for a display. */
const STRIDE = 4;

/**
 * Loudness of one speaker as bars along the time of the call: each is the loudest sample of 100 ms, 0 to 1. Holds the next
 * 51 seconds; audio that lies further ahead, or whose time is over, leaves no trace.
 */
export class LevelTrack {
	private readonly peaks = new Uint16Array(BARS);
	/** The first bar that has not been read. */
	private next: number;
	private readonly bytesPerBar: number;
	private readonly bytesPerMs: number;

	/** @param sampleRate in hertz @param fromMs time of the call at which to begin */
	constructor(sampleRate: number, fromMs: number) {
		this.bytesPerMs = (sampleRate * 2) / 1000;
		this.bytesPerBar = this.bytesPerMs * BAR_MS;
		this.next = Math.floor(fromMs / BAR_MS);
	}

	/** Takes s16le audio that is heard from `atMs` on. */
	write(pcm: Buffer, atMs: number): void {
		let place = atMs * this.bytesPerMs;
		let start = 0;
		while (start < pcm.length) {
			const bar = Math.floor(place / this.bytesPerBar);
			const left = Math.ceil((bar + 1) * this.bytesPerBar - place);
			const end = Math.min(pcm.length, start + left + (left & 1));
			if (bar >= this.next && bar < this.next + BARS) this.raise(bar, loudest(pcm, start, end));
			place += end - start;
			start = end;
		}
	}

	/** What was to be heard after `atMs` never is. */
	clear(atMs: number): void {
		const first = Math.max(this.next, Math.ceil(atMs / BAR_MS));
		for (let bar = first; bar < this.next + BARS; bar += 1) this.peaks[bar % BARS] = 0;
	}

	/** The bars that are over at `nowMs` and have not been read, each 0 to 1. */
	read(nowMs: number): number[] {
		const end = Math.floor(nowMs / BAR_MS);
		const bars: number[] = [];
		for (; this.next < end; this.next += 1) {
			bars.push((this.peaks[this.next % BARS] ?? 0) / 32_768);
			this.peaks[this.next % BARS] = 0;
		}
		return bars;
	}

	private raise(bar: number, peak: number): void {
		if (peak > (this.peaks[bar % BARS] ?? 0)) this.peaks[bar % BARS] = peak;
	}
}

/** Size of the loudest of some samples, 0 to 32768. */
function loudest(pcm: Buffer, start: number, end: number): number {
	let peak = 0;
	for (let at = start; at + 1 < end; at += 2 * STRIDE) {
		const sample = (((pcm[at + 1] as number) << 24) >> 16) | (pcm[at] as number);
		if (sample > peak) peak = sample;
		else if (-sample > peak) peak = -sample;
	}
	return peak;
}
