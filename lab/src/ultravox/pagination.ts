import { refusal } from './apiErrors';
import { isJsonObject } from './jsonValue';

const DEFAULT_PAGE_SIZE = 20;
const MAXIMUM_PAGE_SIZE = 100;

export interface Page {
	results: unknown[];
	next: string | null;
	previous: string | null;
	total: number;
}

/** One entry of a list: where it stands (unique, compared as text) and what is shown. */
export interface ListEntry {
	position: string;
	json: () => unknown;
}

/** A list in its order. */
export interface OrderedList {
	entries: ListEntry[];
	/** Positions fall from one entry to the next. */
	descending: boolean;
}

interface Cursor {
	/** Start behind (after) or end before this position. */
	after?: string;
	before?: string;
}

/**
 * A page of a list in the vendor's form (ultravox.md §1.1). Cursors name a position, not a number, so that
 * entries which come or go between two pages neither repeat nor hide others.
 *
 * @param url the complete URL of the request, which `next` and `previous` repeat with another cursor
 * @throws ApiError 400 for a bad page size, 404 for a cursor that is none
 */
export function paginate(list: OrderedList, url: URL, defaultPageSize = DEFAULT_PAGE_SIZE): Page {
	const { entries } = list;
	const size = pageSize(url.searchParams.get('pageSize'), defaultPageSize);
	const cursor = readCursor(url.searchParams.get('cursor'));
	const start = startIndex(list, cursor, size);
	const end = Math.min(start + size, entries.length);
	const link = (target: Cursor | undefined): string | null => {
		if (!target) return null;
		const linked = new URL(url);
		linked.searchParams.set('cursor', Buffer.from(JSON.stringify(target)).toString('base64url'));
		linked.searchParams.set('pageSize', String(size));
		return linked.href;
	};
	const last = entries[end - 1];
	const first = entries[start];
	return {
		next: link(end < entries.length && last ? { after: last.position } : undefined),
		previous: link(start > 0 && first ? { before: first.position } : undefined),
		results: entries.slice(start, end).map(({ json }) => json()),
		total: entries.length,
	};
}

function startIndex({ entries, descending }: OrderedList, cursor: Cursor, size: number): number {
	const isBefore = (a: string, b: string) => (descending ? a > b : a < b);
	const indexOr = (fallback: number, test: (position: string) => boolean) => {
		const index = entries.findIndex(({ position }) => test(position));
		return index === -1 ? fallback : index;
	};
	const { after, before } = cursor;
	if (after !== undefined) return indexOr(entries.length, (position) => isBefore(after, position));
	if (before === undefined) return 0;
	return Math.max(0, indexOr(entries.length, (position) => !isBefore(position, before)) - size);
}

function pageSize(text: string | null, defaultPageSize: number): number {
	if (text === null) return defaultPageSize;
	const size = Number(text);
	if (!Number.isInteger(size) || size < 1)
		throw refusal(400, 'pageSize must be a positive integer.');
	return Math.min(size, MAXIMUM_PAGE_SIZE);
}

function readCursor(text: string | null): Cursor {
	if (text === null) return {};
	const cursor = parsed(Buffer.from(text, 'base64url').toString('utf8'));
	if (!isJsonObject(cursor)) throw refusal(404, 'Invalid cursor.');
	const { after, before } = cursor;
	if (typeof after === 'string') return { after };
	if (typeof before === 'string') return { before };
	throw refusal(404, 'Invalid cursor.');
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
