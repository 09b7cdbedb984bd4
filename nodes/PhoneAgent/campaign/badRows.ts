import { InputProblem } from '../../shared/operations/inputProblem';
import type { LeftOut, RowProblem } from './campaignRow';

/** All bad rows at once, as one problem: nobody is called while there are any. */
function refusal(bad: number, rowCount: number, lines: readonly string[]): InputProblem {
	const rows = rowCount === 1 ? 'row' : 'rows';
	return new InputProblem(
		`${bad} of ${rowCount} ${rows} cannot be called as they are, so nothing was scheduled`,
		lines.join('\n'),
	);
}

/**
 * What is wrong with rows of the input.
 * @throws InputProblem when there is anything
 */
export function refuseBadRows(problems: readonly RowProblem[], rowCount: number): void {
	if (problems.length === 0) return;
	const bad = new Set(problems.map(({ item }) => item)).size;
	const lines = problems.map(({ item, problem }) => `Row ${item + 1}: ${problem}`);
	throw refusal(bad, rowCount, lines);
}

/**
 * The bad ones among the rows of a campaign that are not called again.
 * @throws InputProblem when there are any
 */
export function refuseBadRedials(notCalled: readonly LeftOut[], rowCount: number): void {
	const bad = notCalled.filter(({ reason }) => reason === 'badRow');
	if (bad.length === 0) return;
	const lines = bad.map(({ id, to, explanation }) => `${id ?? to ?? ''}: ${explanation}`);
	throw refusal(bad.length, rowCount, lines);
}

/** All that is wrong with each bad row, as a reason not to call it. */
export function badRows(problems: readonly RowProblem[]): LeftOut[] {
	const byItem = new Map<number, string[]>();
	for (const { item, problem } of problems) {
		byItem.set(item, [...(byItem.get(item) ?? []), problem]);
	}
	return [...byItem].map(([item, all]) => ({
		item,
		id: null,
		to: null,
		reason: 'badRow',
		explanation: all.join('\n'),
	}));
}
