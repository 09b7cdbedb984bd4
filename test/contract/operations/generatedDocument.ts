import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../../engine/support/packageSource';

/** A text with what stands between two marks replaced. */
function withPart(document: string, mark: string, part: string): string {
	const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
	const [before, rest = ''] = document.split(start);
	const after = rest.split(end)[1];
	if (after === undefined) throw new Error(`The document has no ${start} ... ${end}`);
	return `${before}${start}\n\n${part}\n\n${end}${after}`;
}

/**
 * Checks that the generated parts of a document in `docs/` are these; UPDATE_DOCS=1 writes them.
 * @param parts by mark
 */
export function expectGenerated(name: string, parts: Record<string, string>): void {
	const file = join(repositoryRoot(), 'docs', name);
	const current = Object.entries(parts).reduce(
		(document, [mark, part]) => withPart(document, mark, part),
		readFileSync(file, 'utf8'),
	);
	if (process.env.UPDATE_DOCS) writeFileSync(file, current);
	expect(readFileSync(file, 'utf8')).toBe(current);
}
