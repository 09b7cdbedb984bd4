import { refusal } from './apiErrors';
import type { OrderedList } from './pagination';

/** How one thing stands in a list: its id, its sortable fields as text that compares in the right order. */
export interface SortableDescription {
	id: string;
	fields: Record<string, string>;
	json: () => unknown;
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
	describe: (item: T) => SortableDescription,
): OrderedList {
	const order = sort ?? '-created';
	const descending = order.startsWith('-');
	const field = descending ? order.slice(1) : order;
	const entries = items.map((item) => {
		const { id, fields, json } = describe(item);
		const value = fields[field];
		if (value === undefined) throw refusal(400, `Cannot sort by ${field}.`);
		return { position: `${value} ${id}`, json };
	});
	entries.sort((a, b) => (a.position < b.position ? -1 : 1));
	if (descending) entries.reverse();
	return { entries, descending };
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
