import { spawnSync } from 'node:child_process';
import fs, { mkdtempSync, readdirSync, rmSync, statSync, type PathOrFileDescriptor } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk with little room. */
export interface SmallDisk {
	/** A folder on it. */
	folder: string;
	/** Makes room for so many bytes in all. */
	grow(bytes: number): void;
	remove(): void;
}

/**
 * A folder that is a disk of so many bytes to whoever writes whole files or appends: what still fits is written, and then there is ENOSPC.
 * Every write to an open file is taken for one to this disk.
 */
export function pretendedDisk(bytes: number): SmallDisk {
	const folder = mkdtempSync(join(tmpdir(), 'disk-'));
	let size = bytes;
	const room = () => {
		const used = readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.map((name) => statSync(join(folder, name)))
			.reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
		return Math.max(0, size - used);
	};
	const { writeFileSync } = fs;
	const spy = jest.spyOn(fs, 'writeFileSync').mockImplementation((file, data, options) => {
		const all = Buffer.from(data as Buffer);
		const fits = isOn(folder, file) ? all.subarray(0, room()) : all;
		writeFileSync(file, fits, options);
		if (fits.length === all.length) return;
		throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
	});
	return {
		folder,
		grow: (to) => void (size = to),
		remove: () => {
			spy.mockRestore();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

const isOn = (folder: string, file: PathOrFileDescriptor) =>
	typeof file === 'number' || String(file).startsWith(folder);

/** The same as the system has it; undefined where it may not be mounted. @param options of tmpfs */
export function mountedDisk(options: string): SmallDisk | undefined {
	const folder = mkdtempSync(join(tmpdir(), 'disk-'));
	const mount = (...words: string[]) => spawnSync('mount', [...words, folder]).status === 0;
	if (!mount('-t', 'tmpfs', '-o', options, 'tmpfs')) {
		rmSync(folder, { recursive: true, force: true });
		return undefined;
	}
	return {
		folder,
		grow: (to) => void mount('-o', `remount,size=${to}`),
		remove: () => {
			spawnSync('umount', [folder]);
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
