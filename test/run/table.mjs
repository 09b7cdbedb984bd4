const COLUMNS = ['suite', 'passed', 'failed', 'skipped', 'seconds', ''];

/** One row for each suite, in columns. @param {Array<{ name, passed, failed, skipped, seconds, note }>} rows */
export function table(rows) {
	const cells = [
		COLUMNS,
		...rows.map((row) => [
			row.name,
			row.passed,
			row.failed,
			row.skipped,
			Math.round(row.seconds),
			row.note ?? '',
		]),
	].map((line) => line.map(String));
	const widths = COLUMNS.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
	return cells
		.map((line) =>
			line
				.map((cell, column) =>
					column === 0 || column === COLUMNS.length - 1
						? cell.padEnd(widths[column])
						: cell.padStart(widths[column]),
				)
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}

/** The last line of the run. */
export function total(rows) {
	const sum = (key) => rows.reduce((soFar, row) => soFar + row[key], 0);
	return `${sum('passed')} passed, ${sum('failed')} failed`;
}
