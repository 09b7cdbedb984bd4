import { CallRecorder, type BlockSink } from '../../../src/recording/sound/callRecorder';
import type { StereoSound } from './readWav';
import { pcmOf } from './sounds';

/** Collects what a recorder passes on. */
class CollectingSink implements BlockSink {
	readonly blocks: Int16Array[] = [];
	ends = 0;

	write(samples: Int16Array): void {
		this.blocks.push(samples);
	}

	end(): void {
		this.ends += 1;
	}
}

/** A recorder with a clock of its own: time passes as the test says, and a second of it is a second of the recorder's timer. */
export class RecorderRun {
	readonly sink = new CollectingSink();
	readonly recorder: CallRecorder;
	cutOffs = 0;
	readonly faults: unknown[] = [];
	private nowMs = 0;
	private advancedMs = 0;

	constructor(
		readonly sampleRate: number,
		longestMs = 60_000_000,
	) {
		this.recorder = new CallRecorder({
			sampleRate,
			longestMs,
			sink: this.sink,
			elapsedMs: () => this.nowMs,
			onCutOff: () => (this.cutOffs += 1),
			onFault: (error) => this.faults.push(error),
		});
	}

	/** Milliseconds to samples. */
	place(ms: number): number {
		return Math.round((ms * this.sampleRate) / 1000);
	}

	/** Audio that has arrived at this moment: its last sample was spoken just now. */
	caller(samples: Int16Array, atMs: number): void {
		this.passTo(atMs);
		this.recorder.onCallerAudio(pcmOf(samples), atMs);
	}

	agent(samples: Int16Array, sentAtMs: number, playsAtMs: number): void {
		this.passTo(sentAtMs);
		this.recorder.onPlayedAudio(pcmOf(samples), playsAtMs);
	}

	clear(atMs: number): void {
		this.passTo(atMs);
		this.recorder.onCleared(atMs);
	}

	passTo(ms: number): void {
		while (this.advancedMs + 1_000 <= ms) {
			this.advancedMs += 1_000;
			this.nowMs = this.advancedMs;
			this.recorder.advance();
		}
		this.nowMs = ms;
	}

	/** Ends the call, and gives what was recorded. */
	end(atMs: number): StereoSound {
		this.passTo(atMs);
		this.recorder.onEnd(atMs);
		return this.sound();
	}

	sound(): StereoSound {
		const length = this.sink.blocks.reduce((sum, block) => sum + block.length / 2, 0);
		const left = new Int16Array(length);
		const right = new Int16Array(length);
		let at = 0;
		for (const block of this.sink.blocks) {
			for (let index = 0; index < block.length; index += 2, at++) {
				left[at] = block[index] as number;
				right[at] = block[index + 1] as number;
			}
		}
		return { sampleRate: this.sampleRate, left, right };
	}
}

/** Silence of a length, with sounds at places. */
export function silenceWith(length: number, ...sounds: Array<[number, Int16Array]>): Int16Array {
	const all = new Int16Array(length);
	for (const [place, sound] of sounds)
		all.set(sound.subarray(0, Math.max(0, length - place)), place);
	return all;
}

/** Whether two sounds are the same sample by sample; says where they first differ. */
export function expectSame(sound: Int16Array, expected: Int16Array): void {
	expect(sound.length).toBe(expected.length);
	const at = sound.findIndex((sample, index) => sample !== expected[index]);
	expect(at === -1 ? undefined : { at, is: sound[at], expected: expected[at] }).toBeUndefined();
}
