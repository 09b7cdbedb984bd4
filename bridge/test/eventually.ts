// A loaded machine is slow, not broken: only what never happens fails.
jest.setTimeout(30_000);

/** Waits until the value is there (neither undefined nor false) and returns it; fails after `limitMs`. */
export async function eventually<Value>(
	what: string,
	read: () => Value | undefined | false | Promise<Value | undefined | false>,
	limitMs = 20_000,
): Promise<Value> {
	const deadline = performance.now() + limitMs;
	for (;;) {
		const answer = read();
		const value = answer instanceof Promise ? await answer : answer;
		if (value !== undefined && value !== false) return value;
		if (performance.now() > deadline) throw new Error(`never happened: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 3));
	}
}
