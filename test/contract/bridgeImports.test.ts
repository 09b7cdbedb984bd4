import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const root = join(__dirname, '../..');

function typeScriptFiles(folder: string): string[] {
	return readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));
}

const importsOf = (file: string) =>
	[...readFileSync(file, 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(([, name = '']) => name);

const resolved = (file: string, name: string) => join(dirname(file), `${name}.ts`);

/** Every file of nodes/shared that the sidecars reach, directly or through each other. */
function sharedFilesUsedBy(folders: string[]): Set<string> {
	const shared = join(root, 'nodes', 'shared');
	const found = new Set<string>();
	const visit = (file: string) => {
		for (const name of importsOf(file).filter((one) => one.startsWith('.'))) {
			const target = resolved(file, name);
			if (!target.startsWith(shared) || found.has(target)) continue;
			found.add(target);
			visit(target);
		}
	};
	for (const file of folders.flatMap((folder) => typeScriptFiles(join(root, folder)))) visit(file);
	return found;
}

test('what bridge and lab take from the nodes imports nothing but node:crypto', () => {
	const used = sharedFilesUsedBy(['bridge/src', 'lab/src']);
	expect(used.size).toBeGreaterThan(5);
	const foreign = [...used].flatMap((file) =>
		importsOf(file)
			.filter((name) => !name.startsWith('.') && name !== 'node:crypto')
			.map((name) => `${relative(root, file)}: ${name}`),
	);
	expect(foreign).toEqual([]);
});

test('bridge and lab never import each other, and the nodes neither', () => {
	const crossing = [
		...typeScriptFiles(join(root, 'bridge/src')).map((file) => [file, /\/lab\//] as const),
		...typeScriptFiles(join(root, 'lab/src')).map((file) => [file, /\/bridge\//] as const),
		...typeScriptFiles(join(root, 'nodes')).map((file) => [file, /\/(bridge|lab)\//] as const),
	].flatMap(([file, forbidden]) =>
		importsOf(file)
			.filter((name) => name.startsWith('.') && forbidden.test(resolved(file, name)))
			.map((name) => `${relative(root, file)}: ${name}`),
	);
	expect(crossing).toEqual([]);
});
