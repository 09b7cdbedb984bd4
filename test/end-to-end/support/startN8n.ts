import { N8nProcess } from '../../../lab/src/n8n/n8nProcess';
import { newHome, prepareHome } from './preparedHome';
import type { RunningN8n } from './runningN8n';
import { rememberN8n } from './runningN8n';

/** Each takes half a gigabyte of memory. */
const MOST = 4;

async function startOne(): Promise<RunningN8n> {
	const userFolder = newHome('end-to-end');
	return { userFolder, n8n: await N8nProcess.start({ userFolder }) };
}

/** Jest's globalSetup: an n8n with the packed package for each worker that runs test files, up to four. */
export default async function startN8n({ maxWorkers }: { maxWorkers: number }): Promise<void> {
	const prepared = await prepareHome();
	const all = await Promise.all(Array.from({ length: Math.min(maxWorkers, MOST) }, startOne));
	rememberN8n(all, prepared);
}
