/**
 * Whether an address may be asked with Plivo's credential: one of Plivo's own hosts, encrypted and on its usual port, or one on the
 * very host and port that the credential itself names, which gets it with every request.
 * @param baseUrl of the credential
 */
export function mayTakeCredential(url: string, baseUrl: string): boolean {
	const { protocol, hostname, port, origin } = new URL(url);
	const isPlivo = protocol === 'https:' && port === '' && hostname.endsWith('.plivo.com');
	return isPlivo || origin === new URL(baseUrl).origin;
}
