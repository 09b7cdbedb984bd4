import { refusal } from '../shared/refusal';
import type { PlivoApi } from './plivoApi';

/**
 * Reads a thing that was just changed.
 * @throws NodeApiError that the change went through, when the read does not: not with the status of the read, which says nothing of
 * the change
 */
export async function readBack<T>(api: PlivoApi, read: () => Promise<T>): Promise<T> {
	let failure: unknown;
	try {
		return await read();
	} catch (error) {
		failure = error;
	}
	const { message, description } = failure as Error & { description?: string | null };
	throw refusal(
		api,
		`Plivo took the change; reading it back did not succeed: ${message}`,
		['Look at it before you change it again', description].filter(Boolean).join('. '),
	);
}
