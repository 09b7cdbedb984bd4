import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BundledBridge } from './bridgeProcess';
import { eventually } from './eventually';

interface RunningProcess {
	child: ChildProcess;
	output: string;
	errors: string;
	exitCode: number | null | undefined;
}

describe('the bridge as one file', () => {
	let bundle: BundledBridge;
	beforeAll(() => (bundle = BundledBridge.build()));
	afterAll(() => bundle.remove());

	const run = (environment: Record<string, string>): RunningProcess => {
		const child = spawn(process.execPath, [bundle.file], { cwd: bundle.folder, env: environment });
		const running: RunningProcess = { child, output: '', errors: '', exitCode: undefined };
		child.stdout.on('data', (chunk: Buffer) => (running.output += chunk.toString()));
		child.stderr.on('data', (chunk: Buffer) => (running.errors += chunk.toString()));
		child.on('exit', (code) => (running.exitCode = code));
		return running;
	};

	it('starts without any module beside it, answers, and stops on SIGTERM with 0', async () => {
		expect(await readdir(bundle.folder)).toEqual(['bridge.js']);
		const running = run({ BRIDGE_SHARED_SECRET: 'sixteen characters', BRIDGE_PORT: '0' });
		try {
			const port = await eventually(
				'it listens',
				() => /"port":(\d+)/.exec(running.output)?.[1],
				20_000,
			);
			expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
			running.child.kill('SIGTERM');
			expect(await eventually('it exits', () => running.exitCode ?? undefined, 20_000)).toBe(0);
		} finally {
			running.child.kill('SIGKILL');
		}
	}, 60_000);

	it('says in one sentence that Node.js is too old, before anything that it lacks', async () => {
		const older = join(bundle.folder, 'older.cjs');
		const versions = "{ ...process.versions, node: '20.20.2' }";
		const lacking =
			"process.getBuiltinModule = undefined; require('node:v8').setFlagsFromString = undefined;";
		await writeFile(
			older,
			`Object.defineProperty(process, 'versions', { value: ${versions} }); ${lacking}`,
		);
		const running = run({ BRIDGE_SHARED_SECRET: 'short', NODE_OPTIONS: `--require ${older}` });
		expect(await eventually('it exits', () => running.exitCode ?? undefined, 20_000)).toBe(2);
		expect(running.errors).toBe(
			'The bridge cannot start. It needs Node.js 24 or newer, and this is 20.20.2.\n',
		);
		expect(running.output).toBe('');
		await rm(older);
	}, 60_000);

	it('says in one sentence why it cannot start', async () => {
		const running = run({ BRIDGE_SHARED_SECRET: 'short' });
		expect(await eventually('it exits', () => running.exitCode ?? undefined, 20_000)).toBe(2);
		expect(running.errors).toBe(
			'The bridge cannot start. BRIDGE_SHARED_SECRET must be set, with at least 16 characters and no comma.\n',
		);
		expect(running.output).toBe('');
	}, 60_000);
});
