import { execFile } from 'node:child_process';
import {
	appendFileSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packRepository } from '../../lab/src/n8n/installPackage';
import { repositoryRoot, runtimePath } from '../../lab/src/n8n/repositoryRoot';

jest.setTimeout(180_000);

const run = promisify(execFile);
const root = repositoryRoot();
const scanner = runtimePath('scan/node_modules/@n8n/scan-community-package/scanner/scanner.mjs');

interface Analysis {
	passed: boolean;
	message?: string;
	details?: string;
}

async function analyze(folder: string, tree: 'source' | 'tarball'): Promise<Analysis> {
	const script = join(root, 'test', 'scan', 'analyze.mjs');
	// Under Jest's NODE_ENV=test the rules take every file for a node of their own tests.
	const env = { ...process.env, NODE_ENV: 'production' };
	const { stdout } = await run(process.execPath, [script, scanner, folder, tree], { env });
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Analysis;
}

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
}
const manifestOf = (folder: string) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

describe("n8n's package scanner", () => {
	let work: string;
	let source: string;
	let unpacked: string;
	let files: string[];

	beforeAll(async () => {
		work = mkdtempSync(join(tmpdir(), 'plivo-ultravox-scan-'));
		source = join(work, 'source');
		mkdirSync(source);
		for (const part of ['package.json', 'nodes', 'credentials', 'icons']) {
			cpSync(join(root, part), join(source, part), { recursive: true });
		}
		const tarball = await packRepository(join(work, 'packed'));
		files = (await run('tar', ['-tzf', tarball])).stdout
			.trim()
			.split('\n')
			.map((file) => file.replace(/^package\//, ''));
		unpacked = join(work, 'unpacked');
		mkdirSync(unpacked);
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	});
	afterAll(() => rmSync(work, { recursive: true, force: true }));

	it('passes the source tree', async () => {
		expect(await analyze(source, 'source')).toEqual({ passed: true });
	});

	it('passes the packed tarball', async () => {
		expect(await analyze(unpacked, 'tarball')).toEqual({ passed: true });
	});

	it('would report a node that reads the environment, in either tree', async () => {
		const node = manifestOf(root).n8n.nodes[0] ?? '';
		const trees = [
			{ tree: 'source', from: source, file: node.replace(/^dist\//, '').replace(/\.js$/, '.ts') },
			{ tree: 'tarball', from: unpacked, file: node },
		] as const;
		for (const { tree, from, file } of trees) {
			const planted = join(work, `planted-${tree}`);
			cpSync(from, planted, { recursive: true });
			appendFileSync(join(planted, file), '\nexport const home = process.env.HOME;\n');
			const analysis = await analyze(planted, tree);
			expect(analysis.passed).toBe(false);
			expect(analysis.details).toContain('no-restricted-globals');
		}
	});

	it('finds in the tarball what n8n loads, and nothing that does not belong there', () => {
		const { nodes, credentials } = manifestOf(unpacked).n8n;
		expect(files).toEqual(expect.arrayContaining([...nodes, ...credentials]));
		expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']));
		const foreign = files.filter(
			(file) =>
				!/^dist\/(nodes|credentials|icons)\//.test(file) &&
				!['package.json', 'README.md', 'LICENSE'].includes(file),
		);
		expect(foreign).toEqual([]);
	});

	it('finds every icon in the tarball', () => {
		for (const name of ['plivo', 'ultravox', 'voiceBridge']) {
			expect(existsSync(join(unpacked, 'dist', 'icons', `${name}.svg`))).toBe(true);
			expect(existsSync(join(unpacked, 'dist', 'icons', `${name}.dark.svg`))).toBe(true);
		}
	});
});
