import type { N8nProcess } from '../../../lab/src/n8n/n8nProcess';

/** The test files run in contexts of their own: what they must know of the running n8n travels in the environment. */
const URL_VARIABLE = 'TEST_N8N_URL';

let running: { n8n: N8nProcess; userFolder: string } | undefined;

export function rememberN8n(n8n: N8nProcess, userFolder: string): void {
	running = { n8n, userFolder };
	process.env[URL_VARIABLE] = n8n.url;
}

export function forgetN8n(): { n8n: N8nProcess; userFolder: string } | undefined {
	const was = running;
	running = undefined;
	return was;
}

/** `http://127.0.0.1:<port>` of the n8n that globalSetup started. */
export function n8nUrl(): string {
	const url = process.env[URL_VARIABLE];
	if (url === undefined) throw new Error('No n8n was started for this test project.');
	return url;
}
