import type { IHookFunctions } from 'n8n-workflow';

/** Tests that are being set up in this process, and whether they have been stopped meanwhile. */
const tests = new Map<string, Set<{ stopped: boolean }>>();

const keyOf = (context: IHookFunctions) =>
	`${String(context.getWorkflow().id)}:${context.getNode().id}`;

/**
 * Sets up a test. Stop may be pressed meanwhile, and n8n then ends a test of which nothing is remembered yet.
 * @param setUp is told whether that has happened
 */
export async function whileBeingSetUp(
	context: IHookFunctions,
	setUp: (isStopped: () => boolean) => Promise<void>,
): Promise<void> {
	const key = keyOf(context);
	const test = { stopped: false };
	const running = tests.get(key) ?? new Set();
	tests.set(key, running.add(test));
	try {
		await setUp(() => test.stopped);
	} finally {
		running.delete(test);
		if (running.size === 0) tests.delete(key);
	}
}

/** @returns whether a test was being set up, which is stopped now as soon as it is */
export function stopBeingSetUp(context: IHookFunctions): boolean {
	const running = tests.get(keyOf(context));
	for (const test of running ?? []) test.stopped = true;
	return running !== undefined;
}
