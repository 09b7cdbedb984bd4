/**
 * Whether an address may be asked with Plivo's credential: one of Plivo's own, encrypted, or one on the host that the credential
 * itself names, which gets it with every request.
 * @param baseUrl of the credential
 */
export function mayTakeCredential(url: string, baseUrl: string): boolean {
	const { protocol, hostname } = new URL(url);
	const base = new URL(baseUrl);
	const isPlivo = protocol === 'https:' && hostname.endsWith('.plivo.com');
	const isBase = hostname === base.hostname && ['https:', base.protocol].includes(protocol);
	return isPlivo || isBase;
}
