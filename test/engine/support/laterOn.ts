type Timer = NonNullable<
	Extract<Parameters<typeof jest.useFakeTimers>[0], { doNotFake?: unknown }>['doNotFake']
>[number];

/** Everything but the date. */
export const REAL_TIMERS: Timer[] = [
	'hrtime',
	'nextTick',
	'performance',
	'queueMicrotask',
	'setImmediate',
	'clearImmediate',
	'setInterval',
	'clearInterval',
	'setTimeout',
	'clearTimeout',
];

/** Does something when the clock, which stands still then, has gone on by so many milliseconds; before, where they are negative. */
export async function laterOn<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
	jest.useFakeTimers({ now: Date.now() + milliseconds, doNotFake: REAL_TIMERS });
	try {
		return await work();
	} finally {
		jest.useRealTimers();
	}
}
