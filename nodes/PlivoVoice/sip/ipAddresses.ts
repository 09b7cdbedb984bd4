import type { Parameters } from '../../shared/operations/parameters';
import { canonicalRange, holdEverybody } from './ipRanges';

const EVERYBODY = 'Anybody could call at your cost: list the addresses your platform calls from';

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
				EVERYBODY,
			);
		}
	}
	if (addresses.length === 0) throw parameters.problem(name, 'is empty');
	if (holdEverybody(addresses)) {
		throw parameters.problem(
			name,
			`has entries that together let everybody in: ${addresses.join(', ')}`,
			EVERYBODY,
		);
	}
	return withoutDuplicates(addresses);
}
