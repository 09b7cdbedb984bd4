import type { AudioTap } from './audioTap';

/** Frames that wait to be heard; Plivo never holds this many. */
const MAXIMUM_WAITING = 2_000;
const FULL_SCALE = 32_768;

/** How loud both sides are, at the time they are heard. Times are milliseconds since the call began. */
export class LevelMeter implements AudioTap {
	private callerPeak = 0;
	private agentPeak = 0;
	/** Peaks of what Plivo holds, in the order of playing. */
	private waiting: Array<{ playsAtMs: number; peak: number }> = [];

	onCallerAudio(pcm: Buffer): void {
		this.callerPeak = Math.max(this.callerPeak, peakOf(pcm));
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		this.waiting.push({ playsAtMs, peak: peakOf(pcm) });
		// Nobody has asked for long.
		if (this.waiting.length > MAXIMUM_WAITING) this.waiting.shift();
	}

	onCleared(atMs: number): void {
		this.waiting = this.waiting.filter(({ playsAtMs }) => playsAtMs < atMs);
	}

	onEnd(): void {
		this.waiting = [];
	}

	/** Loudest samples since the last call of this, 0 to 1. */
	take(nowMs: number): { callerLevel: number; agentLevel: number } {
		let heard = 0;
		for (const { playsAtMs, peak } of this.waiting) {
			if (playsAtMs > nowMs) break;
			this.agentPeak = Math.max(this.agentPeak, peak);
			heard += 1;
		}
		this.waiting.splice(0, heard);
		const levels = {
			callerLevel: this.callerPeak / FULL_SCALE,
			agentLevel: this.agentPeak / FULL_SCALE,
		};
		this.callerPeak = 0;
		this.agentPeak = 0;
		return levels;
	}
}

/** Largest absolute sample of s16le audio. */
function peakOf(pcm: Buffer): number {
	let peak = 0;
	for (let index = 0; index + 1 < pcm.length; index += 2) {
		const sample = (((pcm[index + 1] as number) << 24) >> 16) | (pcm[index] as number);
		const size = sample < 0 ? -sample : sample;
		if (size > peak) peak = size;
	}
	return peak;
}
