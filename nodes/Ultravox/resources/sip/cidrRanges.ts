import type { Parameters } from '../../../shared/operations/parameters';

const PART = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const RANGE = new RegExp(`^${PART}(?:\\.${PART}){3}/(?:3[0-2]|[12]?\\d)$`);

/**
 * IPv4 ranges such as `203.0.113.0/28`, each once; a single address becomes its range. Undefined when the user did not add the
 * field, and empty to let no address in.
 */
export function cidrRanges(fields: Parameters, name: string): string[] | undefined {
	if (!fields.has(name)) return undefined;
	const ranges = fields.texts(name).map((text) => (text.includes('/') ? text : `${text}/32`));
	const bad = ranges.find((range) => !RANGE.test(range));
	if (bad === undefined) return [...new Set(ranges)];
	throw fields.problem(
		name,
		`has an entry that is no range of addresses: '${bad.replace(/\/32$/, '')}'`,
		'Write ranges as 203.0.113.0/28 and addresses as 203.0.113.7, with commas between them; IPv4 only',
	);
}
