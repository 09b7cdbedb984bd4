import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '../../../bridge/test/eventually';

const root = join(__dirname, '../../..');
const run = promisify(execFile);
const secret = 'sixteen characters';
/** Without what the npm that runs the tests hands down. */
const environment = Object.fromEntries(
	Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
);

describe('the package of the bridge', () => {
	let work: string;
	beforeAll(() => (work = mkdtempSync(join(tmpdir(), 'bridge-package-'))));
	afterAll(() => rmSync(work, { recursive: true, force: true }));

	const npm = async (folder: string, ...parameters: string[]) =>
		(await run('npm', [...parameters, '--offline'], { cwd: folder, env: environment })).stdout;

	test('has the licence of the project', () => {
		const licence = readFileSync(join(root, 'LICENSE'), 'utf8');
		expect(readFileSync(join(root, 'bridge/LICENSE'), 'utf8')).toBe(licence);
	});

	test('is built when it is packed, and starts from an empty folder, as npx does it', async () => {
		const pack = ['pack', '--json', '--ignore-scripts=false', '--pack-destination', work];
		const output = await npm(join(root, 'bridge'), ...pack);
		// The build may speak first.
		const [packed] = JSON.parse(output.slice(output.search(/^\[$/m))) as [
			{ filename: string; files: Array<{ path: string }> },
		];
		expect(packed.files.map(({ path }) => path).sort()).toEqual([
			'LICENSE',
			'README.md',
			'dist/THIRD-PARTY-NOTICES.txt',
			'dist/bridge.js',
			'package.json',
		]);
		const place = join(work, 'installed');
		mkdirSync(place);
		await npm(place, 'install', '--prefix', place, '--no-save', join(work, packed.filename));
		const program = join(place, 'node_modules/.bin/plivo-ultravox-bridge');
		const empty = join(work, 'empty');
		mkdirSync(empty);
		const child = spawn(program, {
			cwd: empty,
			env: { PATH: process.env.PATH, BRIDGE_SHARED_SECRET: secret, BRIDGE_PORT: '0' },
		});
		try {
			let said = '';
			const ended = new Promise((resolve) => child.on('exit', resolve));
			for (const stream of [child.stdout, child.stderr]) {
				stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
			}
			const port = await eventually('it listens', () => /"port":(\d+)/.exec(said)?.[1], 20_000);
			expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
			child.kill('SIGTERM');
			expect(await ended).toBe(0);
		} finally {
			child.kill('SIGKILL');
		}
		const notices = join(place, 'node_modules/plivo-ultravox-bridge/dist/THIRD-PARTY-NOTICES.txt');
		const text = readFileSync(notices, 'utf8');
		for (const name of ['ws', 'zod', 'pino', '@evan/opus', 'prom-client', 'libopus']) {
			expect(text).toMatch(new RegExp(`^${name}[ ,]`, 'm'));
		}
	}, 120_000);
});

describe('third-party notices', () => {
	test('are refused for what comes without a licence', async () => {
		const program = `
			const { thirdPartyNotices } = require(${JSON.stringify(join(root, 'bridge/build/thirdPartyNotices.js'))});
			const { mkdirSync, writeFileSync } = require('node:fs');
			mkdirSync('node_modules/@a/bare', { recursive: true });
			writeFileSync('node_modules/@a/bare/package.json', '{"name":"@a/bare","version":"1.0.0","license":"MIT"}');
			try { thirdPartyNotices('.', ['src/own.ts', 'node_modules/@a/bare/lib/index.js']); }
			catch (error) { console.log(error.message); }
		`;
		const folder = mkdtempSync(join(tmpdir(), 'notices-'));
		try {
			const { stdout } = await run(process.execPath, ['-e', program], { cwd: folder });
			expect(stdout.trim()).toBe('@a/bare comes without its licence.');
		} finally {
			rmSync(folder, { recursive: true, force: true });
		}
	});
});
