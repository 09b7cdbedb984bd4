import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { AskedDisk } from '../../src/recording/file/askedDisk';
import { fileSound } from '../../src/recording/file/fileSound';
import { StoreError } from '../../src/recording/store/recordingStore';
import { distinctBytes } from '../audioSamples';
import { eventually } from '../eventually';

describe('the sound of a recording in a file', () => {
	const bytes = distinctBytes(200_003);
	let folder: string;
	let path: string;

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'sound-'));
		path = join(folder, 'a.wav');
		writeFileSync(path, bytes);
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	it.each([
		['all of it', undefined, bytes],
		['its beginning', { first: 0, last: 0 }, bytes.subarray(0, 1)],
		['its middle', { first: 65_535, last: 131_072 }, bytes.subarray(65_535, 131_073)],
		['its end', { first: 200_000, last: 200_002 }, bytes.subarray(200_000)],
	])('is read: %s', async (_, range, expected) => {
		const sound = await fileSound(path, range, new AskedDisk('a test'));
		expect(sound && (await buffer(sound)).equals(expected)).toBe(true);
	});

	it('is missing', async () => {
		expect(
			await fileSound(join(folder, 'b.wav'), undefined, new AskedDisk('a test')),
		).toBeUndefined();
	});

	it('can be read when it was removed meanwhile, and closes its file, read or not', async () => {
		const disk = new AskedDisk('a test');
		const [read, unread] = [
			await fileSound(path, undefined, disk),
			await fileSound(path, undefined, disk),
		];
		if (!read || !unread) throw new Error('missing');
		rmSync(path);
		expect((await buffer(read)).equals(bytes)).toBe(true);
		unread.destroy();
		for (const { file } of [read, unread] as unknown as Array<{ file: { fd: number } }>) {
			await eventually('it is closed', () => file.fd === -1);
		}
	});

	it('breaks off when the disk hangs', async () => {
		const disk = new AskedDisk('a test');
		const sound = await fileSound(path, undefined, disk);
		jest.spyOn(disk, 'ask').mockRejectedValue(new StoreError('nothing'));
		await expect(sound && buffer(sound)).rejects.toThrow(StoreError);
	});

	it('is closed when it could be opened too late', async () => {
		let late: FileHandle | undefined;
		const disk = new AskedDisk('a test');
		jest.spyOn(disk, 'ask').mockImplementation(async (open, tooLate) => {
			late = (await open()) as FileHandle;
			await tooLate?.(late as never);
			throw new StoreError('nothing');
		});
		await expect(fileSound(path, undefined, disk)).rejects.toThrow(StoreError);
		expect(late?.fd).toBe(-1);
	});
});
