import type { ServerResponse } from 'node:http';

/** As the owner of the stream does it: a viewer and a listener get something several times a second. */
export const STALLED_MS = 30_000;

/**
 * Disconnects a client to whom nothing of an endless answer gets through for so many milliseconds. The owner cannot see that: what it
 * sends is held up in this process, which reads no more of it and so does not hear either that the owner has given up.
 */
export function disconnectStalled(response: ServerResponse, stalledMs: number): void {
	response.setTimeout(stalledMs, () => response.destroy());
}
