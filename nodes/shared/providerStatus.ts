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

/** After a time-out (408) nobody knows; 303 leads to what may have come of the request (RFC 9110 §15.4.4). */
const UNKNOWN_OUTCOMES = [303, 408];

/** Whether an answer leads on to another address: the credential's base URL is not the API's then. */
export function leadsElsewhere(error: unknown): boolean {
	const status = statusOf(error);
	return status !== null && status >= 300 && status < 400;
}

/** Whether a provider said no, or led elsewhere, so that the request certainly changed nothing. After a time-out or a 5xx nobody knows. */
export function wasRefused(error: unknown): boolean {
	const status = statusOf(error);
	if (status === null || UNKNOWN_OUTCOMES.includes(status)) return false;
	return status >= 300 && status < 500;
}

/** Whether a provider refuses this very request: not the account, not the rate of requests, and at its own address. */
export function wasRefusedForItself(error: unknown): boolean {
	return (
		wasRefused(error) && !leadsElsewhere(error) && ![401, 403, 429].includes(statusOf(error) ?? 0)
	);
}
