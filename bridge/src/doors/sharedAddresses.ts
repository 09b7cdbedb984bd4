import { networkInterfaces } from 'node:os';
import { AddressRanges, countingKey, plainAddress } from './addressRanges';

/** Addresses that are not a stranger's own (RFC 1918, 4193, 4291, 6598). */
const PRIVATE = [
	'10.0.0.0/8',
	'100.64.0.0/10',
	'127.0.0.0/8',
	'169.254.0.0/16',
	'172.16.0.0/12',
	'192.168.0.0/16',
	'fc00::/7',
	'fe80::/10',
];

/** Public ones that only load balancers of clouds have, for what they pass on and for their health checks. */
const LOAD_BALANCERS = [
	// Azure.
	'168.63.129.16',
	// Google Cloud.
	'35.191.0.0/16',
	'130.211.0.0/22',
	'209.85.152.0/22',
	'209.85.204.0/22',
	'2600:2d00:1:1::/64',
	'2600:2d00:1:b029::/64',
];

/** How ::1 is counted. */
const LOOPBACK = countingKey('::1');

/**
 * Addresses that a proxy or a watchdog has and others may share: private ones, those of load balancers of clouds, and those next to the bridge's
 * own, which in a cluster with public IPv6 addresses are its nodes and other pods.
 */
export class SharedAddresses {
	private readonly ranges = new AddressRanges([...PRIVATE, ...LOAD_BALANCERS]);
	private readonly own: ReadonlySet<string>;

	/** @param own addresses of this machine */
	constructor(own: readonly string[] = ownAddresses()) {
		const plain = own.map(plainAddress).filter((address) => address !== undefined);
		this.own = new Set(plain.map(countingKey));
	}

	/** @param key what the address is counted under */
	includes(key: string): boolean {
		return key === LOOPBACK || this.own.has(key) || this.ranges.includes(key.replace('/64', ''));
	}
}

function ownAddresses(): string[] {
	return Object.values(networkInterfaces()).flatMap((all = []) =>
		all.map(({ address }) => address),
	);
}
