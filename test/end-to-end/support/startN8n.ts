import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { ensureHome } from '../../../lab/src/n8n/homeTemplate';
import { installPackage, packRepository } from '../../../lab/src/n8n/installPackage';
import { N8nProcess } from '../../../lab/src/n8n/n8nProcess';
import { runtimePath } from '../../../lab/src/n8n/repositoryRoot';
import { rememberN8n } from './runningN8n';

/** Jest's globalSetup: one n8n with the packed package for all test files of a project. */
export default async function startN8n(): Promise<void> {
	const userFolder = mkdtempSync(join(runtimePath(), 'end-to-end-'));
	await ensureHome(userFolder);
	await installPackage(await packRepository(userFolder), userFolder);
	const n8n = await N8nProcess.start({ userFolder });
	rememberN8n(n8n, userFolder);
}
