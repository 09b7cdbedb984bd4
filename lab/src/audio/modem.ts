import {
	BITS_PER_SECOND,
	END_OF_TEXT,
	LEADER_BITS,
	MARK_HZ,
	SPACE_HZ,
	START_OF_TEXT,
	TRAILER_BITS,
} from './burstFormat';
import { crc16 } from './crc16';
import type { SampleRate } from './pcm';
import { UartReceiver } from './uartReceiver';
import { wholeCharacters } from './wholeCharacters';

/** About -11 dB of full scale: as loud as speech. */
const PEAK = 9000;

/** The carrier fades in and out over this many milliseconds, so that it does not click. */
const FADE_MS = 2;

/** Of a burst that was cut off, fewer bytes of text than this may be chance and do not count. */
const FEWEST_BYTES = 3;

/** A text that was received. Positions are counts of samples since the start of the stream. */
export interface ReceivedBurst {
	text: string;
	/** The end byte was received and the checksum is right. */
	complete: boolean;
	/** Where the leader began. */
	startedAt: number;
	/** In the last byte of it that was received. */
	endedAt: number;
}

/**
 * The sound of a text: an audible modem burst (see burstFormat.ts), 8.3 ms per UTF-8 byte and
 * 88 ms around them. Unpaired surrogates, which UTF-8 cannot carry, become U+FFFD.
 *
 * @returns 16-bit samples with a peak of 9000
 */
export function encodeBurst(text: string, sampleRate: SampleRate): Int16Array {
	const bits = burstBits(Buffer.from(text, 'utf8'));
	const samples = new Int16Array(Math.ceil((bits.length * sampleRate) / BITS_PER_SECOND));
	const fadeSamples = (FADE_MS * sampleRate) / 1000;
	// In cycles, where the current bit began: the phase is continuous over the bits.
	let phaseAtBit = 0;
	let bitIndex = 0;
	for (let i = 0; i < samples.length; i++) {
		const position = (i * BITS_PER_SECOND) / sampleRate;
		while (position >= bitIndex + 1) {
			phaseAtBit += toneOf(bits[bitIndex]) / BITS_PER_SECOND;
			bitIndex++;
		}
		const phase = phaseAtBit + ((position - bitIndex) * toneOf(bits[bitIndex])) / BITS_PER_SECOND;
		const fade = Math.min(1, i / fadeSamples, (samples.length - i) / fadeSamples);
		samples[i] = Math.round(PEAK * fade * Math.sin(2 * Math.PI * phase));
	}
	return samples;
}

function toneOf(bit: number | undefined): number {
	return bit === 0 ? SPACE_HZ : MARK_HZ;
}

function burstBits(text: Uint8Array): number[] {
	const bits = new Array<number>(LEADER_BITS).fill(1);
	const checksum = crc16(text);
	for (const byte of [START_OF_TEXT, ...text, END_OF_TEXT, checksum >> 8, checksum & 0xff]) {
		bits.push(0);
		for (let bit = 0; bit < 8; bit++) bits.push((byte >> bit) & 1);
		bits.push(1);
	}
	for (let bit = 0; bit < TRAILER_BITS; bit++) bits.push(1);
	return bits;
}

/**
 * Finds the bursts in a stream of audio, in chunks of any size, at any loudness a call has, after
 * G.711 as well. A burst that is cut off gives the whole characters received until then, marked as
 * not complete. So does one whose checksum is wrong because audio is missing in its middle: its
 * text is what was heard, which then is not the beginning of what was said.
 */
export class BurstDecoder {
	private readonly receiver: UartReceiver;
	private state: 'outside' | 'start' | 'text' | 'checksum' = 'outside';
	private text: number[] = [];
	private checksum: number[] = [];
	private startedAt = 0;
	private endedAt = 0;

	constructor(
		sampleRate: SampleRate,
		private readonly onBurst: (burst: ReceivedBurst) => void,
	) {
		this.receiver = new UartReceiver(sampleRate, {
			carrierFound: (at) => {
				this.startedAt = at;
				this.state = 'start';
			},
			byteReceived: (byte, at) => {
				this.takeByte(byte, at);
			},
			lineBroken: (reason) => {
				// Only a byte that another one, or silence, followed is known to be a byte of the text.
				if (this.state === 'text' && reason === 'replaced') this.text.pop();
				this.finish(false);
			},
		});
	}

	/** Takes the next samples of the stream. */
	push(samples: Int16Array): void {
		this.receiver.push(samples);
	}

	/** Ends the stream, or a part of it: a burst that is being received is cut off here. */
	flush(): void {
		this.receiver.flush();
	}

	private takeByte(byte: number, at: number): void {
		if (this.state === 'start') {
			this.state = byte === START_OF_TEXT ? 'text' : 'outside';
			this.text = [];
			this.checksum = [];
		} else if (this.state === 'text') {
			if (byte === END_OF_TEXT) {
				this.state = 'checksum';
			} else if (byte >= START_OF_TEXT) {
				this.finish(false);
				return;
			} else {
				this.text.push(byte);
			}
		} else if (this.state === 'checksum') {
			this.checksum.push(byte);
		}
		this.endedAt = at;
		if (this.checksum.length === 2) {
			const [high = 0, low = 0] = this.checksum;
			this.finish(crc16(this.text) === ((high << 8) | low));
		}
	}

	private finish(complete: boolean): void {
		const { state, startedAt, endedAt } = this;
		this.state = 'outside';
		this.checksum = [];
		if (state !== 'text' && state !== 'checksum') return;
		const text = wholeCharacters(Uint8Array.from(this.text));
		if (!complete && Buffer.byteLength(text) < FEWEST_BYTES) return;
		this.onBurst({ text, complete, startedAt, endedAt });
	}
}
