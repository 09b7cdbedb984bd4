import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE_NAME = 'n8n-nodes-plivo-ultravox';

function isRoot(folder: string): boolean {
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest) || !existsSync(join(folder, 'lab', 'package.json'))) return false;
	const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: unknown };
	return name === PACKAGE_NAME;
}

/**
 * The folder of the n8n package, found by walking up: the same from a test's source and from the bundle.
 * @throws Error when `from` lies outside the project
 */
export function repositoryRoot(from: string = __dirname): string {
	for (let folder = from; ; folder = dirname(folder)) {
		if (isRoot(folder)) return folder;
		if (dirname(folder) === folder) {
			throw new Error(`No folder above the phone lab holds the package ${PACKAGE_NAME}.`);
		}
	}
}

/** A path below `.runtime`, the folder for everything that is made and not kept in git. */
export function runtimePath(...parts: string[]): string {
	return join(repositoryRoot(), '.runtime', ...parts);
}
