import type { FieldRule } from './fields';

const COMPARISONS: Record<string, (order: number) => boolean> = {
	'': (order) => order === 0,
	__gt: (order) => order > 0,
	__gte: (order) => order >= 0,
	__lt: (order) => order < 0,
	__lte: (order) => order <= 0,
};

/** A filter with its four comparisons: `end_time`, `end_time__gt` ... (plivo.md §3.1, §5.2). */
export function comparedRules(name: string, check: FieldRule['check']): Record<string, FieldRule> {
	return Object.fromEntries(Object.keys(COMPARISONS).map((suffix) => [name + suffix, { check }]));
}

/** Whether a value passes all comparisons that were asked for. */
export function passesComparisons<T extends number | string>(
	name: string,
	value: T,
	filters: Record<string, string>,
	read: (bound: string) => T,
): boolean {
	return Object.entries(COMPARISONS).every(([suffix, holds]) => {
		const sent = filters[name + suffix];
		if (sent === undefined) return true;
		const bound = read(sent);
		return holds(value === bound ? 0 : value > bound ? 1 : -1);
	});
}
