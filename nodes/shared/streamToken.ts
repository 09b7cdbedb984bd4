import type { StreamContentType } from './audioFormat';
import type { TokenAudience } from './sealedToken';
import { sealToken } from './sealedToken';

export type { StreamTokenFailure, TokenAudience } from './sealedToken';
export { openToken, sealToken, STREAM_TOKEN_VERSION, StreamTokenError } from './sealedToken';

/** Plivo takes no longer URL in `<Stream>` (plivo.md §7.1). */
export const LONGEST_URL = 2048;

/** What the bridge must know to relay one call. */
export interface StreamClaims {
	/** Plivo's id of the call. */
	callUuid: string;
	/** Ultravox's id of the call. */
	callId: string;
	/** The `serverWebSocket` join URL. Whoever has it can join the call. */
	joinUrl: string;
	contentType: StreamContentType;
	/** Where the bridge POSTs its events. */
	eventsUrl: string;
}

/** A whole Plivo XML document that the bridge answers with when n8n does not. */
export interface FallbackClaims {
	xml: string;
}

export interface SealOptions {
	secret: string;
	expiresAt: Date;
	now?: Date;
}

interface BridgeAddress {
	name: string;
	url: string;
	schemes: readonly string[];
	example: string;
}

/**
 * Without trailing slashes. The URL itself stays out of the error: it may hold user and password.
 */
function checkedBase({ name, url, schemes, example }: BridgeAddress): string {
	const match = /^([a-z]+):\/\/[^\s/?#]+(\/[^\s?#]*)?$/i.exec(url.trim());
	const scheme = match?.[1]?.toLowerCase();
	if (scheme === undefined || !schemes.includes(scheme)) {
		throw new Error(
			`${name} must begin with ${schemes.join(':// or ')}:// and have no query: for example ${example}.`,
		);
	}
	return url.trim().replace(/\/+$/, '');
}

function sealedUrl(
	base: string,
	audience: TokenAudience,
	claims: object,
	options: SealOptions,
): string {
	const url = `${base}/${audience}/${sealToken(claims, { ...options, audience })}`;
	if (url.length > LONGEST_URL) {
		throw new Error(
			`The bridge's ${audience} URL for this call has ${url.length} characters; Plivo takes at most ${LONGEST_URL}.`,
		);
	}
	return url;
}

/**
 * The URL that Plivo's `<Stream>` connects to: `<bridgeUrl>/stream/<token>`.
 * @param bridgeUrl `wss://host[:port][/path]`, the bridge as Plivo reaches it
 * @throws Error in one sentence when the bridge URL is not a WebSocket URL or the whole is longer
 * than 2048 characters
 */
export function streamUrl(bridgeUrl: string, claims: StreamClaims, options: SealOptions): string {
	const base = checkedBase({
		name: "The bridge's public URL",
		url: bridgeUrl,
		schemes: ['wss', 'ws'],
		example: 'wss://bridge.example.com',
	});
	return sealedUrl(base, 'stream', claims, options);
}

/**
 * The URL that answers with a fixed XML document: `<controlUrl>/fallback/<token>`.
 * @param controlUrl `https://host[:port][/path]`, the bridge as Plivo reaches it
 * @throws Error in one sentence when the control URL is not an HTTP URL or the whole is longer than
 * 2048 characters
 */
export function fallbackUrl(
	controlUrl: string,
	claims: FallbackClaims,
	options: SealOptions,
): string {
	const base = checkedBase({
		name: "The bridge's control URL",
		url: controlUrl,
		schemes: ['https', 'http'],
		example: 'https://bridge.example.com',
	});
	return sealedUrl(base, 'fallback', claims, options);
}
