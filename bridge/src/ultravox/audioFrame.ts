import { headBytes, writeHead } from '../frames/frameWriter';
import { applyMask, KEY_BYTES, newMaskKey, writeMaskKey } from '../frames/mask';
import { OPCODE } from '../frames/protocol';
import type { FrameTaker } from '../frames/readyOutput';
import { decodeBase64, decodedBytes } from '../plivo/base64';
import { writeDecodedMulaw } from '../plivo/mulaw';

/** Longer mu-law than this in one message (a second) is left to the slow way. */
const LONGEST_MULAW_BYTES = 8_000;
/** Plivo's frames have one length; for ever others the frames are prepared anew. */
const PREPARED_SIZES = 8;

const mulaw = Buffer.allocUnsafeSlow(LONGEST_MULAW_BYTES);

/** A frame that is complete but for its masking key and payload. */
interface PreparedFrame {
	bytes: Buffer;
	/** Where the payload begins. */
	start: number;
	/** The same memory in words, when the key and the payload begin with one. */
	words: Uint32Array | undefined;
}

/**
 * Sends caller audio to the agent (ultravox.md §8: binary s16le) in frames that are prepared once per size, straight from the base64
 * text of a media message: decoded into the frame and masked there with a key of its own (RFC 6455 §5.3). A frame is used
 * again only when the kernel has taken all of it. One per encoding serves all calls of the process.
 */
export class CallerAudioFrames {
	private readonly prepared = new Map<number, PreparedFrame>();

	/** `isMulaw`: what Plivo sends is mu-law, else s16le. */
	constructor(private readonly isMulaw: boolean) {}

	/**
	 * Sends the audio in the base64 text `text[start, end)`.
	 * @param taker gives frames to the agent's connection, of which this process is the client
	 * @returns how many bytes of audio that were; 0 when nothing was sent, because the text is not pure base64, not of whole
	 * samples or unusually long: to be looked at in the slow way
	 */
	send(taker: FrameTaker, text: Buffer, start: number, end: number): number {
		const bytes = decodedBytes(text, start, end);
		if (bytes <= 0 || (this.isMulaw ? bytes > LONGEST_MULAW_BYTES : bytes % 2 !== 0)) return 0;
		const length = this.isMulaw ? bytes * 2 : bytes;
		const frame = this.prepared.get(length) ?? this.prepare(length);
		if (this.isMulaw) {
			if (!decodeBase64(text, start, end, bytes, mulaw, 0)) return 0;
			writeDecodedMulaw(mulaw, bytes, frame.bytes, frame.start);
		} else if (!decodeBase64(text, start, end, bytes, frame.bytes, frame.start)) {
			return 0;
		}
		seal(frame);
		if (!taker.sendFrame(frame.bytes)) this.prepared.delete(length);
		return bytes;
	}

	private prepare(length: number): PreparedFrame {
		const start = headBytes('client', length);
		// In whole words, whose last ones are masked with the rest and not sent.
		const memory = new ArrayBuffer((start + length + 3) & ~3);
		const bytes = Buffer.from(memory, 0, start + length);
		writeHead(bytes, 'client', OPCODE.binary, length);
		const frame = { bytes, start, words: start % 4 === 0 ? new Uint32Array(memory) : undefined };
		if (this.prepared.size === PREPARED_SIZES) this.prepared.clear();
		this.prepared.set(length, frame);
		return frame;
	}
}

/** Gives a frame a new masking key and masks its payload with it. */
function seal({ bytes, start, words }: PreparedFrame): void {
	if (words === undefined) {
		writeMaskKey(bytes, start - KEY_BYTES);
		applyMask(bytes, start, bytes.length);
		return;
	}
	const key = newMaskKey();
	const first = start >>> 2;
	words[first - 1] = key;
	for (let index = first; index < words.length; index++) words[index]! ^= key;
}

const l16Frames = new CallerAudioFrames(false);
const mulawFrames = new CallerAudioFrames(true);

/** The one that serves all calls with this encoding. */
export function callerAudioFrames(isMulaw: boolean): CallerAudioFrames {
	return isMulaw ? mulawFrames : l16Frames;
}
