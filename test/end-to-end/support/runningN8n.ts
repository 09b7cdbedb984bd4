import type { N8nProcess } from '../../../lab/src/n8n/n8nProcess';

/** The test files run in contexts of their own: what they must know of the running n8n travels in the environment. */
const URLS_VARIABLE = 'TEST_N8N_URLS';

/** An n8n that globalSetup started. */
export interface RunningN8n {
	n8n: N8nProcess;
	userFolder: string;
}

let running: RunningN8n[] = [];
let preparedHome: string | undefined;

/** @param prepared the home they began with */
export function rememberN8n(all: RunningN8n[], prepared: string): void {
	running = all;
	preparedHome = prepared;
	process.env[URLS_VARIABLE] = all.map(({ n8n }) => n8n.url).join(' ');
}

export function forgetN8n(): { running: RunningN8n[]; folders: string[] } {
	const was = running;
	const folders = was.map(({ userFolder }) => userFolder);
	if (preparedHome !== undefined) folders.push(preparedHome);
	running = [];
	preparedHome = undefined;
	return { running: was, folders };
}

/** `http://127.0.0.1:<port>` of the n8n of this Jest worker, which it has for itself unless there are more workers than n8n. */
export function n8nUrl(): string {
	const urls = process.env[URLS_VARIABLE]?.split(' ') ?? [];
	const worker = Number(process.env.JEST_WORKER_ID ?? 1);
	const url = urls[(worker - 1) % urls.length];
	if (url === undefined) throw new Error('No n8n was started for this test project.');
	return url;
}
