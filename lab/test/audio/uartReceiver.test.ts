import { concatenateSamples } from '../../src/audio/pcm';
import { UartReceiver } from '../../src/audio/uartReceiver';
import { RATES, silence, tones } from './telephoneLine';

/** What a receiver reports, in order. */
function events(rate: 8000 | 16000, ...parts: Int16Array[]): string[] {
	const reported: string[] = [];
	const receiver = new UartReceiver(rate, {
		carrierFound: () => reported.push('carrier'),
		byteReceived: (byte) => reported.push(byte.toString(16)),
		lineBroken: (reason) => reported.push(reason),
	});
	receiver.push(concatenateSamples(...parts));
	return reported;
}

describe.each(RATES)('at %d Hz', (rate) => {
	const bit = 1000 / 1200;
	const leader = tones([1200], 50, rate);

	/** Stretches of mark and space by turns, as long as so many bits. */
	function line(...bits: number[]): Int16Array {
		let phase = 0;
		let end = 0;
		const ends = bits.map((count) => (end += (count * bit * rate) / 1000));
		return silence(end / (rate / 1000), rate).map((_, i) => {
			const isMark = ends.findIndex((boundary) => i < boundary) % 2 === 0;
			phase += (2 * Math.PI * (isMark ? 1200 : 2200)) / rate;
			return 8000 * Math.sin(phase);
		});
	}

	it('receives bytes, each with its own clock', () => {
		// 0x0f: start bit, four ones, four zeros, stop bit, here up to a bit longer; then 0x00.
		expect(events(rate, line(60, 1, 4, 4, 1.4, 1, 4, 4, 1.7, 9, 20))).toEqual([
			'carrier',
			'f',
			'f',
			'0',
			'replaced',
		]);
	});

	it('does not take a glitch in the leader for a byte', () => {
		expect(events(rate, line(60, 0.45, 60, 9, 20))).toEqual([
			'carrier',
			'replaced',
			'carrier',
			'0',
			'replaced',
		]);
	});

	it('loses the line where a stop bit is missing', () => {
		expect(events(rate, line(60, 10.5, 5))).toEqual(['carrier', 'lost']);
	});

	it('loses the carrier after 60 ms of silence, and finds it again', () => {
		expect(events(rate, leader, silence(61, rate), leader)).toEqual(['carrier', 'lost', 'carrier']);
		expect(events(rate, leader, silence(59, rate), leader)).toEqual(['carrier']);
	});

	it('wants 20 ms of leader', () => {
		expect(events(rate, tones([1200], 18, rate), silence(100, rate))).toEqual([]);
		expect(events(rate, tones([1200], 25, rate))).toEqual(['carrier']);
	});
});
