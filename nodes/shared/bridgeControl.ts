import { equalInConstantTime } from './constantTime';
import { signText } from './derivedKey';

const PURPOSE = 'plivo-ultravox/control';
const TOLERANCE_SECONDS = 300;

/**
 * Value of the `Authorization` header for the bridge's control address: `Bridge <unix seconds>.<hex
 * HMAC-SHA256>`. Good for five minutes.
 * @throws Error when the secret is blank
 */
export function controlAuthorization(secret: string, now: Date = new Date()): string {
	const seconds = String(Math.floor(now.getTime() / 1000));
	return `Bridge ${seconds}.${signText(seconds, secret, PURPOSE)}`;
}

/**
 * Whether such a header was made with the secret within the last (or next) five minutes. Constant
 * time; never throws.
 */
export function verifyControlAuthorization(
	header: string | undefined,
	secret: string,
	now: Date = new Date(),
): boolean {
	if (typeof header !== 'string' || typeof secret !== 'string' || secret.trim() === '')
		return false;
	const match = /^Bridge (\d{1,12})\.([0-9a-f]{64})$/.exec(header);
	const seconds = match?.[1];
	const signature = match?.[2];
	if (seconds === undefined || signature === undefined) return false;
	const genuine = equalInConstantTime(signature, signText(seconds, secret, PURPOSE));
	const age = Math.abs(now.getTime() / 1000 - Number(seconds));
	return genuine && age <= TOLERANCE_SECONDS;
}
