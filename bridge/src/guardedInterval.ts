/**
 * A timer of `setInterval` for work outside of a call: what the work throws ends the timer and is told, and ends neither the process nor its
 * calls.
 */
export function guardedInterval(
	work: () => void,
	everyMs: number,
	onFault: (error: unknown) => void,
): NodeJS.Timeout {
	const timer = setInterval(() => {
		try {
			work();
		} catch (error) {
			clearInterval(timer);
			onFault(error);
		}
	}, everyMs);
	return timer;
}
