import { DATA_FIELD_TYPES } from './simpleAgent';
import type { DataField, DataFieldType } from './simpleAgent';

/** The lines of the block, in their order. */
export const LABELS = {
	type: 'Type of calls',
	languages: 'Languages to speak, mainly the first',
	accent: 'Accent to speak with',
	handoffNumber: 'Human to hand off to',
	interruptible: 'May be interrupted',
	allActions: 'Actions',
	modelLabel: 'Model name',
	dataWebhookUrl: 'Collected data goes to',
	dataFields: 'Data to collect in the call',
} as const;

export type Label = keyof typeof LABELS;

const BY_LABEL = new Map(
	Object.entries(LABELS).map(([key, label]) => [label.toLowerCase(), key as Label]),
);

const TYPE_WORDS: Record<DataFieldType, string> = {
	text: 'text',
	number: 'number',
	boolean: 'yes or no',
	date: 'date',
};

/** What people may write for a type; anything else is text. */
const OTHER_TYPE_WORDS = new Map<string, DataFieldType>([
	['yes/no', 'boolean'],
	['true or false', 'boolean'],
	['integer', 'number'],
	['day', 'date'],
]);

/** A line of the block: a label with its value, or a field. Undefined for any other. */
export type Line = { label: Label; value: string } | { field: DataField } | undefined;

function typeOf(words: string | undefined): DataFieldType {
	const said = (words ?? '').trim().toLowerCase();
	const known = DATA_FIELD_TYPES.find((type) => [type, TYPE_WORDS[type]].includes(said));
	return known ?? OTHER_TYPE_WORDS.get(said) ?? 'text';
}

/** `appointment day (date): the day they prefer`, of which the name is all that has to be there. */
function readField(text: string): DataField | undefined {
	const colon = text.indexOf(':');
	const head = (colon < 0 ? text : text.slice(0, colon)).trim();
	const [, before, type] = /^([^()]*)\(([^()]*)\)$/.exec(head) ?? [];
	const name = (before ?? head).trim();
	if (name === '' || /[()]/.test(name)) return undefined;
	const description = colon < 0 ? '' : text.slice(colon + 1).trim();
	return { name, type: typeOf(type), description };
}

/**
 * What a line of the block says. Bullets in front of a line, and asterisks around a label, are what editors make of a list and
 * of bold text.
 */
export function readLine(line: string): Line {
	const text = line.trim();
	const item = /^[-*\u2022]\s/.test(text) ? text.slice(1).trim() : undefined;
	const labelled = item ?? text;
	const colon = labelled.indexOf(':');
	const words = labelled.slice(0, Math.max(colon, 0)).replace(/\*/g, '').trim();
	const label = BY_LABEL.get(words.toLowerCase());
	if (label !== undefined) {
		return {
			label,
			value: labelled
				.slice(colon + 1)
				.replace(/^\*+/, '')
				.trim(),
		};
	}
	const field = item === undefined ? undefined : readField(item);
	return field === undefined ? undefined : { field };
}

/** A field as a line: `- appointment day (date): the day they prefer`. */
export function fieldLine({ name, type, description }: DataField): string {
	const start = `- ${name} (${TYPE_WORDS[type]})`;
	return description === '' ? start : `${start}: ${description}`;
}

/** Whether a text would be taken for one of the labels of the block. */
export const isLabel = (text: string): boolean => BY_LABEL.has(text.trim().toLowerCase());
