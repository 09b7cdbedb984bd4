/** What is under way, and what begins after it for those who came meanwhile. */
interface Turns {
	now: Promise<unknown>;
	next: Promise<unknown> | null;
}

const turns = new Map<string, Turns>();

/**
 * Does the work once for all who ask at the same time: many calls can end in the same moment. Never joins work that began before:
 * it may have looked before there was anything to see.
 * @param key of the same work
 */
export async function coalesced<T>(key: string, work: () => Promise<T>): Promise<T> {
	const running = turns.get(key);
	if (running === undefined) return (await begin(key, work)) as T;
	running.next ??= running.now.then(
		async () => await begin(key, work),
		async () => await begin(key, work),
	);
	return (await running.next) as T;
}

async function begin(key: string, work: () => Promise<unknown>): Promise<unknown> {
	const now = work();
	const turn: Turns = { now, next: null };
	turns.set(key, turn);
	try {
		return await now;
	} finally {
		if (turns.get(key) === turn && turn.next === null) turns.delete(key);
	}
}
