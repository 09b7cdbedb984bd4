import type { AudioTap } from '../../call/audioTap';
import { AgentTrack } from '../../recording/sound/agentTrack';
import { CallerTrack } from '../../recording/sound/callerTrack';

/** The mix is this far behind the call, so that audio that comes unevenly still comes in time. */
const BEHIND_MS = 200;
/** After a standstill no more than this is caught up on. */
const CATCH_UP_MS = 1_000;
const NOWHERE = new Int16Array(0);

/** Both voices of a call as one stereo stream in real time: caller left, agent right, each as and when the caller hears it. */
export class StereoMix implements Omit<AudioTap, 'onEnd'> {
	private readonly caller: CallerTrack;
	private readonly agent: AgentTrack;
	/** Place of the first sample that has not been read. */
	private next: number;

	/** @param sampleRate hertz @param nowMs time of the call at which the mix begins */
	constructor(
		private readonly sampleRate: number,
		nowMs: number,
	) {
		this.caller = new CallerTrack(sampleRate);
		this.agent = new AgentTrack(sampleRate);
		this.next = Math.max(0, this.placeOf(nowMs - BEHIND_MS));
		this.caller.track.start = this.next;
		this.agent.track.start = this.next;
	}

	onCallerAudio(pcm: Buffer, atMs: number): void {
		this.caller.write(pcm, atMs);
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		this.agent.write(pcm, playsAtMs);
	}

	onCleared(atMs: number): void {
		this.agent.clear(atMs);
	}

	/** What was to be heard since the last time: s16le, left and right in turn. @param nowMs time of the call */
	read(nowMs: number): Buffer {
		const end = this.placeOf(nowMs - BEHIND_MS);
		const late = end - this.placeOf(CATCH_UP_MS) - this.next;
		if (late > 0) this.take(NOWHERE, late);
		const stereo = new Int16Array(2 * Math.max(0, end - this.next));
		this.take(stereo, stereo.length / 2);
		return Buffer.from(stereo.buffer);
	}

	private take(stereo: Int16Array, count: number): void {
		this.caller.track.take(stereo, 0, count);
		this.agent.track.take(stereo, 1, count);
		this.next += count;
	}

	private placeOf(ms: number): number {
		return Math.round((ms * this.sampleRate) / 1000);
	}
}
