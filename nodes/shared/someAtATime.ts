/** How many requests are on their way at a time: Plivo allows 300 in five seconds (plivo.md §1.3). */
const AT_ONCE = 5;

/** Does something for each, some at a time, and keeps the order. */
export async function someAtATime<T, R>(
	all: readonly T[],
	work: (one: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	for (let start = 0; start < all.length; start += AT_ONCE) {
		results.push(...(await Promise.all(all.slice(start, start + AT_ONCE).map(work))));
	}
	return results;
}
