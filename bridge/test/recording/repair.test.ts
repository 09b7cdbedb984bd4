import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repairFile } from '../../src/recording/file/repairFile';
import { wavHeader } from '../../src/recording/file/wav';
import { OpusStream } from '../../src/recording/opus/opusStream';
import { readOpus } from './support/readOgg';
import { readWav } from './support/readWav';
import { numbered, pcmOf, speech } from './support/sounds';

// A loaded machine is slow, not broken.
jest.setTimeout(60_000);

const RATE = 8_000;

describe('a file that was broken off', () => {
	let folder: string;
	let path: string;
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'repair-'));
		path = join(folder, 'sound');
	});
	afterAll(async () => await rm(folder, { recursive: true }));

	describe('WAV', () => {
		const sound = Buffer.concat([wavHeader(RATE), pcmOf(numbered(2_000))]);

		it.each([44, 45, 47, 48, 51, 1_000, 4_044])('is whole after %i bytes', async (length) => {
			await writeFile(path, sound.subarray(0, length));
			const samples = await repairFile(path, 'wav', RATE);
			expect(samples).toBe(Math.floor((length - 44) / 4));
			if (samples === 0) return;
			const { left, right, sampleRate } = readWav(path);
			expect(sampleRate).toBe(RATE);
			expect([...left]).toEqual(
				[...numbered(2_000)].filter((_, index) => index % 2 === 0).slice(0, samples),
			);
			expect(right.length).toBe(samples);
		});

		it.each([0, 1, 43])('has nothing in it after %i bytes', async (length) => {
			await writeFile(path, sound.subarray(0, length));
			expect(await repairFile(path, 'wav', RATE)).toBe(0);
		});

		it('stays as it is when it is repaired again', async () => {
			await writeFile(path, sound.subarray(0, 3_001));
			await repairFile(path, 'wav', RATE);
			const once = await readFile(path);
			await repairFile(path, 'wav', RATE);
			expect((await readFile(path)).equals(once)).toBe(true);
		});
	});

	describe('Opus', () => {
		const stream = new OpusStream(RATE, 99);
		const both = Int16Array.from(speech(RATE, 10_000, 150));
		const head = stream.begin();
		const pages = [0, 1, 2, 3, 4].map((index) =>
			stream.encode(0, both.slice(index * 2 * RATE, (index + 1) * 2 * RATE)),
		);
		stream.free();
		const sound = Buffer.concat([head, ...pages]);
		/** Where page `index` of the sound begins. */
		const startOf = (index: number) =>
			head.length + pages.slice(0, index).reduce((sum, page) => sum + page.length, 0);

		it.each([
			['in the middle of a page', 2, startOf(3) - 50],
			['in the head of a page', 3, startOf(3) + 13],
			['in the lacing of a page', 3, startOf(3) + 30],
			['between two pages', 4, startOf(4)],
		])('is whole when it ends %s', async (_, seconds, length) => {
			await writeFile(path, sound.subarray(0, length));
			const samples = await repairFile(path, 'opus', RATE);
			const { left } = readOpus(path);
			expect(left.length).toBe(samples);
			// The last few milliseconds are still in the encoder's head.
			expect(samples).toBeGreaterThan((seconds - 0.01) * RATE);
			expect(samples).toBeLessThanOrEqual(seconds * RATE);
		});

		it.each([
			['zeros', (bytes: Buffer) => bytes.fill(0, startOf(2))],
			['a wrong byte', (bytes: Buffer) => bytes.fill(0xff, startOf(2) + 200, startOf(2) + 201)],
			['something else', (bytes: Buffer) => bytes.write('OggZ', startOf(2))],
		])('ends before %s', async (_, spoil) => {
			const spoilt = Buffer.from(sound);
			spoil(spoilt);
			await writeFile(path, spoilt);
			const samples = await repairFile(path, 'opus', RATE);
			expect(readOpus(path).left.length).toBe(samples);
			expect(Math.round(samples / RATE)).toBe(2);
		});

		it.each([0, 10, 60, head.length, head.length + 10])(
			'has nothing in it after %i bytes',
			async (length) => {
				await writeFile(path, sound.subarray(0, length));
				expect(await repairFile(path, 'opus', RATE)).toBe(0);
			},
		);

		it('stays as it is when it is repaired again', async () => {
			await writeFile(path, sound.subarray(0, startOf(4) + 9));
			await repairFile(path, 'opus', RATE);
			const once = await readFile(path);
			await repairFile(path, 'opus', RATE);
			expect((await readFile(path)).equals(once)).toBe(true);
		});
	});
});
