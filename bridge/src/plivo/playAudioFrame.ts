import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { FrameSocket } from '../frames/frameSocket';
import { headBytes, writeHead } from '../frames/frameWriter';
import { OPCODE } from '../frames/protocol';

/** 16384 characters of base64, the most Plivo takes in one playAudio (plivo.md §8.3). */
export const MAXIMUM_PLAY_BYTES = 12_288;
/** Agents send chunks of a few sizes; for any others a frame is made and thrown away. */
const PREPARED_SIZES = 16;

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

	/**
	 * Sends audio in the stream's format as one playAudio; longer audio as several.
	 * @param connection Plivo's, of which this process is the server
	 */
	send(connection: Pick<FrameSocket, 'sendFrame'>, audio: Buffer): void {
		for (let start = 0; start < audio.length; start += MAXIMUM_PLAY_BYTES) {
			const end = Math.min(audio.length, start + MAXIMUM_PLAY_BYTES);
			const length = end - start;
			const frame = this.prepared.get(length) ?? this.prepare(length);
			frame.bytes.write(audio.toString('base64', start, end), frame.start, 'latin1');
			if (!connection.sendFrame(frame.bytes)) this.prepared.delete(length);
		}
	}

	private prepare(audioBytes: number): PreparedFrame {
		const textBytes = Math.ceil(audioBytes / 3) * 4;
		const payloadBytes = this.prefix.length + textBytes + SUFFIX.length;
		const bytes = Buffer.allocUnsafeSlow(headBytes('server', payloadBytes) + payloadBytes);
		const json = writeHead(bytes, 'server', OPCODE.text, payloadBytes);
		const start = json + this.prefix.length;
		bytes.write(this.prefix, json, 'latin1');
		bytes.write(SUFFIX, start + textBytes, 'latin1');
		const frame = { bytes, start };
		if (this.prepared.size < PREPARED_SIZES) this.prepared.set(audioBytes, frame);
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

	constructor(private readonly frames: PlayAudioFrames) {}

	/**
	 * Takes whole samples in the stream's format; they are copied or sent before it returns.
	 * @param more whether bytes of the same read follow; without that nothing stays behind
	 */
	add(connection: Pick<FrameSocket, 'sendFrame'>, audio: Buffer, more: boolean): void {
		if (this.length === 0 && !more) return this.frames.send(connection, audio);
		for (let start = 0; start < audio.length;) {
			const copied = audio.copy(this.gathered, this.length, start);
			start += copied;
			this.length += copied;
			if (this.length === MAXIMUM_PLAY_BYTES) this.flush(connection);
		}
		if (!more) this.flush(connection);
	}

	/** Sends what was gathered: at the end of a read, and before anything else is sent on the connection. */
	flush(connection: Pick<FrameSocket, 'sendFrame'>): void {
		if (this.length === 0) return;
		const audio = this.gathered.subarray(0, this.length);
		this.length = 0;
		this.frames.send(connection, audio);
	}

	/** Barge-in: what was gathered is never sent. */
	discard(): void {
		this.length = 0;
	}
}
