import fc from 'fast-check';
import { crc16 } from '../../src/audio/crc16';
import { encodeBurst } from '../../src/audio/modem';
import { ToneCorrelator } from '../../src/audio/toneCorrelator';
import { RATES, silence, tones } from './telephoneLine';

it('has the check value of CRC-16/IBM-3740', () => {
	expect(crc16(Buffer.from('123456789'))).toBe(0x29b1);
	expect(crc16([])).toBe(0xffff);
});

describe.each(RATES)('a burst at %d Hz', (rate) => {
	it('carries a sentence of 60 characters in 0.6 s', () => {
		const burst = encodeBurst('x'.repeat(60), rate);
		expect(burst.length / rate).toBeCloseTo(0.588, 3);
	});

	it('is as loud as speech and begins and ends without a click', () => {
		const burst = encodeBurst('Hello', rate);
		const peak = Math.max(...burst);
		expect(peak).toBeGreaterThan(8900);
		expect(peak).toBeLessThanOrEqual(9000);
		expect(Math.abs(burst[0] as number)).toBeLessThan(10);
		expect(Math.abs(burst.at(-1) as number)).toBeLessThan(1000);
	});

	it('has a continuous phase: no step from sample to sample is larger than its tones make', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
				const burst = encodeBurst(text, rate);
				const steps = burst.map((sample, i) => Math.abs(sample - (burst[i - 1] ?? 0)));
				expect(Math.max(...steps)).toBeLessThanOrEqual(
					2 * 9000 * Math.sin((Math.PI * 2200) / rate) + 1,
				);
			}),
			{ numRuns: 20 },
		);
	});

	it('begins with at least 40 ms of steady mark', () => {
		const correlator = new ToneCorrelator(rate);
		const leader = encodeBurst('Hello', rate).subarray(0, 0.04 * rate);
		leader.forEach((sample, i) => {
			correlator.update(sample);
			if (i > 0.003 * rate) expect(correlator.mark).toBeGreaterThan(0.8);
		});
	});
});

describe.each(RATES)('a tone correlator at %d Hz', (rate) => {
	it.each([
		[1200, 'mark'],
		[2200, 'space'],
	] as const)('tells %d Hz as a %s', (hertz, name) => {
		const correlator = new ToneCorrelator(rate);
		const other = name === 'mark' ? 'space' : 'mark';
		tones([hertz], 100, rate).forEach((sample, i) => {
			correlator.update(sample);
			if (i < correlator.window) return;
			expect(correlator[name]).toBeGreaterThan(0.8);
			expect(correlator[other]).toBeLessThan(0.25);
		});
	});

	it('is back at exactly nothing after silence', () => {
		const correlator = new ToneCorrelator(rate);
		for (const sample of tones([1200, 697], 1000, rate)) correlator.update(sample);
		for (const sample of silence(5, rate)) correlator.update(sample);
		expect([correlator.energy, correlator.mark, correlator.space]).toEqual([0, 0, 0]);
	});
});
