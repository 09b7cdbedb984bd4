import { BITS_PER_SECOND, MARK_HZ, SPACE_HZ } from './burstFormat';
import type { SampleRate } from './pcm';

/** The reference tones are whole numbers, so that the running sums never drift. */
const REFERENCE_PEAK = 1 << 14;

/**
 * How much of the mark and of the space tone there is in the last bit time of a signal: two
 * quadrature correlators over a sliding window, a handful of operations per sample.
 */
export class ToneCorrelator {
	/** Window length in samples. */
	readonly window: number;

	/** Energy of the window: the sum of its squared samples. */
	energy = 0;

	/** Share of the window's energy in the mark tone: about 1 for a clean mark. */
	mark = 0;

	/** Share of the window's energy in the space tone: about 1 for a clean space. */
	space = 0;

	/** Four products (mark and space, in phase and in quadrature) per sample of the window. */
	private readonly products: Float64Array;
	private readonly squares: Float64Array;
	private slot = 0;
	private markInPhase = 0;
	private markQuadrature = 0;
	private spaceInPhase = 0;
	private spaceQuadrature = 0;

	/** The four references per sample of their common period of 5 ms. */
	private readonly references: Float64Array;
	private readonly period: number;
	private phase = 0;

	private readonly scale: number;

	constructor(sampleRate: SampleRate) {
		this.window = Math.round(sampleRate / BITS_PER_SECOND);
		this.products = new Float64Array(this.window * 4);
		this.squares = new Float64Array(this.window);
		this.scale = 2 / (this.window * REFERENCE_PEAK * REFERENCE_PEAK);
		this.period = sampleRate / 200;
		this.references = new Float64Array(this.period * 4);
		for (let i = 0; i < this.period; i++) {
			const time = (2 * Math.PI * i) / sampleRate;
			this.references[i * 4] = Math.round(REFERENCE_PEAK * Math.cos(MARK_HZ * time));
			this.references[i * 4 + 1] = Math.round(REFERENCE_PEAK * Math.sin(MARK_HZ * time));
			this.references[i * 4 + 2] = Math.round(REFERENCE_PEAK * Math.cos(SPACE_HZ * time));
			this.references[i * 4 + 3] = Math.round(REFERENCE_PEAK * Math.sin(SPACE_HZ * time));
		}
	}

	/** Moves the window on by one sample and brings `energy`, `mark` and `space` up to date. */
	update(sample: number): void {
		const { products, references } = this;
		const at = this.slot * 4;
		const reference = this.phase * 4;

		const markInPhase = sample * (references[reference] as number);
		const markQuadrature = sample * (references[reference + 1] as number);
		const spaceInPhase = sample * (references[reference + 2] as number);
		const spaceQuadrature = sample * (references[reference + 3] as number);
		this.markInPhase += markInPhase - (products[at] as number);
		this.markQuadrature += markQuadrature - (products[at + 1] as number);
		this.spaceInPhase += spaceInPhase - (products[at + 2] as number);
		this.spaceQuadrature += spaceQuadrature - (products[at + 3] as number);
		products[at] = markInPhase;
		products[at + 1] = markQuadrature;
		products[at + 2] = spaceInPhase;
		products[at + 3] = spaceQuadrature;

		const square = sample * sample;
		this.energy += square - (this.squares[this.slot] as number);
		this.squares[this.slot] = square;

		this.slot = this.slot + 1 === this.window ? 0 : this.slot + 1;
		this.phase = this.phase + 1 === this.period ? 0 : this.phase + 1;

		const scale = this.energy > 0 ? this.scale / this.energy : 0;
		this.mark = (this.markInPhase ** 2 + this.markQuadrature ** 2) * scale;
		this.space = (this.spaceInPhase ** 2 + this.spaceQuadrature ** 2) * scale;
	}

	/** Forgets the window. */
	reset(): void {
		this.products.fill(0);
		this.squares.fill(0);
		this.markInPhase = 0;
		this.markQuadrature = 0;
		this.spaceInPhase = 0;
		this.spaceQuadrature = 0;
		this.energy = 0;
		this.mark = 0;
		this.space = 0;
	}
}
