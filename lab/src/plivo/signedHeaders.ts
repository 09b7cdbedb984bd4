import { randomInt } from 'node:crypto';
import { signV2, signV3 } from '../../../nodes/shared/plivoSignature';

/** The tokens a callback is signed with: the (sub)account's own and the main account's. */
export interface SigningTokens {
	authToken: string;
	/** The same for calls of the main account. */
	mainAuthToken?: string;
}

/** A nonce as Plivo sends it: 20 digits. */
function newNonce(): string {
	return Array.from({ length: 20 }, () => randomInt(10)).join('');
}

/** The six signature headers of a callback (plivo.md §9.1). The URL is the transmitted one, with its query. */
export function callbackSignatureHeaders(
	request: { method: 'GET' | 'POST'; url: string; fields: Record<string, string> },
	tokens: SigningTokens,
): Record<string, string> {
	const { method, url, fields } = request;
	const main = tokens.mainAuthToken ?? tokens.authToken;
	const nonceV3 = newNonce();
	const nonceV2 = newNonce();
	const parameters = method === 'POST' ? fields : undefined;
	const v3 = (authToken: string) => signV3({ method, url, parameters, nonce: nonceV3, authToken });
	const v2 = (authToken: string) => signV2({ url, nonce: nonceV2, authToken });
	return {
		'X-Plivo-Signature-V3': v3(tokens.authToken),
		'X-Plivo-Signature-Ma-V3': v3(main),
		'X-Plivo-Signature-V3-Nonce': nonceV3,
		'X-Plivo-Signature-V2': v2(tokens.authToken),
		'X-Plivo-Signature-Ma-V2': v2(main),
		'X-Plivo-Signature-V2-Nonce': nonceV2,
	};
}

/**
 * The headers of a stream's upgrade request (plivo.md §8.5): V3 over the URL as it would look with
 * another scheme.
 */
export function upgradeSignatureHeaders(
	url: string,
	scheme: 'http' | 'https' | 'wss' | 'ws',
	tokens: SigningTokens,
): Record<string, string> {
	const nonce = newNonce();
	const signedUrl = url.replace(/^wss?:/, `${scheme}:`);
	const v3 = (authToken: string) => signV3({ method: 'GET', url: signedUrl, nonce, authToken });
	return {
		'X-Plivo-Signature-V3': v3(tokens.authToken),
		'X-Plivo-Signature-Ma-V3': v3(tokens.mainAuthToken ?? tokens.authToken),
		'X-Plivo-Signature-V3-Nonce': nonce,
	};
}
