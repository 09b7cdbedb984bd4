import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import { headBytes, writeHead } from '../frames/frameWriter';
import { OPCODE } from '../frames/protocol';
import type { FrameTaker } from '../frames/readyOutput';

/** 16384 characters of base64, the most Plivo takes in one playAudio (plivo.md §8.3). */
export const MAXIMUM_PLAY_BYTES = 12_288;
/** Agents send chunks of a few sizes, alone and joined. Once there are more, they are prepared anew. */
const PREPARED_SIZES = 32;

const SUFFIX = '"}}';

/** A frame that is complete but for the base64 text, which goes to `start`. */
interface PreparedFrame {
	bytes: Buffer;
	start: number;
}

/**
 * Sends audio to Plivo as playAudio messages (plivo.md §8.2) in frames that are prepared once per size: frame head, JSON up to the
 * payload and behind it stay, only the base64 text is written anew. A frame is used again only when the kernel has taken all of it.
 * One per format serves all calls of the process.
 */
export class PlayAudioFrames {
	private readonly prefix: string;
	private readonly prepared = new Map<number, PreparedFrame>();

	constructor(format: AudioFormat) {
		// contentType without ";rate=", and the stream's own format: anything else is played as silence (§8.2).
		this.prefix =
			`{"event":"playAudio","media":{"contentType":"${format.encoding}",` +
			`"sampleRate":${format.sampleRate},"payload":"`;
	}

	/** Sends the audio `audio[start, end)`, in the stream's format, as one playAudio; longer audio as several. */
	send(taker: FrameTaker, audio: Buffer, start: number, end: number): void {
		for (let from = start; from < end; from += MAXIMUM_PLAY_BYTES) {
			const to = from + MAXIMUM_PLAY_BYTES < end ? from + MAXIMUM_PLAY_BYTES : end;
			const length = to - from;
			const frame = this.prepared.get(length) ?? this.prepare(length);
			frame.bytes.write(audio.toString('base64', from, to), frame.start, 'latin1');
			if (!taker.sendFrame(frame.bytes)) this.prepared.delete(length);
		}
	}

	private prepare(audioBytes: number): PreparedFrame {
		const textBytes = Math.ceil(audioBytes / 3) * 4;
		const payloadBytes = this.prefix.length + textBytes + SUFFIX.length;
		const bytes = Buffer.allocUnsafe(headBytes('server', payloadBytes) + payloadBytes);
		const json = writeHead(bytes, 'server', OPCODE.text, payloadBytes);
		const start = json + this.prefix.length;
		bytes.write(this.prefix, json, 'latin1');
		bytes.write(SUFFIX, start + textBytes, 'latin1');
		const frame = { bytes, start };
		if (this.prepared.size === PREPARED_SIZES) this.prepared.clear();
		this.prepared.set(audioBytes, frame);
		return frame;
	}
}

/**
 * Joins audio that arrived together, so that it leaves together: one playAudio instead of one per chunk, with no added wait.
 * Empty between two reads, so one per format serves all calls of the process.
 */
export class PlayAudioMerger {
	private readonly gathered = Buffer.allocUnsafeSlow(MAXIMUM_PLAY_BYTES);
	private length = 0;
	/** Whose audio is gathered. */
	private owner: FrameTaker | undefined;

	constructor(private readonly frames: PlayAudioFrames) {}

	/**
	 * Takes `audio[start, end)`, whole samples in the stream's format; they are copied or sent before it returns.
	 * @param more whether bytes of the same read follow; without that nothing stays behind
	 */
	add(taker: FrameTaker, audio: Buffer, start: number, end: number, more: boolean): void {
		// Only after a read that broke off in its middle: it belongs to another call.
		if (this.length > 0 && this.owner !== taker) this.flush(this.owner);
		if (this.length === 0 && !more) return this.frames.send(taker, audio, start, end);
		this.owner = taker;
		for (let from = start; from < end;) {
			const copied = audio.copy(this.gathered, this.length, from, end);
			from += copied;
			this.length += copied;
			if (this.length === MAXIMUM_PLAY_BYTES) this.flush(taker);
		}
		if (!more) this.flush(taker);
	}

	/** Sends what was gathered: at the end of a read, and before anything else is sent to its connection. */
	flush(taker: FrameTaker | undefined): void {
		if (this.length === 0 || taker === undefined || this.owner !== taker) return;
		const { length } = this;
		this.length = 0;
		this.frames.send(taker, this.gathered, 0, length);
	}

	/** Barge-in: what was gathered is never sent. @returns how many bytes that were */
	discard(taker: FrameTaker): number {
		if (this.owner !== taker) return 0;
		const { length } = this;
		this.length = 0;
		return length;
	}
}

const mergers = new Map<string, PlayAudioMerger>();

/** The one that serves all calls of a format. */
export function playAudioMerger(format: AudioFormat): PlayAudioMerger {
	const name = `${format.encoding} ${format.sampleRate}`;
	let merger = mergers.get(name);
	if (merger === undefined)
		mergers.set(name, (merger = new PlayAudioMerger(new PlayAudioFrames(format))));
	return merger;
}
