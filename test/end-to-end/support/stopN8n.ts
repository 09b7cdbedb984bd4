import { rmSync } from 'node:fs';
import { forgetN8n } from './runningN8n';

/** Jest's globalTeardown. */
export default async function stopN8n(): Promise<void> {
	const { running, folders } = forgetN8n();
	await Promise.all(running.map(({ n8n }) => n8n.stop()));
	for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
