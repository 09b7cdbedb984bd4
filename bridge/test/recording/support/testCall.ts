import { randomUUID } from 'node:crypto';
import type { AudioTap } from '../../../src/call/audioTap';
import type { RecordedCall } from '../../../src/recording/callRecording';
import { pcmOf } from './sounds';

/** A call that a test plays the audio of; what happens to it within ten seconds of call time is heard by a recording at once. */
export class TestCall implements RecordedCall {
	readonly callUuid = randomUUID();
	private readonly taps = new Set<AudioTap>();

	constructor(
		readonly sampleRate: number,
		readonly callId: string = randomUUID(),
	) {}

	addTap(tap: AudioTap): void {
		this.taps.add(tap);
	}

	removeTap(tap: AudioTap): void {
		this.taps.delete(tap);
	}

	get tapped(): boolean {
		return this.taps.size > 0;
	}

	/** The caller says this, from the beginning of the call on, in frames of 20 ms. */
	callerSays(samples: Int16Array): void {
		const size = this.sampleRate / 50;
		for (let at = 0; at < samples.length; at += size) {
			const frame = samples.subarray(at, at + size);
			const atMs = (1000 * (at + frame.length)) / this.sampleRate;
			for (const tap of this.taps) tap.onCallerAudio(pcmOf(frame), atMs);
		}
	}

	agentSays(samples: Int16Array, playsAtMs = 0): void {
		for (const tap of this.taps) tap.onPlayedAudio(pcmOf(samples), playsAtMs);
	}

	end(atMs: number): void {
		for (const tap of [...this.taps]) tap.onEnd(atMs);
		this.taps.clear();
	}
}
