import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHome } from '../../src/start/homeLock';

let folder: string;
let home: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'home-lock-'));
	home = join(folder, 'home');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('lockHome', () => {
	it('gives a home to one at a time', () => {
		const release = lockHome(home);
		expect(release).toBeDefined();
		expect(lockHome(home)).toBeUndefined();
		release?.();
		expect(lockHome(home)).toBeDefined();
	});

	it('takes over from a process that is gone', () => {
		const { pid } = spawnSync(process.execPath, ['-e', '']);
		writeFileSync(`${home}.lock`, String(pid));
		expect(lockHome(home)).toBeDefined();
		expect(lockHome(home)).toBeUndefined();
	});
});
