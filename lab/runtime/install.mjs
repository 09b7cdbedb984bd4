/**
 * Installs what `npm ci` at the root does not: Node.js 24, n8n and n8n's package scanner, each from its own
 * manifest and lockfile, into `.runtime/` (a dot folder, so that `n8n-node build` and Jest do not walk through it). Plain JavaScript, because it runs on whatever Node.js the machine has (20 or newer).
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync, copyFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const runtimeFolder = join(root, '.runtime');
const WANTED_NODE = 24;

/** Progress goes to stderr: stdout belongs to `--json`. */
export const say = (text) => process.stderr.write(`${text}\n`);

/**
 * Runs a command and resolves with its exit code; its output goes to stderr, or nowhere when `quiet`
 * (then the last lines are shown if it fails).
 */
export function run(command, args, { cwd = root, env = process.env, quiet = false } = {}) {
	return new Promise((done, fail) => {
		const child = spawn(command, args, {
			cwd,
			env,
			stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
			shell: process.platform === 'win32',
		});
		let tail = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream?.on('data', (chunk) => (tail = (tail + chunk).slice(-6000)));
		}
		child.on('error', fail);
		child.on('close', (code) => {
			if (code !== 0 && quiet) process.stderr.write(tail);
			done(code ?? 1);
		});
	});
}

async function mustRun(what, command, args, options) {
	const code = await run(command, args, options);
	if (code !== 0) throw new Error(`${what} did not work (${command} exited with ${code}).`);
}

function fingerprint(manifestFolder) {
	const hash = createHash('sha256');
	for (const file of ['package.json', 'package-lock.json']) {
		hash.update(readFileSync(join(manifestFolder, file)));
	}
	return hash.digest('hex');
}

/**
 * `npm ci` of one manifest into `.runtime/<name>`, skipped when the lockfile there is the same.
 * `finish` runs once after the install (native modules).
 */
async function installFolder(name, manifestFolder, label, { env = process.env, finish } = {}) {
	const folder = join(runtimeFolder, name);
	const marker = join(folder, '.installed');
	const wanted = fingerprint(manifestFolder);
	if (existsSync(marker) && readFileSync(marker, 'utf8') === wanted) return folder;
	say(`Installing ${label} (once) ...`);
	const startedAt = Date.now();
	mkdirSync(folder, { recursive: true });
	rmSync(marker, { force: true });
	for (const file of ['package.json', 'package-lock.json']) {
		copyFileSync(join(manifestFolder, file), join(folder, file));
	}
	copyFileSync(join(root, '.npmrc'), join(folder, '.npmrc'));
	await mustRun(`Installing ${label}`, 'npm', ['ci', '--prefer-offline'], {
		cwd: folder,
		env,
		quiet: true,
	});
	await finish?.(folder);
	writeFileSync(marker, wanted);
	say(`Installed ${label} in ${Math.round((Date.now() - startedAt) / 1000)} s.`);
	return folder;
}

/**
 * Finds or installs Node.js 24.
 * @returns {Promise<{ node: string, env: NodeJS.ProcessEnv }>} the executable, and an environment with it first on PATH
 */
export async function ensureNode24() {
	let node = process.execPath;
	let home = resolve(dirname(node), '..');
	if (Number(process.versions.node.split('.')[0]) < WANTED_NODE) {
		const folder = await installFolder('node', join(root, 'lab/runtime/node'), 'Node.js 24');
		const name = `node-${process.platform}-${process.arch}`;
		home = join(folder, 'node_modules', name);
		node = join(home, 'bin', 'node');
		if (!existsSync(node)) {
			throw new Error(
				`Node.js 24 is needed and there is no package of it for ${process.platform}-${process.arch}: install Node.js 24 and run this again.`,
			);
		}
	}
	return {
		node,
		env: {
			...process.env,
			PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
			// node-gyp takes the headers that lie beside the executable.
			...(existsSync(join(home, 'include', 'node')) ? { npm_config_nodedir: home } : {}),
			npm_config_update_notifier: 'false',
		},
	};
}

/** Finds or installs the n8n that the start command and the tests run. @returns the path of its `bin/n8n` */
export async function ensureN8n(node24) {
	const folder = await installFolder(
		'n8n',
		join(root, 'lab/runtime/n8n'),
		'n8n (about four minutes)',
		{
			env: node24.env,
			finish: async (where) => {
				const compiler = await run(
					'sh',
					['-c', 'command -v cc && command -v make && command -v python3'],
					{
						quiet: true,
					},
				);
				if (compiler !== 0) {
					await installSystemPackages(
						['gcc', 'g++', 'make', 'python3'],
						'a C compiler, make and Python for sqlite',
					);
				}
				await mustRun(
					'Building sqlite3',
					'npm',
					['rebuild', 'sqlite3', '--foreground-scripts', '--ignore-scripts=false'],
					{ cwd: where, env: node24.env, quiet: true },
				);
			},
		},
	);
	return join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
}

/** Installs n8n's own package scanner. @returns its folder */
export async function ensureScanner(node24) {
	return await installFolder('scan', join(root, 'test/scan'), "n8n's package scanner", {
		env: node24.env,
	});
}

/**
 * Installs Debian packages where that is possible (root and apt-get); otherwise says in one sentence what is missing.
 * @returns whether they are there now
 */
export async function installSystemPackages(packages, what) {
	const isRoot = process.getuid?.() === 0;
	if (isRoot && existsSync('/usr/bin/apt-get')) {
		say(`Installing ${what} (${packages.join(', ')}) ...`);
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { env, quiet: true });
		const code = await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], {
			env,
			quiet: true,
		});
		if (code === 0) return true;
	}
	say(`Missing on this machine: ${what}. Install it and run this again.`);
	return false;
}
