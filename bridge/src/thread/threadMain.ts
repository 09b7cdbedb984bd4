import { parentPort, workerData } from 'node:worker_threads';
import { runRole, type Role, type ThreadData } from './roles';

/** What the bridge's file does when it runs as a thread that thread.ts has started. */
export function threadMain(): void {
	const { role, data } = workerData as { role: Role; data: ThreadData[Role] };
	if (parentPort) runRole(role, parentPort, data);
}
