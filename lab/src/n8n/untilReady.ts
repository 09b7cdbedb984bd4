import { setTimeout as pause } from 'node:timers/promises';
import type { ChildGroup } from './childGroup';

async function answers(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
		await response.arrayBuffer();
		return response.status === 200;
	} catch {
		return false;
	}
}

/**
 * Resolves when `url` answers 200.
 * @throws Error with the last lines of the log when the child ends first or is not ready within `withinMs`
 */
export async function untilReady(
	name: string,
	child: ChildGroup,
	url: string,
	withinMs: number,
): Promise<void> {
	const deadline = Date.now() + withinMs;
	while (child.running && Date.now() < deadline) {
		if (await answers(url)) return;
		await pause(100);
	}
	const reason = child.running
		? `was not ready after ${Math.round(withinMs / 1000)} seconds`
		: `ended while it was starting (${await child.exited})`;
	await child.stop(0);
	throw new Error(`${name} ${reason}. The end of its log:\n${child.lastLines()}`);
}
