import { NodeApiError, NodeOperationError } from 'n8n-workflow';

/** A refusal in the user's terms may still tell how the provider answered. */
function toldStatus(error: unknown): unknown {
	if (error instanceof NodeApiError) return error.httpCode;
	return error instanceof NodeOperationError && 'status' in error ? error.status : null;
}

/** The HTTP status a provider answered with, or null when it gave none (time-out, no connection). */
export function statusOf(error: unknown): number | null {
	const status = Number(toldStatus(error) ?? NaN);
	return Number.isInteger(status) && status > 0 ? status : null;
}

/** Whether a provider said no, so that the request certainly changed nothing. After a time-out or a 5xx nobody knows. */
export function wasRefused(error: unknown): boolean {
	const status = statusOf(error);
	return status !== null && status >= 400 && status < 500 && status !== 408;
}

/** Whether a provider refuses this very request: not the account, not the rate of requests. */
export function wasRefusedForItself(error: unknown): boolean {
	return wasRefused(error) && ![401, 403, 429].includes(statusOf(error) ?? 0);
}
