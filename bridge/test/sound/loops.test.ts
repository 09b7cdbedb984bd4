import { loopOf, renderLoops, type SoundName } from '../../src/sound/loops';

const samplesOf = (pcm: Buffer) =>
	Array.from({ length: pcm.length / 2 }, (_, index) => pcm.readInt16LE(index * 2));
const loudest = (samples: number[]) =>
	samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);

/** Loudest sample of each fifth of a second. */
function loudness(samples: number[], sampleRate: number): number[] {
	const size = sampleRate / 5;
	return Array.from({ length: Math.floor(samples.length / size) }, (_, index) =>
		loudest(samples.slice(index * size, (index + 1) * size)),
	);
}

const CASES: Array<[SoundName, number]> = [
	['music', 8_000],
	['music', 16_000],
	['filler', 8_000],
	['filler', 16_000],
];

describe.each(CASES)('%s at %d Hz', (name, sampleRate) => {
	const samples = samplesOf(loopOf(name, sampleRate));

	it('is quiet, and silent at no time', () => {
		expect(loudest(samples)).toBeLessThan(0.2 * 32_768);
		expect(Math.min(...loudness(samples, sampleRate))).toBeGreaterThan(50);
	});

	it('has no click, neither within nor where its end meets its beginning', () => {
		const steps = samples.map((sample, index) => Math.abs(sample - (samples.at(index - 1) ?? 0)));
		// A tone of the highest note and loudness moves less than this from sample to sample.
		expect(loudest(steps)).toBeLessThan(loudest(samples));
		expect(steps[0]).toBeLessThan(100);
	});

	it('is whole frames of 20 ms long', () => {
		expect(samples.length % (sampleRate / 50)).toBe(0);
	});
});

it('is rendered once', () => {
	renderLoops();
	expect(loopOf('music', 16_000)).toBe(loopOf('music', 16_000));
	expect(loopOf('music', 16_000).length).toBe(2 * loopOf('music', 8_000).length);
});
