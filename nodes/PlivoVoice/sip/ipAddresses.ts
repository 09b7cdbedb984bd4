import type { Parameters } from '../../shared/operations/parameters';

const IPV4_PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const IPV4 = new RegExp(`^${IPV4_PART}(?:\\.${IPV4_PART}){3}$`);

/** Whether a text is an IPv4 address: four numbers up to 255, without leading zeros. */
export const isIpv4 = (text: string) => IPV4.test(text);

/** An IPv6 address as it is written shortest; undefined for anything else. */
function shortestIpv6(text: string): string | undefined {
	if (!/^[0-9a-f:.]+$/i.test(text) || !URL.canParse(`http://[${text}]/`)) return undefined;
	return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

/**
 * An address or a range in the one form that is the same for all ways to write it (`203.0.113.7/32` is `203.0.113.7`);
 * undefined for what is neither. Ranges are not narrowed to their first address.
 */
export function canonicalRange(text: string): string | undefined {
	const [written = '', bits, more] = text.trim().split('/');
	const isV4 = isIpv4(written);
	const address = isV4 ? written : shortestIpv6(written);
	const longest = isV4 ? 32 : 128;
	if (address === undefined || more !== undefined) return undefined;
	if (bits === undefined) return address;
	if (!/^\d{1,3}$/.test(bits) || Number(bits) > longest) return undefined;
	return Number(bits) === longest ? address : `${address}/${Number(bits)}`;
}

/** What tells two addresses apart; a text that is no address stands for itself. */
export const rangeKey = (text: string) => canonicalRange(text) ?? text.trim();

/** Addresses without those that are there twice, as they were written first. */
export function withoutDuplicates(addresses: readonly string[]): string[] {
	const byKey = new Map<string, string>();
	for (const address of addresses) {
		const key = rangeKey(address);
		if (!byKey.has(key)) byKey.set(key, address.trim());
	}
	return [...byKey.values()];
}

/**
 * The IP addresses and ranges the user gave, one or several, each once.
 * @throws InputProblem for none, for what is no address, and for a range of all addresses
 */
export function ipAddresses(parameters: Parameters, name = 'ipAddresses'): string[] {
	const addresses = parameters.texts(name);
	for (const address of addresses) {
		const range = canonicalRange(address);
		if (range === undefined) {
			throw parameters.problem(
				name,
				`has an entry that is no IP address: '${address}'`,
				'Write addresses as 203.0.113.7 and ranges as 203.0.113.0/28, with commas between them',
			);
		}
		if (range.endsWith('/0')) {
			throw parameters.problem(
				name,
				`has an entry that lets everybody in: '${address}'`,
				'Anybody could call at your cost: list the addresses your platform calls from',
			);
		}
	}
	if (addresses.length === 0) throw parameters.problem(name, 'is empty');
	return withoutDuplicates(addresses);
}
