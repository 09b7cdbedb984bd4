import type { Label } from './blockLine';
import { readLine } from './blockLine';
import type { BlockSettings, ReadLines } from './blockSettings';
import { blockLines, settingsOf } from './blockSettings';
import type { DataField } from './simpleAgent';

export type { BlockSettings } from './blockSettings';

const BEGIN = '=== Phone Agent settings ===';
const END = '=== End of Phone Agent settings ===';
const ADVICE =
	'Keep to these settings, and do not read them out. To change one, edit what follows its colon.';

const IS_BEGIN = /^\s*[=#*_][\s=#*_]*phone agent settings\b/i;
const IS_END = /^\s*[=#*_][\s=#*_]*end of phone agent settings\b/i;

/** Lines that belong to the block and say nothing. */
const isFiller = (line: string) =>
	line.trim() === '' || line.trim() === ADVICE || IS_BEGIN.test(line) || IS_END.test(line);

const isLabelled = (line: string) => {
	const read = readLine(line);
	return read !== undefined && 'label' in read;
};

/**
 * Where the first block is, its markers included. Without its end it goes as far as the prompt; without its beginning, as far up
 * from its end as there are lines of a block.
 */
function rangeOf(lines: readonly string[]): [from: number, to: number] | undefined {
	const begin = lines.findIndex((line) => IS_BEGIN.test(line));
	const end = lines.findIndex((line, index) => index > begin && IS_END.test(line));
	if (begin >= 0) return [begin, end < 0 ? lines.length : end + 1];
	if (end < 0) return undefined;
	let from = end;
	for (let at = end - 1; at >= 0; at -= 1) {
		const line = lines[at] ?? '';
		if (isLabelled(line) || line.trim() === ADVICE) from = at;
		else if (!isFiller(line) && readLine(line) === undefined) break;
	}
	return [from, end + 1];
}

interface ReadBlock extends ReadLines {
	values: Map<Label, string>;
	fields: DataField[];
	/** Lines that somebody wrote into it. */
	others: string[];
}

function readBlock(lines: readonly string[]): ReadBlock {
	const block: ReadBlock = { values: new Map(), fields: [], others: [] };
	let isInFields = false;
	for (const line of lines) {
		if (isFiller(line)) continue;
		const read = readLine(line);
		if (read !== undefined && 'label' in read) {
			isInFields = read.label === 'dataFields';
			if (!block.values.has(read.label)) block.values.set(read.label, read.value);
		} else if (read !== undefined && isInFields) block.fields.push(read.field);
		else block.others.push(line);
	}
	return block;
}

/** A system prompt taken apart. */
export interface SplitPrompt {
	/** Everything but the block, also what somebody wrote into it. */
	text: string;
	/** Null when the prompt has no block. */
	settings: BlockSettings | null;
}

/**
 * Takes the block out of a system prompt, wherever in it and in whatever order its lines are. Never throws: a line that nobody can
 * read is text of the prompt.
 */
export function splitPrompt(prompt: string): SplitPrompt {
	let lines = prompt.split(/\r?\n/);
	let settings: BlockSettings | null = null;
	for (let range = rangeOf(lines); range !== undefined; range = rangeOf(lines)) {
		const [from, to] = range;
		const block = readBlock(lines.slice(from, to));
		settings ??= settingsOf(block);
		lines = [...lines.slice(0, from), ...block.others, ...lines.slice(to)];
	}
	return { text: lines.join('\n').trimEnd(), settings };
}

/** A system prompt: the text, and the block at its end. */
export function joinPrompt(text: string, settings: BlockSettings): string {
	const block = [BEGIN, ADVICE, ...blockLines(settings), END].join('\n');
	return text.trim() === '' ? block : `${text.trimEnd()}\n\n${block}`;
}

/** Whether a text has a line that would be taken for the beginning or the end of the block. */
export const hasMarker = (text: string): boolean =>
	text.split(/\r?\n/).some((line) => IS_BEGIN.test(line) || IS_END.test(line));
