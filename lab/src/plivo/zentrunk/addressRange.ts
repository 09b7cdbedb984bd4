import { BlockList, isIP } from 'node:net';

/** An address, or a CIDR range, taken apart; undefined for anything else. */
function parseRange(
	text: string,
): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | undefined {
	const [address = '', prefix, more] = text.split('/');
	const version = isIP(address);
	if (version === 0 || more !== undefined) return undefined;
	const longest = version === 4 ? 32 : 128;
	if (prefix !== undefined && !(/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest)) {
		return undefined;
	}
	return {
		address,
		bits: prefix === undefined ? longest : Number(prefix),
		family: version === 4 ? 'ipv4' : 'ipv6',
	};
}

/** Whether a text is an address, or a range in CIDR notation. */
export function isAddressRange(text: string): boolean {
	return parseRange(text) !== undefined;
}

/** Whether a range holds more than one address. */
export function isWideRange(text: string): boolean {
	const range = parseRange(text);
	return range !== undefined && range.bits < (range.family === 'ipv4' ? 32 : 128);
}

/** Whether an address is in one of the ranges. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
	const list = new BlockList();
	for (const text of ranges) {
		const range = parseRange(text);
		if (range) list.addSubnet(range.address, range.bits, range.family);
	}
	const version = isIP(address);
	return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
