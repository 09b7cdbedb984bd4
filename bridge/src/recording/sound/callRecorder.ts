import type { AudioTap } from '../../call/audioTap';
import { guardedInterval } from '../../guardedInterval';
import { AgentTrack } from './agentTrack';
import { CallerTrack } from './callerTrack';

/** How long (ms) audio can still change before it goes to the file: late caller audio finds its place within it. */
const HELD_MS = 3_000;
/** The file grows by this much at a time, in milliseconds. */
const BLOCK_MS = 1_000;

/** Where stereo samples go: caller left, agent right, from the beginning of the call on and without a gap. */
export interface BlockSink {
	/** Takes over an array of interleaved samples, at most a second of them. */
	write(samples: Int16Array): void;
	/** There is no more; comes once. */
	end(): void;
}

export interface CallRecorderOptions {
	/** Hertz. */
	sampleRate: number;
	/** The recording is cut off at this length, in milliseconds. */
	longestMs: number;
	sink: BlockSink;
	/** Milliseconds since the call began. */
	elapsedMs: () => number;
	/** The length was reached; `onEnd` has not come yet. */
	onCutOff: () => void;
	/** A bug: it was ended with what there was. */
	onFault: (error: unknown) => void;
}

/**
 * Hears a call along and writes down what each side heard when: per frame a copy, and once a second a block for the sink. Memory is
 * bounded by what may be held of each side.
 */
export class CallRecorder implements AudioTap {
	private readonly caller: CallerTrack;
	private readonly agent: AgentTrack;
	private readonly samplesPerMs: number;
	private readonly longest: number;
	private readonly timer: NodeJS.Timeout;
	private ended = false;
	private cutOff = false;

	constructor(private readonly options: CallRecorderOptions) {
		this.caller = new CallerTrack(options.sampleRate);
		this.agent = new AgentTrack(options.sampleRate);
		this.samplesPerMs = options.sampleRate / 1000;
		this.longest = Math.floor(options.longestMs * this.samplesPerMs);
		this.timer = guardedInterval(
			() => this.advance(),
			BLOCK_MS,
			(error) => this.failed(error),
		);
		this.timer.unref();
	}

	/** What has been passed on so far, in milliseconds: all of it once the recording has ended. */
	get durationMs(): number {
		return Math.round(this.caller.track.start / this.samplesPerMs);
	}

	/** True when audio came for which there was no place. */
	get lostSound(): boolean {
		return this.caller.lost || this.agent.lost;
	}

	/** False when something is missing in what was passed on. */
	get complete(): boolean {
		return !this.cutOff && !this.lostSound;
	}

	/** Memory in use, in bytes. */
	get heldBytes(): number {
		return this.caller.track.heldBytes + this.agent.track.heldBytes;
	}

	onCallerAudio(pcm: Buffer, atMs: number): void {
		if (!this.ended) this.caller.write(pcm, atMs);
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		if (!this.ended) this.agent.write(pcm, playsAtMs);
	}

	onCleared(atMs: number): void {
		if (!this.ended) this.agent.clear(atMs);
	}

	onEnd(atMs: number): void {
		if (this.ended) return;
		const length = Math.round(atMs * this.samplesPerMs);
		this.cutOff = length > this.longest;
		this.finish(Math.min(length, this.longest));
	}

	/** Hears and passes on nothing any more: the sink is broken. */
	abandon(): void {
		this.ended = true;
		clearInterval(this.timer);
	}

	/** Passes on what cannot change any more; happens once a second by itself. */
	advance(): void {
		if (this.ended) return;
		const settled = Math.floor((this.options.elapsedMs() - HELD_MS) * this.samplesPerMs);
		const block = BLOCK_MS * this.samplesPerMs;
		while (this.caller.track.start + block <= Math.min(settled, this.longest)) this.pass(block);
		if (settled < this.longest) return;
		this.cutOff = true;
		this.finish(this.longest);
		this.options.onCutOff();
	}

	/** Ends with what was passed on so far. */
	private failed(error: unknown): void {
		this.cutOff = true;
		this.abandon();
		this.options.sink.end();
		this.options.onFault(error);
	}

	/** Passes on the rest up to a length in samples, and ends. */
	private finish(length: number): void {
		this.ended = true;
		clearInterval(this.timer);
		const block = BLOCK_MS * this.samplesPerMs;
		for (let left = length - this.caller.track.start; left > 0; left -= block) {
			this.pass(Math.min(block, left));
		}
		this.options.sink.end();
	}

	private pass(count: number): void {
		const block = new Int16Array(2 * count);
		this.caller.track.take(block, 0, count);
		this.agent.track.take(block, 1, count);
		this.options.sink.write(block);
	}
}
