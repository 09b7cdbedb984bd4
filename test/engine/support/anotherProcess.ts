import { laterOn } from './laterOn';
import type { Sleeping } from './pacedRuns';

/**
 * Another process of n8n takes what is told meanwhile, or this one after a restart: it knows nothing of what was before.
 * @param age how long (ms) it has been running
 */
export async function inAnotherProcess(
	{ execution }: Sleeping,
	work: () => Promise<void>,
	age = 0,
): Promise<void> {
	await laterOn(-age, async () => {
		await jest.isolateModulesAsync(async () => {
			const { receiveWhileWaiting } = await import('../../../nodes/PhoneAgent/waiting/receive');
			execution.receive = receiveWhileWaiting;
		});
	});
	try {
		await work();
	} finally {
		execution.receive = undefined;
	}
}
