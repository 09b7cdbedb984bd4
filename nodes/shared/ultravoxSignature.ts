import { createHmac } from 'node:crypto';
import { equalInConstantTime } from './constantTime';

export const ULTRAVOX_SIGNATURE_HEADER = 'x-ultravox-webhook-signature';
export const ULTRAVOX_TIMESTAMP_HEADER = 'x-ultravox-webhook-timestamp';

const DEFAULT_TOLERANCE_SECONDS = 300;
/** Of what is beyond nothing is compared: one signature comes for each secret, and there are few. */
const MOST_SIGNATURES = 10;

export interface UltravoxDelivery {
	/** The body as it was received, byte for byte. */
	rawBody: string;
	timestamp: string | undefined;
	signature: string | undefined;
	secret: string;
	now?: Date;
	/** How far the timestamp may be from now, either way. */
	toleranceSeconds?: number;
}

/** A timestamp in epoch milliseconds; UTC where it names no zone (ultravox.md §7.6 leaves that open). NaN for anything else. */
function timeOf(timestamp: string): number {
	const written = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/i.exec(
		timestamp.trim(),
	);
	if (written === null) return NaN;
	const [, seconds = '', fraction = '', zone = 'Z'] = written;
	return Date.parse(`${seconds}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
}

/** Signature of a webhook: lower-case hex HMAC-SHA256 over the raw body and, right behind it, the timestamp (ultravox.md §7.6). */
export function signUltravoxWebhook(rawBody: string, timestamp: string, secret: string): string {
	return createHmac('sha256', secret).update(`${rawBody}${timestamp}`, 'utf8').digest('hex');
}

/** Whether a webhook of Ultravox's is signed with the secret, and recently. Constant time; never throws. */
export function verifyUltravoxWebhook(delivery: UltravoxDelivery): boolean {
	const { rawBody, timestamp, signature, secret } = delivery;
	if (typeof timestamp !== 'string' || typeof signature !== 'string') return false;
	if (secret.trim() === '') return false;
	const own = signUltravoxWebhook(rawBody, timestamp, secret);
	const matches = signature
		.split(',', MOST_SIGNATURES)
		.filter((one) => equalInConstantTime(one.trim().toLowerCase(), own));
	const now = (delivery.now ?? new Date()).getTime();
	const tolerance = (delivery.toleranceSeconds ?? DEFAULT_TOLERANCE_SECONDS) * 1000;
	return matches.length > 0 && Math.abs(now - timeOf(timestamp)) <= tolerance;
}
