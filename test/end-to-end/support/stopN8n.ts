import { rmSync } from 'node:fs';
import { forgetN8n } from './runningN8n';

/** Jest's globalTeardown. */
export default async function stopN8n(): Promise<void> {
	const was = forgetN8n();
	if (!was) return;
	await was.n8n.stop();
	rmSync(was.userFolder, { recursive: true, force: true });
}
