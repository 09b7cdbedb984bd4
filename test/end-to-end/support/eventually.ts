import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks until there is an answer that is not undefined, null or false.
 * @throws Error that names what was waited for, after `withinMs`
 */
export async function eventually<T>(
	what: string,
	ask: () => Promise<T | undefined | null | false> | T | undefined | null | false,
	withinMs = 60_000,
): Promise<T> {
	const deadline = Date.now() + withinMs;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined && answer !== null && answer !== false) return answer;
		if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain for ${what}.`);
		await pause(100);
	}
}
