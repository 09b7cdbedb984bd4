/** First parts of IPv4 addresses that are not of the internet (RFC 6890): this machine, private networks, link-local. */
const PRIVATE_IPV4 =
	/^(?:0|10|127)\.|^(?:169\.254|192\.168|192\.0\.0)\.|^172\.(?:1[6-9]|2\d|3[01])\.|^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./;

/** The same of IPv6: unspecified, loopback, unique local, link-local. */
const PRIVATE_IPV6 = /^(?:::1?|f[cd][0-9a-f]{2}:.*|fe[89ab][0-9a-f]:.*)$/;

/** The IPv4 address in an IPv6 one: `::ffff:7f00:1` is 127.0.0.1. */
function mappedIpv4(address: string): string | undefined {
	const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address) ?? [];
	if (high === undefined || low === undefined) return undefined;
	const [first, second] = [parseInt(high, 16), parseInt(low, 16)];
	return [first >> 8, first & 255, second >> 8, second & 255].join('.');
}

/**
 * Whether a host is this machine or in a private network, by its name alone: a literal address of one, or `localhost`.
 * @param hostname as a URL has it: an IPv6 address in brackets, numbers in their usual form
 */
export function isPrivateHost(hostname: string): boolean {
	const host = hostname.toLowerCase().replace(/\.$/, '');
	if (!host.startsWith('['))
		return (
			/(?:^|\.)localhost$/.test(host) || (PRIVATE_IPV4.test(`${host}.`) && /^[\d.]+$/.test(host))
		);
	const address = host.slice(1, -1);
	return PRIVATE_IPV6.test(address) || PRIVATE_IPV4.test(`${mappedIpv4(address) ?? ''}.`);
}

/** Of them, those at which clouds tell a machine its credentials, and everything else that is on the link alone. */
const LINK_LOCAL_IPV4 = /^169\.254\.|^100\.100\.100\.200\.$/;
const LINK_LOCAL_IPV6 = /^(?:fe[89ab][0-9a-f]:.*|fd00:ec2::254)$/;
const METADATA_NAME = /^metadata(?:\.google\.internal)?$/;
const LOOPBACK_IPV4 = /^(?:0|127)\./;
const LOOPBACK_NAME = /(?:^|\.)localhost$/;

/** A host as the texts that its patterns are of: its name, its IPv4 address with a dot behind, its IPv6 address. */
function formsOf(hostname: string): { name: string; ipv4: string; ipv6: string } {
	const name = hostname.toLowerCase().replace(/\.$/, '');
	if (!name.startsWith('[')) {
		return { name, ipv4: /^[\d.]+$/.test(name) ? `${name}.` : '', ipv6: '' };
	}
	const ipv6 = name.slice(1, -1);
	return { name: '', ipv4: `${mappedIpv4(ipv6) ?? ''}.`, ipv6 };
}

/** Whether a host is this machine, by its name alone. */
function isLoopback(hostname: string): boolean {
	const { name, ipv4, ipv6 } = formsOf(hostname);
	return LOOPBACK_NAME.test(name) || LOOPBACK_IPV4.test(ipv4) || /^::1?$/.test(ipv6);
}

/** Whether a host is on the link alone or tells a machine about itself, by its name alone. */
function isLinkLocal(hostname: string): boolean {
	const { name, ipv4, ipv6 } = formsOf(hostname);
	return METADATA_NAME.test(name) || LINK_LOCAL_IPV4.test(ipv4) || LINK_LOCAL_IPV6.test(ipv6);
}

/**
 * Why n8n does not send anything to an address that somebody wrote into an agent, as the end of a sentence; undefined when it does. To its
 * own machine only an n8n sends that is itself reached there; private networks are where receivers often are.
 * @param own the address of n8n
 */
export function whyNotFrom(address: URL, own: string): string | undefined {
	if (isLinkLocal(address.hostname)) return 'on the local link';
	const isHome =
		isLoopback(address.hostname) && !(URL.canParse(own) && isLoopback(new URL(own).hostname));
	return isHome ? 'on the machine of n8n itself' : undefined;
}

/**
 * Why nobody may be sent from a provider to an address, as the end of a sentence; undefined when one may. Unencrypted, or into a
 * private network, leads only a provider that is so itself.
 * @param root the provider's base URL
 */
export function whyNotTo(address: URL, root: string): string | undefined {
	const base = new URL(root);
	if (address.protocol === 'http:' && base.protocol !== 'http:') return 'without encryption';
	const leadsInside = isPrivateHost(address.hostname) && !isPrivateHost(base.hostname);
	return leadsInside ? 'which is in a private network' : undefined;
}
