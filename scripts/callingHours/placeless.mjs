/** Which numbers of a country are at no place: toll-free, personal and premium ones, pagers and mailboxes. */
import { patternOf } from './dataSets.mjs';
import { sequencesOf } from './digitPatterns.mjs';

/** Shared-cost numbers and company numbers are the country's own: whoever answers goes by its clock. */
const AT_A_PLACE = ['FIXED_LINE', 'MOBILE', 'VOIP', 'UAN', 'SHARED_COST'];
const AT_NONE = ['TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER', 'PAGER', 'VOICEMAIL'];

const sequencesOfTypes = (countries, types) =>
	countries
		.flatMap((country) => types.map((type) => patternOf(country, type)))
		.filter((pattern) => pattern !== undefined)
		.flatMap(sequencesOf);

const beginningWith = (sequences, index, digit) =>
	sequences.filter((sequence) => sequence[index]?.includes(digit));

const lengthsOf = (sequences) => new Set(sequences.map((sequence) => sequence.length));

/** Enough to tell all apart that can be told apart. */
const LONGEST_PREFIX = 7;
/** Prefixes shorter than this say too little to go by the length of a number alone. */
const SHORTEST_WITH_LENGTH = 2;

/**
 * @param {string[]} countries those of one calling code
 * @returns {string[]} prefixes of national numbers; `151:10` means numbers of ten digits only, as others with that prefix are at a
 *   place
 */
export function placelessPrefixes(countries) {
	const found = [];
	const walk = (prefix, placed, placeless) => {
		if (placeless.length === 0) return;
		if (placed.length === 0) {
			found.push(prefix);
			return;
		}
		const placedLengths = lengthsOf(placed);
		const lengths = [...lengthsOf(placeless)];
		const toldByLength = lengths.every((length) => !placedLengths.has(length));
		if (
			(toldByLength && prefix.length >= SHORTEST_WITH_LENGTH) ||
			prefix.length === LONGEST_PREFIX
		) {
			found.push(...lengths.map((length) => `${prefix}:${length}`));
			return;
		}
		for (const digit of '0123456789') {
			walk(
				prefix + digit,
				beginningWith(placed, prefix.length, digit),
				beginningWith(placeless, prefix.length, digit),
			);
		}
	};
	walk('', sequencesOfTypes(countries, AT_A_PLACE), sequencesOfTypes(countries, AT_NONE));
	return found;
}
