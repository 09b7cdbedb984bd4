/** Builds nodes, bridge and lab, and knows when that is not needed. */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root, run, runtimeFolder, say } from './install.mjs';

const SOURCES = [
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'gulpfile.js',
	'credentials',
	'icons',
	'nodes',
	'workflows',
	'bridge/package.json',
	'bridge/src',
	'lab/package.json',
	'lab/src',
];
const PRODUCTS = ['dist/nodes', 'dist/credentials', 'bridge/dist/bridge.js', 'lab/dist/lab.js'];
const marker = join(runtimeFolder, 'built');

function filesBelow(path) {
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesBelow(join(path, name)));
}

function sourceFingerprint() {
	const hash = createHash('sha256');
	for (const file of SOURCES.flatMap((source) => filesBelow(join(root, source)))) {
		hash
			.update(`${relative(root, file)}\0`)
			.update(readFileSync(file))
			.update('\0');
	}
	return hash.digest('hex');
}

const isBuilt = (wanted) =>
	PRODUCTS.every((product) => existsSync(join(root, product))) &&
	existsSync(marker) &&
	readFileSync(marker, 'utf8') === wanted;

/** The Gulp command line of a task, for Node.js 24. */
export const gulp = (task) => [
	join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'),
	'--silent',
	task,
];

/** Before a build: what is there counts as unfinished until `markBuilt`. */
export function markUnbuilt() {
	rmSync(marker, { force: true });
	return sourceFingerprint();
}

/** After a build that worked; `fingerprint` is what `markUnbuilt` gave before it. */
export function markBuilt(fingerprint) {
	mkdirSync(dirname(marker), { recursive: true });
	writeFileSync(marker, fingerprint);
}

/**
 * Builds when something is missing or the sources have changed since.
 * @returns whether there is a build now
 */
export async function ensureBuilt(node24) {
	if (isBuilt(sourceFingerprint())) return true;
	say('Building nodes, bridge and lab ...');
	const fingerprint = markUnbuilt();
	const code = await run(node24.node, gulp('build'), { env: node24.env, quiet: true });
	if (code !== 0) return false;
	markBuilt(fingerprint);
	return true;
}
