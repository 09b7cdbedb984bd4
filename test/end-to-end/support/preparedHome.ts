import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ensureHome } from '../../../lab/src/n8n/homeTemplate';
import { installPackage, packRepository } from '../../../lab/src/n8n/installPackage';
import { runtimePath } from '../../../lab/src/n8n/repositoryRoot';

/** The test files run in contexts of their own: what they must know travels in the environment. */
const VARIABLE = 'TEST_N8N_HOME';

/** Makes the home that every n8n of a test project begins with, once: an owner, and the packed package. @returns its folder */
export async function prepareHome(): Promise<string> {
	const home = mkdtempSync(join(runtimePath(), 'prepared-'));
	await ensureHome(home);
	await installPackage(await packRepository(home), home);
	process.env[VARIABLE] = home;
	return home;
}

/** A new home in `.runtime` for one n8n. @param name what its folder is called, and a random end */
export function newHome(name: string): string {
	const prepared = process.env[VARIABLE];
	if (prepared === undefined) throw new Error('No home was prepared for this test project.');
	const home = mkdtempSync(join(runtimePath(), `${name}-`));
	cpSync(join(prepared, '.n8n'), join(home, '.n8n'), { recursive: true });
	return home;
}
