/** How far time moves at once (ms): less than what any node waits for. */
const STEP_MS = 10;

let isStopped = false;

/** Time stands still in every test of this file or `describe`, but while something is done `inMovedTime`. */
export function stopTime(): void {
	beforeEach(() => {
		jest.useFakeTimers();
		isStopped = true;
	});
	afterEach(() => {
		jest.useRealTimers();
		isStopped = false;
	});
}

/**
 * Does something whose pauses and deadlines pass at once. All that can be done without waiting is done before time moves on, so that
 * no deadline passes because the machine is slow. Where nobody stopped time, it passes by itself.
 */
export async function inMovedTime<Result>(work: Promise<Result>): Promise<Result> {
	if (!isStopped) return await work;
	let isOver = false;
	const over = () => {
		isOver = true;
	};
	work.then(over, over);
	await jest.advanceTimersByTimeAsync(0);
	while (!isOver) await jest.advanceTimersByTimeAsync(STEP_MS);
	return await work;
}
