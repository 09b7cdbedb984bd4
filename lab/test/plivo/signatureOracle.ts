import { LAB_PLIVO_AUTH_TOKEN } from '../../src/plivo/credentials';
import type { CustomerRequest } from './customer';

/** The vendor's own checks, npm plivo: it brings no types. */
interface PlivoSdk {
	validateV3Signature(
		method: string,
		url: string,
		nonce: string,
		authToken: string,
		signature: string,
		parameters?: Record<string, string>,
	): boolean;
	validateSignature(url: string, nonce: string, signature: string, authToken: string): boolean;
}

const sdk = jest.requireActual<PlivoSdk>('plivo');

/** Which of a callback's four signatures the vendor's SDK accepts. */
export function acceptedSignatures(
	{ method, url, headers, fields }: CustomerRequest,
	origin: string,
	tokens = { own: LAB_PLIVO_AUTH_TOKEN, main: LAB_PLIVO_AUTH_TOKEN },
): Record<'v3' | 'ma-v3' | 'v2' | 'ma-v2', boolean> {
	const header = (name: string) => String(headers[`x-plivo-signature-${name}`] ?? '');
	const full = `${origin}${url}`;
	const v3 = (name: string, token: string) =>
		sdk.validateV3Signature(
			method,
			full,
			header('v3-nonce'),
			token,
			header(name),
			...(method === 'POST' ? [fields] : []),
		);
	const v2 = (name: string, token: string) =>
		sdk.validateSignature(full.split('?', 1)[0] ?? '', header('v2-nonce'), header(name), token);
	return {
		v3: v3('v3', tokens.own),
		'ma-v3': v3('ma-v3', tokens.main),
		v2: v2('v2', tokens.own),
		'ma-v2': v2('ma-v2', tokens.main),
	};
}

/** Whether the vendor's SDK accepts the signature of a stream's upgrade over this URL. */
export function acceptsUpgrade(url: string, headers: CustomerRequest['headers']): boolean {
	return sdk.validateV3Signature(
		'GET',
		url,
		String(headers['x-plivo-signature-v3-nonce']),
		LAB_PLIVO_AUTH_TOKEN,
		String(headers['x-plivo-signature-v3']),
	);
}
