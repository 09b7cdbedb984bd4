import { BlockList, isIP } from 'node:net';

/** Whether this is an IP address, or one with a prefix length such as 10.0.0.0/8 or fd00::/8. */
export function isAddressRange(text: string): boolean {
	return rangeOf(text) !== undefined;
}

/** A set of addresses and ranges. Text that is neither must have been refused before. */
export class AddressRanges {
	private readonly list = new BlockList();

	constructor(ranges: readonly string[]) {
		for (const range of ranges) {
			const parts = rangeOf(range);
			if (parts) this.list.addSubnet(parts.address, parts.prefix, parts.family);
		}
	}

	/** @param address as `plainAddress` writes it */
	includes(address: string): boolean {
		return this.list.check(address, familyOf(address));
	}
}

/**
 * An IP address on its own, however a proxy has written it: with a port, brackets, a zone, or IPv4 inside IPv6. Undefined
 * when it is none.
 */
export function plainAddress(text: string): string | undefined {
	const trimmed = text.trim().replace(/^"|"$/g, '');
	const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(trimmed)?.[1];
	const address = (bracketed ?? trimmed.replace(/^([\d.]+):\d{1,5}$/, '$1')).replace(/%.*$/, '');
	const version = isIP(address);
	if (version !== 6) return version === 4 ? address : undefined;
	const groups = groupsOf(address);
	const mapped = groups.slice(0, 6).join(':') === '0:0:0:0:0:65535';
	return mapped ? groups.slice(6).flatMap(twoBytes).join('.') : address;
}

/**
 * What requests of one client are counted under: the address, or with IPv6 its /64, which is what one customer has at least.
 * @param address as `plainAddress` writes it
 */
export function countingKey(address: string): string {
	if (isIP(address) !== 6) return address;
	const network = groupsOf(address).slice(0, 4);
	return `${network.map((group) => group.toString(16)).join(':')}::/64`;
}

function rangeOf(text: string) {
	const [address = '', length, ...rest] = text.trim().split('/');
	if (isIP(address) === 0 || rest.length > 0) return undefined;
	const family = familyOf(address);
	const longest = family === 'ipv6' ? 128 : 32;
	const prefix = length === undefined ? longest : Number(length);
	const valid = length === undefined || (/^\d{1,3}$/.test(length) && prefix <= longest);
	return valid ? { address, prefix, family } : undefined;
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
	return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}

/** The eight numbers of an IPv6 address. */
function groupsOf(address: string): number[] {
	// The URL class writes every address in one way: hexadecimal, with at most one `::`.
	const [head = '', tail] = new URL(`http://[${address}]/`).hostname.slice(1, -1).split('::');
	const numbers = (text: string) =>
		text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
	const before = numbers(head);
	const after = numbers(tail ?? '');
	const zeros = new Array<number>(8 - before.length - after.length).fill(0);
	return [...before, ...zeros, ...after];
}

function twoBytes(group: number): number[] {
	return [group >> 8, group & 0xff];
}
