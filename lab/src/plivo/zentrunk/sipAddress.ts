export type SipTransport = 'udp' | 'tcp' | 'tls';

/** An origination URI, taken apart. */
export interface SipAddress {
	user: string | undefined;
	/** In lower case. */
	host: string;
	/** What was given, or 5060, or 5061 for TLS. */
	port: number;
	transport: SipTransport;
}

const ADDRESS =
	/^(?:(sips?):)?(?:([^@;\s/]+)@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\d{1,5}))?(?:;transport=(udp|tcp|tls))?$/i;

/**
 * Reads an origination URI in the shapes that Plivo takes (plivo.md §2.3): `host`, `host:port`, both
 * also as `sip:user@host` and with `;transport=`. Undefined for anything else.
 */
export function parseSipAddress(text: string): SipAddress | undefined {
	const [, scheme, user, host, port, given] = ADDRESS.exec(text) ?? [];
	if (host === undefined || Number(port ?? 1) < 1 || Number(port ?? 1) > 65_535) return undefined;
	// Plivo does not say what it uses without the parameter; UDP is SIP's own default.
	const transport =
		(given?.toLowerCase() as SipTransport | undefined) ??
		(scheme?.toLowerCase() === 'sips' ? 'tls' : 'udp');
	return {
		user,
		host: host.toLowerCase(),
		port: port === undefined ? (transport === 'tls' ? 5061 : 5060) : Number(port),
		transport,
	};
}
