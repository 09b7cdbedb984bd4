import { statSync } from 'node:fs';
import fs, { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiskGate } from '../../src/recording/file/diskGate';
import type { NoRoom } from '../../src/recording/spool/spoolBudget';
import { RecordingFile, type FileFault } from '../../src/recording/file/recordingFile';
import type { RecordingFormat } from '../../src/recording/file/recordingFacts';
import type { SoundEncoder } from '../../src/recording/file/soundEncoder';
import { WavEncoder } from '../../src/recording/file/wav';
import { OpusEncoders } from '../../src/recording/opus/opusEncoders';
import { eventually } from '../eventually';
import { readOpus } from './support/readOgg';
import { readWav } from './support/readWav';
import { expectSame } from './support/recorderRun';
import { likeness, loudness, numbered, speech } from './support/sounds';

const RATE = 16_000;

/** A second of both channels. */
function stereo(left: Int16Array, right: Int16Array): Int16Array {
	const block = new Int16Array(2 * left.length);
	left.forEach((sample, index) => (block[2 * index] = sample));
	right.forEach((sample, index) => (block[2 * index + 1] = sample));
	return block;
}

/** An encoder that waits before each step until it may go on. */
class HeldEncoder implements SoundEncoder {
	private go: (() => void) | undefined;
	private readonly open = new Promise<void>((resolve) => (this.go = resolve));

	constructor(private readonly encoder: SoundEncoder) {}

	release(): void {
		this.go?.();
	}

	begin = async () => await this.encoder.begin();
	encode = async (silence: number, samples: Int16Array) => {
		await this.open;
		return await this.encoder.encode(silence, samples);
	};
	finish = async (silence: number) => await this.encoder.finish(silence);
	drop = () => this.encoder.drop();
}

describe('a file that grows', () => {
	let folder: string;
	let path: string;
	let opus: OpusEncoders;
	let faults: Array<[FileFault, unknown]>;
	let overflows: number;
	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'recording-'));
		path = join(folder, 'sound');
		opus = new OpusEncoders(() => undefined);
		faults = [];
		overflows = 0;
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		opus.close();
		await rm(folder, { recursive: true, force: true });
	});

	const encoderFor = (format: RecordingFormat) =>
		format === 'wav' ? new WavEncoder(RATE) : opus.open(RATE);
	const openFile = (
		format: RecordingFormat,
		encoder: SoundEncoder = encoderFor(format),
		take: (bytes: number) => NoRoom | undefined = () => undefined,
	) =>
		new RecordingFile({
			path,
			disk: new DiskGate(2),
			prepare: async () => await Promise.resolve(),
			format,
			sampleRate: RATE,
			encoder,
			budget: { take },
			onFault: (fault, error) => faults.push([fault, error]),
			onOverflow: () => (overflows += 1),
		});
	const size = () => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
	/** Second `index` of a long sound. */
	const second = (sound: Int16Array, index: number) =>
		sound.slice(index * RATE, (index + 1) * RATE);

	/** A disk that is full after so many bytes, the last write taking a part only. */
	const fillDiskAfter = (bytes: number) => {
		const open = fs.open;
		jest.spyOn(fs, 'open').mockImplementation(async (...args) => {
			const handle = await open(...args);
			let free = bytes;
			const write = handle.write.bind(handle) as (
				...a: unknown[]
			) => Promise<{ bytesWritten: number }>;
			handle.write = (async (data: Uint8Array, from: number, length: number, at: number) => {
				// What is written over what is there needs no room.
				if (at + length <= (await handle.stat()).size) return await write(data, from, length, at);
				if (free === 0) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
				const part = Math.min(length, free);
				free -= part;
				return await write(data, from, part, at);
			}) as typeof handle.write;
			return handle;
		});
	};

	it('can be played while it grows, as far as it is', async () => {
		const file = openFile('wav');
		file.write(stereo(numbered(RATE), numbered(RATE, 5)));
		await eventually('a second is written', () => size() === 44 + 4 * RATE);
		const growing = await fs.readFile(path);
		expect([growing.readUInt32LE(4), growing.readUInt32LE(40)]).toEqual([0xffffffff, 0xffffffff]);
		file.end();
		expect(await file.finished).toEqual({ samples: RATE, complete: true });
		expectSame(readWav(path).left, numbered(RATE));
	});

	describe.each(['wav', 'opus'] as const)('%s', (format) => {
		const read = () => (format === 'wav' ? readWav(path) : readOpus(path));

		it('holds everything in order', async () => {
			const [left, right] = [speech(RATE, 9_000, 140), speech(RATE, 9_000, 260)];
			const file = openFile(format);
			for (let index = 0; index < 9; index++)
				file.write(stereo(second(left, index), second(right, index)));
			file.write(stereo(left.slice(0, 1_234), right.slice(0, 1_234)));
			file.end();
			expect(await file.finished).toEqual({ samples: 9 * RATE + 1_234, complete: true });
			const sound = read();
			expect(sound.left.length).toBe(9 * RATE + 1_234);
			expect(likeness(sound.left, left)).toBeGreaterThan(0.9);
			expect(likeness(sound.right, right)).toBeGreaterThan(0.9);
		});

		it('leaves out what comes while too much waits, with silence in its place, and stays aligned', async () => {
			const encoder = new HeldEncoder(encoderFor(format));
			const file = openFile(format, encoder);
			const sound = speech(RATE, 30_000, 200);
			for (let index = 0; index < 25; index++)
				file.write(stereo(second(sound, index), second(sound, index)));
			expect(overflows).toBe(1);
			encoder.release();
			const written = format === 'wav' ? 1_000_000 : 10_000;
			await eventually('there is room again', () => size() > written);
			file.write(stereo(second(sound, 25), second(sound, 25)));
			file.end();
			expect(await file.finished).toEqual({ samples: 26 * RATE, complete: false });
			const { left } = read();
			expect(left.length).toBe(26 * RATE);
			// A megabyte is sixteen seconds.
			expect(likeness(left.subarray(0, 16 * RATE), sound)).toBeGreaterThan(0.9);
			expect(loudness(left.subarray(16.2 * RATE, 24.9 * RATE))).toBeLessThan(20);
			expect(likeness(left.subarray(25 * RATE), second(sound, 25))).toBeGreaterThan(0.9);
		});

		it('ends with silence when the last was left out', async () => {
			const encoder = new HeldEncoder(encoderFor(format));
			const file = openFile(format, encoder);
			for (let index = 0; index < 20; index++) file.write(stereo(numbered(RATE), numbered(RATE)));
			file.end();
			encoder.release();
			expect(await file.finished).toEqual({ samples: 20 * RATE, complete: false });
			expect(read().left.length).toBe(20 * RATE);
		});

		it('keeps what it has when the disk is full, as a whole file', async () => {
			const bytes = format === 'wav' ? 44 + 2.5 * 4 * RATE + 3 : 11_000;
			fillDiskAfter(bytes);
			const file = openFile(format);
			const sound = speech(RATE, 20_000, 150);
			for (let index = 0; index < 15; index++)
				file.write(stereo(second(sound, index), second(sound, index)));
			file.end();
			const { samples, complete } = await file.finished;
			jest.restoreAllMocks();
			expect(complete).toBe(false);
			expect(faults).toEqual([['disk', expect.objectContaining({ code: 'ENOSPC' })]]);
			const { left } = read();
			expect(left.length).toBe(samples);
			expect(samples).toBeGreaterThanOrEqual(RATE);
			expect(samples).toBeLessThan(15 * RATE);
			expect(likeness(left, sound)).toBeGreaterThan(0.9);
			if (format === 'wav') expect(samples).toBe(2.5 * RATE);
			file.write(stereo(numbered(RATE), numbered(RATE)));
			expect((await stat(path)).size).toBeLessThanOrEqual(bytes);
		});

		it.each(['spool-full', 'disk-low'] as const)(
			'stops when there is no room: %s',
			async (noRoom) => {
				let left = format === 'wav' ? 3 * 4 * RATE + 44 : 14_000;
				const file = openFile(format, undefined, (bytes) =>
					(left -= bytes) >= 0 ? undefined : noRoom,
				);
				const sound = speech(RATE, 10_000, 150);
				for (let index = 0; index < 10; index++)
					file.write(stereo(second(sound, index), second(sound, index)));
				file.end();
				const { samples, complete } = await file.finished;
				expect(complete).toBe(false);
				expect(faults).toEqual([[noRoom, undefined]]);
				expect(read().left.length).toBe(samples);
				expect(samples).toBeGreaterThanOrEqual(2 * RATE);
			},
		);
	});

	it('is nothing when it cannot even be made', async () => {
		await fs.writeFile(path, 'somebody else was here');
		const file = openFile('wav');
		file.write(stereo(numbered(RATE), numbered(RATE)));
		file.end();
		expect(await file.finished).toEqual({ samples: 0, complete: false });
		expect(faults).toEqual([['disk', expect.objectContaining({ code: 'EEXIST' })]]);
		expect(await fs.readFile(path, 'utf8')).toBe('somebody else was here');
	});

	it('keeps what it has when the encoder is lost', async () => {
		const file = openFile('opus');
		file.write(stereo(numbered(RATE), numbered(RATE)));
		await eventually('a second is written', () => size() > 1_000);
		opus.close();
		file.write(Int16Array.from([1, 2, 3]));
		file.end();
		expect((await file.finished).complete).toBe(false);
		expect(faults).toEqual([['encoder', expect.anything()]]);
	});

	it('writes at most two at a time, so that a disk that hangs leaves threads for others', async () => {
		const gate = new DiskGate(2);
		let [running, most] = [0, 0];
		const release: Array<() => void> = [];
		const works = Array.from({ length: 7 }, async (_, index) => {
			const result = gate.run(async () => {
				most = Math.max(most, (running += 1));
				await new Promise<void>((resolve) => release.push(resolve));
				running -= 1;
				if (index === 2) throw new Error('failed');
				return index;
			});
			return await result.catch(() => -1);
		});
		for (let count = 0; count < 7; count++) {
			await eventually('work is under way', () => release.length > 0);
			release.shift()?.();
		}
		expect(await Promise.all(works)).toEqual([0, 1, -1, 3, 4, 5, 6]);
		expect(most).toBe(2);
	});

	it('knows of a disk that hangs: one work takes long, however quick others are', async () => {
		const gate = new DiskGate(2);
		const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);
		try {
			let release: (() => void) | undefined;
			const hung = gate.run(async () => await new Promise<void>((resolve) => (release = resolve)));
			clock.mockReturnValue(6_000);
			await gate.run(async () => await Promise.resolve());
			expect(gate.hangs).toBe(false);
			clock.mockReturnValue(6_001);
			expect(gate.hangs).toBe(true);
			release?.();
			await hung;
			expect(gate.hangs).toBe(false);
		} finally {
			clock.mockRestore();
		}
	});
});
