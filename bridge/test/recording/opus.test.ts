import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePage, pagesOf } from '../../src/recording/opus/oggPage';
import { OpusStream } from '../../src/recording/opus/opusStream';
import { readOpus, readPages } from './support/readOgg';
import { silenceWith } from './support/recorderRun';
import { likeness, loudness, speech } from './support/sounds';

// A loaded machine is slow, not broken.
jest.setTimeout(60_000);

/** Interleaves two channels. */
function stereo(left: Int16Array, right: Int16Array): Int16Array {
	const both = new Int16Array(2 * left.length);
	left.forEach((sample, index) => (both[2 * index] = sample));
	right.forEach((sample, index) => (both[2 * index + 1] = sample));
	return both;
}

describe('Ogg with Opus', () => {
	const folder = mkdtempSync(join(tmpdir(), 'opus-'));
	const path = join(folder, 'sound.opus');
	afterAll(() => rmSync(folder, { recursive: true }));

	/** Encodes in pieces of these lengths in samples, and decodes what became of it. */
	const roundTrip = (rate: number, left: Int16Array, right: Int16Array, piece: number) => {
		const stream = new OpusStream(rate, 0xdeadbeef);
		const bytes = [stream.begin()];
		for (let at = 0; at < left.length; at += piece) {
			bytes.push(stream.encode(0, stereo(left.slice(at, at + piece), right.slice(at, at + piece))));
		}
		bytes.push(stream.finish(0));
		stream.free();
		writeFileSync(path, Buffer.concat(bytes));
		return readOpus(path);
	};

	describe.each([8_000, 16_000])('at %i Hz', (rate) => {
		const left = silenceWith(
			rate * 10,
			[0, speech(rate, 4_000, 120)],
			[rate * 6, speech(rate, 2_000, 180)],
		);
		const right = silenceWith(rate * 10, [rate * 3, speech(rate, 4_000, 240)]);

		it.each([1_000, 137, 20, 7])('decodes to what it was made of, in pieces of %i ms', (ms) => {
			const sound = roundTrip(rate, left, right, (rate * ms) / 1_000);
			expect(sound.sampleRate).toBe(rate);
			expect(sound.left.length).toBe(left.length);
			expect(likeness(sound.left, left)).toBeGreaterThan(0.9);
			expect(likeness(sound.right, right)).toBeGreaterThan(0.9);
			// A millisecond to either side it is less alike.
			const shift = rate / 1_000;
			expect(likeness(sound.left.subarray(shift), left)).toBeLessThan(likeness(sound.left, left));
			expect(likeness(sound.left, left.subarray(shift))).toBeLessThan(likeness(sound.left, left));
		});

		it('keeps the sides apart', () => {
			const sound = roundTrip(rate, left, right, rate);
			const only = [rate * 0.5, rate * 2.5] as const;
			expect(loudness(sound.left.subarray(...only))).toBeGreaterThan(1_000);
			expect(loudness(sound.right.subarray(...only))).toBeLessThan(10);
		});

		it('is as long as what it was made of, to the sample', () => {
			for (const samples of [1, 159, 320, 321, 12_345]) {
				expect(
					roundTrip(rate, left.slice(0, samples), right.slice(0, samples), 5_000).left.length,
				).toBe(samples);
			}
		});

		it('has silence for what was lost', () => {
			const stream = new OpusStream(rate, 1);
			const second = stereo(left.slice(0, rate), left.slice(0, rate));
			const bytes = [
				stream.begin(),
				stream.encode(0, second),
				stream.encode(12.5 * rate, second),
				stream.finish(rate / 2),
			];
			stream.free();
			writeFileSync(path, Buffer.concat(bytes));
			const sound = readOpus(path);
			expect(sound.left.length).toBe(15 * rate);
			expect(likeness(sound.left.subarray(0, rate), left)).toBeGreaterThan(0.85);
			expect(loudness(sound.left.subarray(1.2 * rate, 13.4 * rate))).toBeLessThan(20);
			expect(likeness(sound.left.subarray(13.5 * rate, 14.5 * rate), left)).toBeGreaterThan(0.85);
			expect(loudness(sound.left.subarray(14.7 * rate))).toBeLessThan(20);
		});
	});

	it('lets no stream of many leave memory behind', () => {
		const { rss } = process.memoryUsage();
		for (let count = 0; count < 3_000; count++) {
			const stream = new OpusStream(16_000, count);
			stream.begin();
			stream.free();
		}
		// Each encoder takes some 40 kB: without `free` it would be 120 MB.
		expect(process.memoryUsage().rss - rss).toBeLessThan(60_000_000);
	});

	it('cuts packets into pages as RFC 3533 wants', () => {
		const packets = Array.from({ length: 600 }, (_, index) =>
			Buffer.alloc([0, 1, 254, 255, 256, 510, 1275][index % 7] as number, index),
		);
		const pages = pagesOf(packets);
		const bytes = pages.map((group, sequence) =>
			encodePage({ flags: 0, granule: 2 ** 40 + sequence, serial: 7, sequence, packets: group }),
		);
		const read = readPages(Buffer.concat(bytes));
		expect(read.flatMap((page) => page.packets.map((one) => one.toString('hex')))).toEqual(
			packets.map((one) => one.toString('hex')),
		);
		expect(read[0]?.granule).toBe(2 ** 40);
	});
});
