import { BEGINS_STREAM, ENDS_STREAM, encodePage, pagesOf } from './oggPage';
import { OpusEncoder } from './opusCodec';

const FRAME_MS = 20;
/** Places in an Opus stream always count at this rate (RFC 7845 §4). */
export const GRANULE_RATE = 48_000;
const GRANULES_PER_FRAME = (GRANULE_RATE / 1000) * FRAME_MS;
const CHANNELS = 2;
const VENDOR = 'plivo-ultravox-bridge';

/** The bytes of an Ogg file with Opus in stereo, made piece by piece (RFC 3533, RFC 7845). */
export class OpusStream {
	private readonly encoder: OpusEncoder;
	private readonly frameSamples: number;
	private readonly preSkip: number;
	/** Samples of a frame that is not whole yet. */
	private rest: Int16Array = new Int16Array();
	private samples = 0;
	private frames = 0;
	private sequence = 0;

	/** `serial`: a random number of 32 bits. */
	constructor(
		private readonly sampleRate: number,
		private readonly serial: number,
	) {
		this.encoder = new OpusEncoder(sampleRate);
		this.frameSamples = CHANNELS * (sampleRate / 1000) * FRAME_MS;
		this.preSkip = this.encoder.lookahead * (GRANULE_RATE / sampleRate);
	}

	/** What the file begins with: one page for the head, one for the tags. */
	begin(): Buffer {
		const head = Buffer.alloc(19);
		head.write('OpusHead', 0, 'latin1');
		head[8] = 1;
		head[9] = CHANNELS;
		head.writeUInt16LE(this.preSkip, 10);
		head.writeUInt32LE(this.sampleRate, 12);
		const tags = Buffer.alloc(16 + VENDOR.length);
		tags.write('OpusTags', 0, 'latin1');
		tags.writeUInt32LE(VENDOR.length, 8);
		tags.write(VENDOR, 12, 'latin1');
		return Buffer.concat([this.page(BEGINS_STREAM, 0, [head]), this.page(0, 0, [tags])]);
	}

	/** Whole pages: `silence` samples of each channel, and then interleaved samples. */
	encode(silence: number, samples: Int16Array): Buffer {
		const packets = [...this.packetsOf(this.silence(silence)), ...this.packetsOf(samples)];
		return this.pages(packets);
	}

	/** The last pages, after `silence` more samples of each channel. */
	finish(silence: number): Buffer {
		const packets = this.packetsOf(this.silence(silence));
		const end = this.preSkip + this.samples * (GRANULE_RATE / this.sampleRate);
		// What the encoder looks ahead comes out a frame later.
		while (this.frames * GRANULES_PER_FRAME < end) {
			const frame = new Int16Array(this.frameSamples);
			frame.set(this.rest);
			this.rest = new Int16Array();
			packets.push(this.packet(frame));
		}
		return this.pages(packets, end);
	}

	/** Gives the encoder's memory back. */
	free(): void {
		this.encoder.free();
	}

	private silence(samples: number): Int16Array {
		return new Int16Array(CHANNELS * samples);
	}

	private packetsOf(samples: Int16Array): Uint8Array[] {
		if (samples.length === 0) return [];
		this.samples += samples.length / CHANNELS;
		const all = new Int16Array(this.rest.length + samples.length);
		all.set(this.rest);
		all.set(samples, this.rest.length);
		const packets: Uint8Array[] = [];
		let at = 0;
		for (; at + this.frameSamples <= all.length; at += this.frameSamples) {
			packets.push(this.packet(all.subarray(at, at + this.frameSamples)));
		}
		this.rest = all.slice(at);
		return packets;
	}

	private packet(frame: Int16Array): Uint8Array {
		this.frames += 1;
		return this.encoder.encode(frame);
	}

	/** Pages for packets; `end`: the place where the stream ends, when these are the last. */
	private pages(packets: Uint8Array[], end?: number): Buffer {
		const groups = pagesOf(packets);
		let frames = this.frames - packets.length;
		return Buffer.concat(
			groups.map((group, index) => {
				frames += group.length;
				const last = end !== undefined && index === groups.length - 1;
				return last
					? this.page(ENDS_STREAM, end, group)
					: this.page(0, frames * GRANULES_PER_FRAME, group);
			}),
		);
	}

	private page(flags: number, granule: number, packets: readonly Uint8Array[]): Buffer {
		const sequence = this.sequence++;
		return encodePage({ flags, granule, serial: this.serial, sequence, packets });
	}
}
