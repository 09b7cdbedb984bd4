import {
	createCipheriv,
	createDecipheriv,
	createSecretKey,
	randomBytes,
	type KeyObject,
} from 'node:crypto';
import { decodeBase64url, encodeBase64url } from '../../../nodes/shared/base64url';
import { deriveKey } from '../../../nodes/shared/derivedKey';
import { everySecret, type SharedSecrets } from '../../../nodes/shared/sharedSecrets';

const PURPOSE = 'plivo-ultravox/stored-events';
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The version of the layout: first byte of what is sealed, and authenticated with it. */
const VERSION = Buffer.from([1]);

/**
 * Text as one line that only who knows the shared secret can read or write: AES-256-GCM, base64url( version | nonce | ciphertext |
 * tag ). A line that was cut off or changed anywhere does not open.
 */
export class LineSeal {
	/** As an object: bytes would be read in for every line, which takes longer than sealing it. */
	private readonly key: KeyObject;
	/** What opens lines: the same, and those of former secrets. */
	private readonly keys: readonly KeyObject[];

	/** Throws when a secret is blank. */
	constructor(secrets: SharedSecrets) {
		const keyOf = (secret: string) => createSecretKey(deriveKey(secret, PURPOSE));
		this.keys = everySecret(secrets).map(keyOf);
		this.key = this.keys[0] ?? keyOf('');
	}

	seal(text: string): string {
		const nonce = randomBytes(NONCE_BYTES);
		const cipher = createCipheriv(CIPHER, this.key, nonce).setAAD(VERSION);
		const sealed = [cipher.update(text, 'utf8'), cipher.final()];
		return encodeBase64url(Buffer.concat([VERSION, nonce, ...sealed, cipher.getAuthTag()]));
	}

	/** The text, or undefined when this is not a whole line sealed with one of the secrets. */
	open(line: string): string | undefined {
		const bytes = decodeBase64url(line);
		const nonceEnd = VERSION.length + NONCE_BYTES;
		if (bytes === null || bytes.length < nonceEnd + TAG_BYTES) return undefined;
		if (bytes[0] !== VERSION[0]) return undefined;
		const tagStart = bytes.length - TAG_BYTES;
		const nonce = bytes.subarray(VERSION.length, nonceEnd);
		const sealed = bytes.subarray(nonceEnd, tagStart);
		for (const key of this.keys) {
			const text = opened(sealed, { key, nonce, tag: bytes.subarray(tagStart) });
			if (text !== undefined) return text;
		}
		return undefined;
	}
}

function opened(
	sealed: Buffer,
	{ key, nonce, tag }: { key: KeyObject; nonce: Buffer; tag: Buffer },
): string | undefined {
	const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
	decipher.setAAD(VERSION).setAuthTag(tag);
	try {
		return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
	} catch {
		return undefined;
	}
}
