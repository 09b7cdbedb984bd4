import { DoNotCallList } from '../../shared/callingHours/doNotCallList';
import type { Parameters } from '../../shared/operations/parameters';
import { isObject, parsedJson } from '../../shared/operations/values';

/** The number in what another node gave: an item, its fields, or the number itself. */
function entryOf(value: unknown): unknown {
	if (!isObject(value)) return value;
	const fields = isObject(value.json) ? value.json : value;
	if (fields.phone !== undefined) return fields.phone;
	const values = Object.values(fields);
	return values.length === 1 ? values[0] : fields;
}

function entriesOf(value: unknown): unknown[] {
	if (typeof value === 'string') {
		const list = value.trim().startsWith('[') ? parsedJson(value) : undefined;
		return Array.isArray(list) ? list : value.split(/[,;\n]/);
	}
	return Array.isArray(value) ? (value as unknown[]) : [value];
}

const isBlank = (entry: unknown) =>
	entry === null || entry === undefined || (typeof entry === 'string' && entry.trim() === '');

/**
 * The list of numbers that must not be called, for all items alike.
 * @throws InputProblem when it has an entry that nobody can understand: who is meant would be called
 */
export function readDoNotCall(
	items: readonly [Parameters, ...Parameters[]],
	defaultCountry: string | undefined,
): DoNotCallList {
	const [first] = items;
	const last = items[items.length - 1] ?? first;
	const value = first.raw('doNotCall');
	if (JSON.stringify(value) !== JSON.stringify(last.raw('doNotCall'))) {
		throw first.problem(
			'doNotCall',
			'is another one for the last item than for the first',
			'Give the whole list, the same for all items',
		);
	}
	const entries = entriesOf(value)
		.map(entryOf)
		.filter((entry) => !isBlank(entry));
	const list = new DoNotCallList(entries, defaultCountry);
	if (list.invalid.length === 0) return list;
	const entryWord = list.invalid.length === 1 ? 'one entry that is' : 'entries that are';
	throw first.problem(
		'doNotCall',
		`has ${entryWord} no phone number, so that nobody can say who is meant`,
		list.invalid.map(({ index, problem }) => `Entry ${index + 1}: ${problem}`).join('\n'),
	);
}
