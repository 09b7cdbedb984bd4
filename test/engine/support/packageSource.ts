import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { ICredentialType, INodeType } from 'n8n-workflow';

/** The parts of package.json that say what n8n loads. */
interface Manifest {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
}

/** A node or credential class of this package, taken from its source. */
export interface SourceClass<T> {
	/** Name of the file up to its first dot, which is the name of the class. */
	className: string;
	/** Absolute path of the TypeScript file. */
	path: string;
	instance: T;
}

/** Jest compiles what this loads. The paths are known at run time only, so `import` cannot do it. */
const load = createRequire(__filename);

/** The folder of the package: the nearest one above that has a package.json with an `n8n` part. */
export function repositoryRoot(): string {
	for (let folder = __dirname; ; folder = dirname(folder)) {
		const path = join(folder, 'package.json');
		if (existsSync(path) && 'n8n' in (JSON.parse(readFileSync(path, 'utf8')) as object)) {
			return folder;
		}
		if (dirname(folder) === folder) throw new Error('No package.json with an n8n part above here.');
	}
}

/** package.json of the package. */
export function manifest(): Manifest {
	return JSON.parse(readFileSync(join(repositoryRoot(), 'package.json'), 'utf8')) as Manifest;
}

function classesOf<T>(files: string[]): Array<SourceClass<T>> {
	return files.map((file) => {
		const path = join(repositoryRoot(), file.replace(/^dist\//, '').replace(/\.js$/, '.ts'));
		const className = basename(path).split('.')[0] ?? '';
		return { className, path, instance: newInstance<T>(path, className) };
	});
}

function newInstance<T>(path: string, className: string): T {
	const loaded = load(path) as Record<string, (new () => T) | undefined>;
	const Class = loaded[className];
	if (!Class) throw new Error(`${path} exports no class ${className}.`);
	return new Class();
}

/** Every node that package.json lists. */
export const packageNodes = () => classesOf<INodeType>(manifest().n8n.nodes);

/** Every credential that package.json lists. */
export const packageCredentials = () => classesOf<ICredentialType>(manifest().n8n.credentials);

/**
 * A node of n8n itself, from the n8n of `.runtime`.
 * @param name without the prefix: `set`
 */
export function n8nNode<T>(name: string): T {
	const folder = join(repositoryRoot(), '.runtime', 'n8n', 'node_modules', 'n8n-nodes-base');
	const list = readFileSync(join(folder, 'dist', 'known', 'nodes.json'), 'utf8');
	const known = (
		JSON.parse(list) as Record<string, { className: string; sourcePath: string } | undefined>
	)[name];
	if (!known) throw new Error(`n8n has no node n8n-nodes-base.${name}.`);
	return newInstance<T>(join(folder, known.sourcePath), known.className);
}
