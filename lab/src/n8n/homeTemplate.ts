import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { N8nApi } from './n8nApi';
import { N8nProcess, n8nVersion } from './n8nProcess';
import { runtimePath } from './repositoryRoot';

/** What of a stopped n8n's folder makes a home: the settings with the encryption key, and the database. */
const KEPT = ['config', 'database.sqlite', 'database.sqlite-wal', 'database.sqlite-shm'];

async function makeTemplate(template: string): Promise<void> {
	mkdirSync(dirname(template), { recursive: true });
	const working = mkdtempSync(join(dirname(template), 'making-'));
	try {
		const n8n = await N8nProcess.start({ userFolder: working });
		try {
			await new N8nApi(n8n.url).signIn();
		} finally {
			await n8n.stop();
		}
		const finished = join(working, 'template');
		mkdirSync(join(finished, '.n8n'), { recursive: true });
		for (const file of KEPT) {
			const from = join(working, '.n8n', file);
			if (existsSync(from)) cpSync(from, join(finished, '.n8n', file));
		}
		// Another process may have been quicker: then its template stands.
		if (!existsSync(template)) renameSync(finished, template);
	} finally {
		rmSync(working, { recursive: true, force: true });
	}
}

/**
 * A migrated database with an owner (and an encryption key of this machine), made once for each version of n8n.
 * @returns its folder under `.runtime`; copy it, never start n8n on it
 */
export async function homeTemplate(): Promise<string> {
	const template = runtimePath('home-template', n8nVersion());
	if (!existsSync(template)) await makeTemplate(template);
	return template;
}

/** Makes `userFolder` a fresh home from the template, unless it holds one already. */
export async function ensureHome(userFolder: string): Promise<void> {
	if (existsSync(join(userFolder, '.n8n', 'database.sqlite'))) return;
	cpSync(await homeTemplate(), userFolder, { recursive: true });
}
