import { decodeBase64url, encodeBase64url } from '../base64url';
import { equalInConstantTime } from '../constantTime';
import { signText } from '../derivedKey';
import { isObject, parsedJson } from '../operations/values';

const PURPOSE = 'plivo-ultravox/call-tools';

/** The header that carries the token of a tool's request; in the form in which Node gives it. */
export const TOOL_TOKEN_HEADER = 'x-call-tool-token';

/** What a request of a tool is allowed to do. */
export interface ToolClaims {
	/** The tool's name. */
	tool: string;
	/** The metadata by which the Ultravox call shows that it is the one the tool was made for. */
	key: { name: string; value: string };
	/** The human to hand off to, E.164. */
	number?: string;
	/** The caller ID for that, E.164. */
	callerId?: string;
	/** Index of the ladder's step that follows when no agent can take the caller back. */
	step?: number;
}

/**
 * The token of a tool: its claims, a dot, and lower-case hex HMAC-SHA256 over them. Bound to one call by `key`; it needs no expiry,
 * because it does nothing once that call is over.
 * @param secret the API key of the Ultravox credential
 * @throws Error when the secret is blank
 */
export function sealToolToken(claims: ToolClaims, secret: string): string {
	const text = encodeBase64url(Buffer.from(JSON.stringify(claims), 'utf8'));
	return `${text}.${signText(text, secret, PURPOSE)}`;
}

/** The claims of a token, or null for one that was not made with the secret. In constant time; never throws. */
export function openToolToken(token: unknown, secret: string): ToolClaims | null {
	if (typeof token !== 'string' || secret.trim() === '') return null;
	const [text = '', signature = ''] = token.split('.', 2);
	if (!equalInConstantTime(signature, signText(text, secret, PURPOSE))) return null;
	const claims = parsedJson(decodeBase64url(text)?.toString('utf8') ?? '');
	return isObject(claims) ? (claims as unknown as ToolClaims) : null;
}
