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

/** What the addresses of a range have in common. */
interface IpRange {
	version: 4 | 6;
	/** The bits, as text: of a single address all. */
	prefix: string;
}

/** With fewer bits in common, a range is hardly that of one platform. */
const FEWEST_BITS = { 4: 8, 6: 19 } as const;

const inBits = (parts: readonly number[], length: number) =>
	parts.map((part) => part.toString(2).padStart(length, '0')).join('');

/** @param address written shortest, with at most one `::` */
function ipv6Bits(address: string): string {
	const [before = [], after = []] = address
		.split('::')
		.map((side) => (side === '' ? [] : side.split(':').map((part) => parseInt(part, 16))));
	const zeros = Array<number>(8 - before.length - after.length).fill(0);
	return inBits([...before, ...zeros, ...after], 16);
}

/** An address or range in bits; undefined for what is neither. */
function ipRange(text: string): IpRange | undefined {
	const [address = '', length] = canonicalRange(text)?.split('/') ?? [];
	if (address === '') return undefined;
	const version = isIpv4(address) ? 4 : 6;
	const bits = version === 4 ? inBits(address.split('.').map(Number), 8) : ipv6Bits(address);
	return { version, prefix: length === undefined ? bits : bits.slice(0, Number(length)) };
}

/** Whether everything that begins with `start` is held: by one of the prefixes, or half by half. */
function isHeld(prefixes: readonly string[], start = ''): boolean {
	if (prefixes.includes(start)) return true;
	const inside = prefixes.filter((prefix) => prefix.startsWith(start));
	return inside.length > 0 && isHeld(inside, `${start}0`) && isHeld(inside, `${start}1`);
}

/** Whether the ranges together hold every address there is, as `0.0.0.0/1` and `128.0.0.0/1` do. */
export function holdEverybody(addresses: readonly string[]): boolean {
	const ranges = addresses.map(ipRange);
	return [4, 6].some((version) =>
		isHeld(ranges.flatMap((range) => (range?.version === version ? [range.prefix] : []))),
	);
}

/** The ranges that are wider than those of one platform usually are, as they were written. */
export const wideRanges = (addresses: readonly string[]) =>
	addresses.filter((address) => {
		const range = ipRange(address);
		return range !== undefined && range.prefix.length < FEWEST_BITS[range.version];
	});

/** The one among others that holds an address or a range whole; undefined when none does. */
export function holderOf(text: string, others: readonly string[]): string | undefined {
	const inner = ipRange(text);
	if (inner === undefined) return undefined;
	return others.find((other) => {
		const outer = ipRange(other);
		return outer?.version === inner.version && inner.prefix.startsWith(outer.prefix);
	});
}
