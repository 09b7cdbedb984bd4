import { deferred } from './deferred';

/** Resolves when the signal is aborted. */
export async function aborted(signal: AbortSignal): Promise<void> {
	await sleep(undefined, signal);
}

/** Resolves after so many milliseconds (never, without), or as soon as the signal is aborted. Never rejects. */
export async function sleep(ms: number | undefined, signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	const over = deferred();
	const end = () => over.resolve();
	const timer = ms === undefined ? undefined : setTimeout(end, ms);
	signal.addEventListener('abort', end);
	await over.promise;
	clearTimeout(timer);
	signal.removeEventListener('abort', end);
}
