import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { decodeBase64url, encodeBase64url } from './base64url';
import { deriveKey } from './derivedKey';
import { everySecret, type SharedSecrets } from './sharedSecrets';

/** The version of the token's layout, its first byte. A bridge opens no other. */
export const STREAM_TOKEN_VERSION = 1;

/**
 * What a token opens: the bridge's `/stream` socket, its `/fallback` or `/answer` document, or the one after the stream of an answer; or
 * how a call is resumed.
 */
export type TokenAudience = 'stream' | 'fallback' | 'answer' | 'after' | 'resume';

const AUDIENCES: readonly TokenAudience[] = ['stream', 'fallback', 'answer', 'after', 'resume'];
const PURPOSE = 'plivo-ultravox/stream-token';
const NONCE_PURPOSE = 'plivo-ultravox/fallback-nonce';
const CIPHER = 'aes-256-gcm';
const VERSION_BYTES = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The expiry in milliseconds since 1970 leads the plain text. */
const EXPIRY_BYTES = 6;
const LATEST_EXPIRY = 2 ** (8 * EXPIRY_BYTES) - 1;

export type StreamTokenFailure =
	'malformed' | 'version' | 'authentication' | 'audience' | 'expired';

/** Why a token was not opened. The message is one sentence without any of the token's content. */
export class StreamTokenError extends Error {
	constructor(
		readonly reason: StreamTokenFailure,
		message: string,
		/** The token's version, when that is the reason. */
		readonly tokenVersion?: number,
	) {
		super(message);
		this.name = 'StreamTokenError';
	}
}

/**
 * Sealed text: version byte, nonce, ciphertext, tag. The version and the audience are authenticated
 * with it.
 */
function authenticatedData(audience: TokenAudience): Buffer {
	return Buffer.concat([Buffer.from([STREAM_TOKEN_VERSION]), Buffer.from(audience, 'utf8')]);
}

/**
 * Random, but for a fallback: its URL stands in a Plivo Application, where a new token for the same document would look
 * like drift. There the nonce is made from what is sealed, so that it repeats only with the very same text.
 */
function nonceFor(audience: TokenAudience, secret: string, plain: Buffer): Buffer {
	if (audience !== 'fallback') return randomBytes(NONCE_BYTES);
	const digest = createHmac('sha256', deriveKey(secret, NONCE_PURPOSE)).update(plain).digest();
	return digest.subarray(0, NONCE_BYTES);
}

/**
 * Seals claims into a token: AES-256-GCM, base64url( version | nonce | ciphertext | tag ).
 * @throws Error when the secret is blank or the expiry is not after `now`
 */
export function sealToken(
	claims: object,
	options: { secret: string; audience: TokenAudience; expiresAt: Date; now?: Date },
): string {
	const expiry = options.expiresAt.getTime();
	const now = (options.now ?? new Date()).getTime();
	if (!(expiry > now && expiry <= LATEST_EXPIRY)) {
		throw new Error('A token must expire after the time it is made.');
	}
	const expiryBytes = Buffer.alloc(EXPIRY_BYTES);
	expiryBytes.writeUIntBE(expiry, 0, EXPIRY_BYTES);
	const plain = Buffer.concat([expiryBytes, Buffer.from(JSON.stringify(claims), 'utf8')]);
	const nonce = nonceFor(options.audience, options.secret, plain);
	const cipher = createCipheriv(CIPHER, deriveKey(options.secret, PURPOSE), nonce);
	cipher.setAAD(authenticatedData(options.audience));
	const sealed = [cipher.update(plain), cipher.final()];
	const version = Buffer.from([STREAM_TOKEN_VERSION]);
	return encodeBase64url(Buffer.concat([version, nonce, ...sealed, cipher.getAuthTag()]));
}

function decrypt(sealed: Buffer, key: Buffer, audience: TokenAudience): Buffer | null {
	const tagStart = sealed.length - TAG_BYTES;
	const nonceEnd = VERSION_BYTES + NONCE_BYTES;
	const decipher = createDecipheriv(CIPHER, key, sealed.subarray(VERSION_BYTES, nonceEnd), {
		authTagLength: TAG_BYTES,
	});
	decipher.setAAD(authenticatedData(audience));
	decipher.setAuthTag(sealed.subarray(tagStart));
	try {
		return Buffer.concat([decipher.update(sealed.subarray(nonceEnd, tagStart)), decipher.final()]);
	} catch {
		return null;
	}
}

function decryptWithAny(sealed: Buffer, keys: Buffer[], audience: TokenAudience): Buffer | null {
	for (const key of keys) {
		const plain = decrypt(sealed, key, audience);
		if (plain !== null) return plain;
	}
	return null;
}

function parseClaims(plain: Buffer): { claims: unknown } | null {
	try {
		return { claims: JSON.parse(plain.toString('utf8', EXPIRY_BYTES)) as unknown };
	} catch {
		return null;
	}
}

function versionError(version: number): StreamTokenError {
	const behind = version > STREAM_TOKEN_VERSION ? 'bridge' : 'n8n nodes';
	return new StreamTokenError(
		'version',
		`This token has version ${version}, this bridge understands version ${STREAM_TOKEN_VERSION}: update the ${behind}.`,
		version,
	);
}

const MALFORMED = 'This is not a token that the n8n nodes made.';

/**
 * Opens a token made by {@link sealToken} and returns its claims, unchecked beyond being JSON.
 * @throws StreamTokenError, always, when the token is not to be used
 * @throws Error when the secret is blank
 */
export function openToken(
	token: string,
	options: { secret: SharedSecrets; audience: TokenAudience; now?: Date },
): unknown {
	const keys = everySecret(options.secret).map((secret) => deriveKey(secret, PURPOSE));
	const sealed = decodeBase64url(token);
	const version = sealed?.[0];
	if (sealed === null || version === undefined) throw new StreamTokenError('malformed', MALFORMED);
	if (version !== STREAM_TOKEN_VERSION) throw versionError(version);
	if (sealed.length < VERSION_BYTES + NONCE_BYTES + EXPIRY_BYTES + TAG_BYTES) {
		throw new StreamTokenError('malformed', MALFORMED);
	}
	const plain = decryptWithAny(sealed, keys, options.audience);
	if (plain === null) {
		const others = AUDIENCES.filter((audience) => audience !== options.audience);
		const actual = others.find((audience) => decryptWithAny(sealed, keys, audience) !== null);
		if (actual !== undefined) {
			throw new StreamTokenError(
				'audience',
				`This token opens the bridge's ${actual} address, not its ${options.audience} address.`,
			);
		}
		throw new StreamTokenError(
			'authentication',
			'This token was changed, or sealed with a shared secret that is not the one of this bridge.',
		);
	}
	const now = (options.now ?? new Date()).getTime();
	if (now >= plain.readUIntBE(0, EXPIRY_BYTES)) {
		throw new StreamTokenError('expired', 'This token has expired.');
	}
	const parsed = parseClaims(plain);
	if (parsed === null) throw new StreamTokenError('malformed', MALFORMED);
	return parsed.claims;
}
