import { createHash, randomBytes } from 'node:crypto';
import { equalInConstantTime } from './constantTime';
import { signText } from './derivedKey';
import type { SharedSecrets } from './sharedSecrets';

const PURPOSE = 'plivo-ultravox/control';
const NONCE_BYTES = 16;
/** How far n8n's clock may be ahead of the bridge's. */
const SECONDS_AHEAD = 60;
/** How long a signature is good for, clocks that differ included. */
const SECONDS_BEHIND = 300;
const FORMAT = /^Bridge (\d{1,12})\.([0-9a-f]{32})\.([0-9a-f]{64})\.([0-9a-f]{64})$/;

/** What a signature is about. */
export interface ControlRequest {
	/** In capitals. */
	method: string;
	/** Path below the bridge's own address and the query with its question mark, as they stand in the request. */
	target: string;
}

/** What a genuine signature says beside that. */
export interface ControlSignature {
	/** Is the same in no other request. */
	nonce: string;
	/** Hex SHA-256 of the body. */
	bodyHash: string;
	/** When it was made, by the clock of whoever made it. */
	signedAt: Date;
}

/**
 * Value of the `Authorization` header for one request to the bridge's control address: `Bridge <unix seconds>.<nonce>.<hex SHA-256 of the
 * body>.<hex HMAC-SHA256>` over `seconds.nonce.METHOD.target.bodyHash`. The hash of the body travels along, so that the bridge need not
 * read a stranger's body to see that it is one's. Good for five minutes, and only once if the request changes something.
 * @throws Error when the secret is blank
 */
export function controlAuthorization(
	secret: string,
	request: ControlRequest & { body?: string | Uint8Array },
	now: Date = new Date(),
): string {
	const seconds = String(Math.floor(now.getTime() / 1000));
	const nonce = randomBytes(NONCE_BYTES).toString('hex');
	const bodyHash = hashOf(request.body ?? '');
	const signature = signText(textOf(seconds, nonce, request, bodyHash), secret, PURPOSE);
	return `Bridge ${seconds}.${nonce}.${bodyHash}.${signature}`;
}

/**
 * What such a header says when it was made with one of the secrets for this very request, at most five minutes ago and at most one minute ahead;
 * else undefined. Whether the body is the signed one, and whether the nonce was seen before, is for the caller to see. Constant time;
 * never throws.
 */
export function verifyControlAuthorization(
	header: string | undefined,
	request: ControlRequest,
	secrets: SharedSecrets,
	now: Date = new Date(),
): ControlSignature | undefined {
	const known = knownSecrets(secrets);
	if (typeof header !== 'string' || known.length === 0) return undefined;
	const [, seconds = '', nonce = '', bodyHash = '', signature = ''] = FORMAT.exec(header) ?? [];
	if (signature === '') return undefined;
	const text = textOf(seconds, nonce, request, bodyHash);
	// All of them, whichever it is: how long it takes tells nothing.
	const matches = known.filter((secret) =>
		equalInConstantTime(signature, signText(text, secret, PURPOSE)),
	);
	const age = now.getTime() / 1000 - Number(seconds);
	return matches.length > 0 && age <= SECONDS_BEHIND && age >= -SECONDS_AHEAD
		? { nonce, bodyHash, signedAt: new Date(Number(seconds) * 1000) }
		: undefined;
}

function knownSecrets(secrets: SharedSecrets): readonly string[] {
	const all: readonly unknown[] = Array.isArray(secrets) ? secrets : [secrets];
	return all.filter(
		(secret): secret is string => typeof secret === 'string' && secret.trim() !== '',
	);
}

/** Whether this is the body that was signed. */
export function isSignedBody({ bodyHash }: ControlSignature, body: string | Uint8Array): boolean {
	return equalInConstantTime(bodyHash, hashOf(body));
}

/** Seconds, nonce and method have no dots, and the hash is of one length: no two requests have the same text. */
function textOf(
	seconds: string,
	nonce: string,
	{ method, target }: ControlRequest,
	bodyHash: string,
): string {
	return `${seconds}.${nonce}.${method}.${target}.${bodyHash}`;
}

function hashOf(body: string | Uint8Array): string {
	return createHash('sha256').update(body).digest('hex');
}
