import { refusal, validationError } from './apiErrors';
import type { ApiRequest } from './apiRoute';
import type { OrderedList } from './pagination';

/** How things stand in a list. */
export interface ListDescription<T> {
	id: (item: T) => string;
	/** Sortable fields, as text that compares in the right order. */
	fields: Record<string, (item: T) => string>;
	json: (item: T) => unknown;
}

/**
 * Puts a list in the order `sort` asks for, a leading minus reverses (ultravox.md §1.1); newest first when it
 * asks for nothing. The id tells equal positions apart.
 *
 * @throws ApiError 400 for a field that cannot be sorted by
 */
export function sortList<T>(
	items: readonly T[],
	sort: string | null,
	description: ListDescription<T>,
): OrderedList {
	const order = sort ?? '-created';
	const descending = order.startsWith('-');
	const name = descending ? order.slice(1) : order;
	const field = Object.hasOwn(description.fields, name) ? description.fields[name] : undefined;
	if (!field) throw refusal(400, `Cannot sort by ${name}.`);
	const entries = items.map((item) => ({
		position: `${field(item)} ${description.id(item)}`,
		json: () => description.json(item),
	}));
	entries.sort((a, b) => (a.position < b.position ? -1 : 1));
	if (descending) entries.reverse();
	return { entries, descending };
}

/**
 * What a request wants a list sorted by, for `sortList`: where the variant has it so, a field nobody can sort by
 * is as good as none.
 *
 * @throws ApiError 400 for such a field otherwise
 */
export function requestedSort<T>(
	{ state, url }: Pick<ApiRequest, 'state' | 'url'>,
	{ fields }: ListDescription<T>,
): string | null {
	const sort = url.searchParams.get('sort');
	if (sort === null || Object.hasOwn(fields, sort.replace(/^-/, ''))) return sort;
	const { unknownSortField, errorShape } = state.variants;
	if (unknownSortField === 'ignore') return null;
	throw validationError([{ path: ['sort'], message: `Cannot sort by ${sort}.` }], errorShape);
}

/** A list that keeps the order it is given in, oldest first. */
export function inGivenOrder(items: readonly unknown[]): OrderedList {
	return {
		descending: false,
		entries: items.map((item, index) => ({
			position: String(index).padStart(8, '0'),
			json: () => item,
		})),
	};
}

/** Numbers things in the order they are made: times in milliseconds do not tell them apart. */
export function nextSequence(): number {
	lastSequence += 1;
	return lastSequence;
}

let lastSequence = 0;

/** A sequence number as text that compares in the right order. */
export function sequenceText(sequence: number): string {
	return String(sequence).padStart(12, '0');
}

/** A list by the time things were made, newest first. */
export function newestFirst<T extends { sequence: number }>(
	items: Iterable<T>,
	json: (item: T) => unknown,
): OrderedList {
	const entries = [...items]
		.sort((a, b) => b.sequence - a.sequence)
		.map((item) => ({ position: sequenceText(item.sequence), json: () => json(item) }));
	return { entries, descending: true };
}
