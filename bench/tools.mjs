/** What the runs need and is made for them: generator, certificate, bundles. It lies in a folder of this process in `.runtime/bench`. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gulp } from '../lab/runtime/build.mjs';
import { root, run, runtimeFolder, say } from '../lab/runtime/install.mjs';

const exec = promisify(execFile);
const folder = join(runtimeFolder, 'bench', `${process.pid}`);
const sources = fileURLToPath(new URL('generator', import.meta.url));

/** Removes all that was made here. */
export const removeTools = () => rmSync(folder, { recursive: true, force: true });

const FLAGS = ['-O2', '-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror'];

/**
 * Compiles the load generator with the system's C compiler, with TLS in it where OpenSSL's headers are.
 * @returns {Promise<{ file: string, hasTls: boolean }>}
 */
export async function compileGenerator() {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, 'generator');
	const inputs = readdirSync(sources)
		.filter((name) => name.endsWith('.c'))
		.map((name) => join(sources, name));
	const compile = async (...more) => await exec('cc', [...FLAGS, '-o', file, ...inputs, ...more]);
	try {
		await compile('-DWITH_OPENSSL', '-lssl', '-lcrypto');
		return { file, hasTls: true };
	} catch (error) {
		if (error.code === 'ENOENT') {
			throw new Error(
				'The load generator is written in C and there is no C compiler: install one (on Debian: apt-get install gcc libc6-dev) and run this again.',
			);
		}
	}
	try {
		await compile();
	} catch (error) {
		throw new Error(`The load generator cannot be compiled.\n${error.stderr}`);
	}
	return { file, hasTls: false };
}

/** A certificate for the agents on 127.0.0.1, signed by itself, and its key. */
export async function makeCertificate() {
	mkdirSync(folder, { recursive: true });
	const certificate = join(folder, 'certificate.pem');
	const key = join(folder, 'key.pem');
	const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'];
	const about = ['-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'];
	const names = ['-addext', 'subjectAltName=IP:127.0.0.1'];
	try {
		await exec('openssl', [...request, ...about, ...names, '-keyout', key, '-out', certificate]);
	} catch (error) {
		throw new Error(
			error.code === 'ENOENT'
				? 'The TLS runs need the openssl command for a certificate: install openssl, or leave them out with --only.'
				: `openssl could not make a certificate. ${error.stderr}`,
		);
	}
	return { certificate, key };
}

function newest(path) {
	if (statSync(path).isFile()) return statSync(path).mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The bridge as users start it: one file. Built again when its sources are newer. */
export async function bundledBridge(node24) {
	const file = join(root, 'bridge/dist/bridge.js');
	const changed = Math.max(newest(join(root, 'bridge/src')), newest(join(root, 'nodes/shared')));
	if (existsSync(file) && statSync(file).mtimeMs > changed) return file;
	say('Bundling the bridge ...');
	const code = await run(node24.node, gulp('sidecars'), { env: node24.env, quiet: true });
	if (code !== 0) throw new Error('The bridge could not be bundled.');
	return file;
}

/** The nodes' own code for stream tokens, so that the bridge under test gets what it gets in real life. */
export async function loadTokenTools() {
	const { build } = await import('esbuild');
	const outfile = join(folder, 'streamToken.mjs');
	await build({
		entryPoints: [join(root, 'nodes/shared/streamToken.ts')],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		logLevel: 'silent',
	});
	return await import(pathToFileURL(outfile).href);
}

/** "v24.21.0" of what the contestants run on. */
export async function nodeVersion({ node }) {
	return (await exec(node, ['--version'])).stdout.trim();
}
