import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, runtimePath } from './repositoryRoot';
import { runCommand } from './runCommand';

interface PackageManifest {
	name: string;
	version: string;
	[field: string]: unknown;
}

/** What n8n's installer takes out of a manifest. */
const NOT_INSTALLED = ['devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * Packs the built package as publishing would, into `folder` (`.runtime/package` when not given).
 * @returns the path of the tarball
 */
export async function packRepository(folder: string = runtimePath('package')): Promise<string> {
	mkdirSync(folder, { recursive: true });
	const output = await runCommand(
		'npm',
		['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
		repositoryRoot(),
	);
	const [packed] = JSON.parse(output) as Array<{ filename: string }>;
	if (packed === undefined) throw new Error('npm pack packed nothing.');
	return join(folder, packed.filename);
}

function writeJson(file: string, value: unknown): void {
	writeFileSync(file, JSON.stringify(value, null, 2));
}

/** n8n's own list of what it installed; it reads the package's folder either way. */
function addToLedger(file: string, { name, version }: PackageManifest): void {
	const ledger: { dependencies?: Record<string, string> } = existsSync(file)
		? (JSON.parse(readFileSync(file, 'utf8')) as object)
		: { name: 'installed-nodes', private: true };
	writeJson(file, { ...ledger, dependencies: { ...ledger.dependencies, [name]: version } });
}

/**
 * Puts a packed community package where n8n's installer puts it, by the same steps (n8n-runtime.md §4): unpack to
 * `.n8n/nodes/node_modules/<name>`, drop the dev, peer and optional dependencies, install what is left with
 * scripts off. Does nothing when this very tarball is there already. n8n must not be running on the folder.
 * @returns the package's folder
 */
export async function installPackage(tarball: string, userFolder: string): Promise<string> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const listed = await runCommand('tar', ['-xzOf', tarball, 'package/package.json'], userFolder);
	const manifest = JSON.parse(listed) as PackageManifest;
	for (const field of NOT_INSTALLED) delete manifest[field];
	const folder = join(nodes, 'node_modules', manifest.name);
	const marker = join(nodes, '.installed-tarball');
	const wanted = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(folder) && existsSync(marker) && readFileSync(marker, 'utf8') === wanted) {
		return folder;
	}

	rmSync(marker, { force: true });
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], userFolder);
	writeJson(join(folder, 'package.json'), manifest);
	await runCommand(
		'npm',
		[
			'install',
			'--audit=false',
			'--fund=false',
			'--bin-links=false',
			'--install-strategy=shallow',
			'--ignore-scripts=true',
			'--package-lock=false',
		],
		folder,
	);
	addToLedger(join(nodes, 'package.json'), manifest);
	writeFileSync(marker, wanted);
	return folder;
}
