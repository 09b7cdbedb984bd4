import { resample } from '../../src/audio/resampler';

const PEAK = 10000;

function sine(hertz: number, sampleRate: number, seconds = 0.5): Int16Array {
	return Int16Array.from({ length: sampleRate * seconds }, (_, i) =>
		Math.round(PEAK * Math.sin((2 * Math.PI * hertz * i) / sampleRate)),
	);
}

/** The largest sample away from the ends, where the sound is cut off. */
function peakInside(samples: ArrayLike<number>): number {
	return Math.max(...Array.from(samples, Math.abs).slice(200, -200));
}

describe.each([
	[22050, 8000],
	[22050, 16000],
	[16000, 8000],
	[8000, 16000],
])('from %d Hz to %d Hz', (from, to) => {
	it.each([100, 440, 1200, 3100])('keeps a tone of %d Hz, without delay', (hertz) => {
		const resampled = resample(sine(hertz, from), from, to);
		const expected = sine(hertz, to);
		expect(resampled.length).toBe(expected.length);
		const difference = resampled.map((sample, i) => sample - (expected[i] as number));
		expect(peakInside(difference)).toBeLessThan(PEAK * 0.003);
	});

	it('keeps a steady level', () => {
		const resampled = resample(new Int16Array(from / 2).fill(PEAK), from, to);
		expect(peakInside(resampled.map((sample) => sample - PEAK))).toBeLessThanOrEqual(1);
	});
});

it.each([
	[22050, 8000, 4600],
	[22050, 8000, 9000],
	[22050, 16000, 9500],
	[16000, 8000, 5000],
])('from %d to %d Hz removes %d Hz, which would alias', (from, to, hertz) => {
	expect(peakInside(resample(sine(hertz, from), from, to))).toBeLessThan(PEAK * 0.001);
});

it('gives a copy at the same rate, and nothing for nothing', () => {
	const samples = Int16Array.of(1, 2, 3);
	const copy = resample(samples, 8000, 8000);
	expect(copy).toEqual(samples);
	expect(copy).not.toBe(samples);
	expect(resample(new Int16Array(0), 22050, 8000).length).toBe(0);
});

it('does not wrap around at full scale', () => {
	const square = Int16Array.from({ length: 4410 }, (_, i) => (i % 50 < 25 ? 32767 : -32768));
	const resampled = resample(square, 22050, 16000);
	for (let i = 1; i < resampled.length; i++) {
		const inSquare = Math.floor((i * 22050) / 16000) % 50;
		if (inSquare >= 5 && inSquare < 20) expect(resampled[i]).toBeGreaterThan(20000);
	}
});
