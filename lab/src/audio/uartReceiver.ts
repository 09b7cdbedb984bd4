import { BITS_PER_SECOND } from './burstFormat';
import { FRAME_MS } from './pcm';
import type { SampleRate } from './pcm';
import { ToneCorrelator } from './toneCorrelator';

/**
 * What a `UartReceiver` reports. Positions are counts of samples since the start of the stream.
 */
export interface UartListener {
	/** A steady mark was heard long enough to be the leader of a burst; `at` is where it began. */
	carrierFound(at: number): void;
	/** A byte with correct start and stop bits; `at` is in the middle of its stop bit. */
	byteReceived(byte: number, at: number): void;
	/**
	 * No further byte belongs to the bytes before: `lost` when the carrier vanished or broke inside a
	 * byte, `replaced` when another sound (the leader of a new burst, noise) is heard where the next
	 * start bit was due. The other sound may then have begun in the last byte.
	 */
	lineBroken(reason: 'lost' | 'replaced'): void;
}

/** Samples up to this size are silence: mu-law's smallest steps, far below any speech. */
const SQUELCH = 24;

/** A carrier's zero crossing is shorter than this; a longer run of silence is a gap. */
const ZERO_CROSSING_MS = 0.5;

/** A carrier that stays away for longer has vanished; a shorter gap is skipped. */
const VANISHED_MS = 60;

/** Less than the leader's 50 ms: a frame of it may be missing. */
const LEADER_MS = 20;

/** Share of the energy in the mark tone that makes a leader. */
const LEADER_PURITY = 0.75;

/** Share of the energy in one of the two tones that makes a bit. */
const BIT_PURITY = 0.65;

/** Bytes follow one another without a pause; this many bits of mark after a stop bit end them. */
const IDLE_BITS = 3;

/**
 * Receives bytes from two-tone audio, in chunks of any size. The clock is recovered at each start
 * bit. Silence costs next to nothing, and a short gap of it between two samples of a burst (a late
 * frame) is skipped as if it had not been there.
 */
export class UartReceiver {
	private readonly correlator: ToneCorrelator;
	private readonly bitSamples: number;
	private readonly zeroCrossingSamples: number;
	private readonly frameSamples: number;
	private readonly vanishedSamples: number;
	private readonly leaderSamples: number;

	private position = 0;
	private silentSamples = 0;

	/** Samples the correlator has seen: the time base of the bits, in which gaps do not count. */
	private time = 0;
	private state: 'searching' | 'idle' | 'byte' = 'searching';
	private previousLevel = 0;
	private markSamples = 0;
	private markBeganAt = 0;
	private idleDeadline = Infinity;

	private decisionTime = 0;
	private bit = 0;
	private value = 0;

	constructor(
		sampleRate: SampleRate,
		private readonly listener: UartListener,
	) {
		this.correlator = new ToneCorrelator(sampleRate);
		this.bitSamples = sampleRate / BITS_PER_SECOND;
		this.zeroCrossingSamples = (ZERO_CROSSING_MS * sampleRate) / 1000;
		this.frameSamples = (FRAME_MS * sampleRate) / 1000;
		this.vanishedSamples = ((VANISHED_MS + ZERO_CROSSING_MS) * sampleRate) / 1000;
		this.leaderSamples = (LEADER_MS * sampleRate) / 1000;
	}

	/** Takes the next samples of the stream. */
	push(samples: Int16Array): void {
		for (const sample of samples) {
			this.position++;
			if (sample <= SQUELCH && sample >= -SQUELCH) {
				this.silentSamples++;
				if (this.silentSamples === this.vanishedSamples) this.vanish();
			} else {
				if (this.silentSamples > 0) this.passSilence();
				this.receive(sample);
			}
		}
	}

	/** Ends the stream, or a part of it: what is being received is broken off. */
	flush(): void {
		this.vanish();
	}

	private vanish(): void {
		if (this.state !== 'searching') this.breakLine('lost');
		this.correlator.reset();
		this.markSamples = 0;
	}

	private passSilence(): void {
		// Gaps are whole frames: what is over are samples of the carrier that happen to be near zero.
		const crossing = this.silentSamples % this.frameSamples;
		if (crossing <= this.zeroCrossingSamples) {
			for (let i = 0; i < crossing; i++) this.receive(0);
		}
		this.silentSamples = 0;
	}

	private receive(sample: number): void {
		const { correlator } = this;
		correlator.update(sample);
		this.time++;
		const level = correlator.mark - correlator.space;
		if (correlator.mark > LEADER_PURITY) {
			if (this.markSamples === 0) this.markBeganAt = this.position - correlator.window;
			this.markSamples++;
		} else {
			this.markSamples = 0;
		}
		if (this.state === 'byte') {
			if (this.time >= this.decisionTime) this.decideBit(level);
		} else if (this.state === 'idle') {
			this.awaitStartBit(level);
		} else if (this.markSamples >= this.leaderSamples) {
			this.state = 'idle';
			this.idleDeadline = Infinity;
			this.listener.carrierFound(Math.max(0, this.markBeganAt));
		}
		this.previousLevel = level;
	}

	private awaitStartBit(level: number): void {
		if (this.previousLevel >= 0 && level < 0) {
			const edge = this.time - 1 + this.previousLevel / (this.previousLevel - level);
			this.state = 'byte';
			this.bit = 0;
			this.value = 0;
			this.decisionTime = edge + this.bitSamples / 2;
		} else if (this.time > this.idleDeadline) {
			this.breakLine('replaced');
		}
	}

	private decideBit(levelNow: number): void {
		const { bit, correlator } = this;
		const fraction = this.decisionTime - (this.time - 1);
		const level = this.previousLevel + (levelNow - this.previousLevel) * fraction;
		const isMark = level > 0;
		const isBit = Math.max(correlator.mark, correlator.space) > BIT_PURITY;
		if (!isBit || (bit === 0 && isMark) || (bit === 9 && !isMark)) {
			this.breakLine(bit === 0 ? 'replaced' : 'lost');
		} else if (bit === 9) {
			this.state = 'idle';
			this.idleDeadline = this.decisionTime + IDLE_BITS * this.bitSamples;
			this.listener.byteReceived(this.value, this.position);
		} else {
			if (bit > 0 && isMark) this.value |= 1 << (bit - 1);
			this.bit++;
			this.decisionTime += this.bitSamples;
		}
	}

	private breakLine(reason: 'lost' | 'replaced'): void {
		this.state = 'searching';
		this.listener.lineBroken(reason);
	}
}
