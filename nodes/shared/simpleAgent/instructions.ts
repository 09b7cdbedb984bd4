/** How the lines after the first of an instruction begin. */
const INDENT = '   ';

const NUMBERED = /^\d{1,4}[.)]\s+(.*)$/s;

/** A numbered list: `1. Be friendly`. Further lines of an instruction are indented below its first. */
export const numbered = (instructions: readonly string[]): string =>
	instructions
		.map((one, index) => `${index + 1}. ${one.split(/\r?\n/).join(`\n${INDENT}`)}`)
		.join('\n');

/**
 * The instructions in a text: the items of its numbered list. What stands above the list is one instruction more, so that a prompt
 * without numbers is a single one.
 * @returns null when there are none
 */
export function instructionsIn(text: string): string[] | null {
	const found: string[][] = [[]];
	for (const line of text.split('\n')) {
		const first = NUMBERED.exec(line)?.[1];
		if (first !== undefined) found.push([first]);
		else {
			const isInList = found.length > 1 && line.startsWith(INDENT);
			found[found.length - 1]?.push(isInList ? line.slice(INDENT.length) : line);
		}
	}
	const all = found.map((lines) => lines.join('\n').trim()).filter((one) => one !== '');
	return all.length === 0 ? null : all;
}
