import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ChildGroup } from '../../src/n8n/childGroup';
import { repositoryRoot } from '../../src/n8n/repositoryRoot';
import { untilReady } from '../../src/n8n/untilReady';

const guard = join(repositoryRoot(), 'lab', 'src', 'n8n', 'childGuard.cjs');
let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'child-group-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const start = (script: string, env: Record<string, string> = {}) =>
	ChildGroup.start({
		command: process.execPath,
		args: ['-e', script],
		cwd: folder,
		env,
		logFile: join(folder, 'child.log'),
	});

async function until(what: string, holds: () => boolean): Promise<void> {
	for (let tries = 0; !holds(); tries++) {
		if (tries > 400) throw new Error(`It did not happen: ${what}`);
		await pause(50);
	}
}
const lives = (pid: number) => {
	try {
		process.kill(pid, 0);
	} catch {
		return false;
	}
	// A child whose parent is gone may wait for the init process to take notice: it is dead all the same.
	const state = process.platform === 'linux' ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
	return !/\) Z /.test(state);
};
const logOf = (group: ChildGroup) => group.lastLines();

describe('ChildGroup', () => {
	it('lets a child end by itself on SIGTERM', async () => {
		const group = start(
			"process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up');",
		);
		await until('the child is up', () => logOf(group) === 'up');
		await group.stop();
		expect(await group.exited).toBe(7);
		expect(group.running).toBe(false);
	});

	it('kills a child that hangs, and what it started', async () => {
		const group = start(`
			const { spawn } = require('node:child_process');
			const hang = "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);";
			const inner = spawn(process.execPath, ['-e', hang]);
			process.on('SIGTERM', () => {});
			setInterval(() => {}, 1000);
			console.log(inner.pid);`);
		await until('both are up', () => /^\d+$/.test(logOf(group)));
		const inner = Number(logOf(group));
		expect(lives(inner)).toBe(true);
		await group.stop(50);
		expect(await group.exited).toBe('SIGKILL');
		await until('the inner process is gone', () => !lives(inner));
	});

	it('ends a child whose parent was killed', async () => {
		// It is killed before the child has loaded the guard: the child must notice all the same.
		const parent = spawn(process.execPath, [
			'-e',
			`const child = require('node:child_process').spawn(process.execPath,
				['--require', ${JSON.stringify(guard)}, '-e', 'setInterval(() => {}, 1000)'],
				{ detached: true, env: { CHILD_GUARD_PARENT: String(process.pid) } });
			console.log(child.pid); setInterval(() => {}, 1000);`,
		]);
		const pid = await new Promise<number>((resolve) =>
			parent.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString()))),
		);
		expect(lives(pid)).toBe(true);
		parent.kill('SIGKILL');
		await until('the orphan is gone', () => !lives(pid));
	});

	it('does not hand on settings of this process that would change the child', async () => {
		process.env.N8N_PORT = '1';
		try {
			const group = start(
				'console.log(process.env.N8N_PORT, process.env.NODE_ENV, process.env.OWN)',
				{ OWN: 'yes' },
			);
			await group.exited;
			expect(logOf(group)).toBe('undefined undefined yes');
		} finally {
			delete process.env.N8N_PORT;
		}
	});

	it('says with the end of the log why a child did not get ready', async () => {
		const group = start("console.log('no database'); process.exit(3)");
		await expect(untilReady('n8n', group, 'http://127.0.0.1:9/', 10_000)).rejects.toThrow(
			'n8n ended while it was starting (3). The end of its log:\nno database',
		);
	});

	it('gives up on a child that never gets ready, and ends it', async () => {
		const group = start('setInterval(() => {}, 1000)');
		await expect(untilReady('n8n', group, 'http://127.0.0.1:9/', 1)).rejects.toThrow(
			'was not ready',
		);
		expect(group.running).toBe(false);
	});

	it('shows a program that cannot be started', async () => {
		const group = ChildGroup.start({
			command: join(folder, 'nothing-here'),
			args: [],
			cwd: folder,
			env: {},
			logFile: join(folder, 'child.log'),
		});
		expect(await group.exited).toMatch(/ENOENT/);
	});
});
