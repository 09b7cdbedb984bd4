import { refusal } from './apiErrors';
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
