import { wasHeldBack } from '../../shared/providerFailure';
import { pauseUnlessStopped } from '../../shared/repeat';

/** Pauses (ms) after being held back: together more than the minute in which calls are counted (ultravox.md §1.3). */
const PAUSES_MS = [2_000, 8_000, 20_000, 35_000];

/**
 * Sends a request that can ring a phone; again only where the provider holds it back, and so did nothing. Whatever else comes back, it was
 * sent once.
 * @param isInTime whether it may still be sent so many milliseconds from now; without it, it always may
 * @throws what the request throws, of the last attempt
 */
export async function sendWhenAllowed<T>(
	send: () => Promise<T>,
	stopped: AbortSignal | undefined,
	isInTime: (pause: number) => boolean = () => true,
): Promise<T> {
	for (const pause of PAUSES_MS) {
		let failure: unknown;
		try {
			return await send();
		} catch (error) {
			failure = error;
		}
		if (!wasHeldBack(failure) || !isInTime(pause)) throw failure;
		if (!(await pauseUnlessStopped(pause, stopped))) throw failure;
	}
	return await send();
}
