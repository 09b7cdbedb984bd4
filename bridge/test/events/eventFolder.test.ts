import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFileName, laneOf, newFileName } from '../../src/events/eventFileName';
import { EventFolder } from '../../src/events/eventFolder';
import { FolderLock } from '../../src/events/folderLock';

describe("a process's folder of events", () => {
	let root: string;
	beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'event-folder-'))));
	afterEach(() => rmSync(root, { recursive: true, force: true }));

	it('belongs to one, also within a process, until it is let go of', () => {
		const folder = EventFolder.create(root);
		writeFileSync(join(folder.path, newFileName('00000000')), '');
		expect(EventFolder.adopt(folder.path)).toBeUndefined();
		folder.dispose();
		const adopted = EventFolder.adopt(folder.path);
		expect(adopted).toBeDefined();
		expect(EventFolder.adopt(folder.path)).toBeUndefined();
		adopted?.dispose();
	});

	it('is removed with its last file, or at the end when there is none', async () => {
		EventFolder.create(root).dispose();
		expect(readdirSync(root)).toEqual([]);
		const folder = EventFolder.create(root);
		for (const lane of ['00000000', '11111111']) {
			writeFileSync(join(folder.path, newFileName(lane)), '');
		}
		folder.dispose();
		const adopted = EventFolder.adopt(folder.path);
		expect(adopted?.list()).toHaveLength(2);
		adopted?.fileGone();
		expect(existsSync(folder.path)).toBe(true);
		for (const name of adopted?.list() ?? []) rmSync(join(folder.path, name));
		adopted?.fileGone();
		adopted?.fileGone();
		expect(existsSync(folder.path)).toBe(false);
		adopted?.dispose();
	});

	it('lists event files by age, removes what was half done, and no other folder counts', async () => {
		const folder = EventFolder.create(root);
		const names = ['ffffffff-0000000aa', '00000000-0000000ab', 'aaaaaaaa-0000000ac'].map(
			(name) => `${name}-0123456789abcdef.events`,
		);
		for (const name of [...names].reverse()) writeFileSync(join(folder.path, name), '');
		writeFileSync(join(folder.path, `${names[0]}.new`), '');
		writeFileSync(join(root, 'a file'), '');
		expect(folder.list()).toEqual(names);
		expect(readdirSync(folder.path).sort()).toEqual([...names, 'lock'].sort());
		expect(EventFolder.all(root)).toEqual([folder.path]);
		folder.dispose();
	});

	it('cannot be made where nothing can be', () => {
		writeFileSync(join(root, 'events'), '');
		expect(() => EventFolder.create(join(root, 'events'))).toThrow(/EEXIST|ENOTDIR/);
		expect(() => FolderLock.take(join(root, 'nowhere'))).toThrow('unable to open database file');
	});
});

describe('the name of an event file', () => {
	it('has a lane, and never comes twice', () => {
		const names = Array.from({ length: 100 }, () => newFileName('89abcdef'));
		expect(new Set(names).size).toBe(100);
		expect(names.every(isFileName)).toBe(true);
		expect(names.every((name) => laneOf(name) === '89abcdef')).toBe(true);
		for (const other of ['lock', '../89abcdef', `${names[0]}.new`, `x${names[0]}`]) {
			expect(isFileName(other)).toBe(false);
		}
	});
});
