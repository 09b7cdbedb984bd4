import { createHmac } from 'node:crypto';

/**
 * Headers of a webhook delivery (ultravox.md §7.6): one hex HMAC-SHA256 per secret over the raw body followed
 * by the timestamp, comma-separated. Without a secret nothing is signed.
 */
export function webhookHeaders(
	rawBody: string,
	secrets: string[],
	timestamp: string,
): Record<string, string> {
	if (secrets.length === 0) return {};
	return {
		'x-ultravox-webhook-timestamp': timestamp,
		'x-ultravox-webhook-signature': secrets
			.map((secret) =>
				createHmac('sha256', secret)
					.update(rawBody + timestamp)
					.digest('hex'),
			)
			.join(', '),
	};
}

/** The time now, as the variant writes it. */
export function webhookTimestamp(style: 'zulu' | 'naive'): string {
	const iso = new Date().toISOString();
	return style === 'zulu' ? iso : iso.slice(0, -1);
}
