import type { Label } from './blockLine';
import { fieldLine, LABELS } from './blockLine';
import type { AgentType, DataField } from './simpleAgent';

/** What Ultravox has no place for. Undefined or null where the block does not say it. */
export interface BlockSettings {
	type?: AgentType;
	/** All languages, the main one first; [] when the block names none. */
	languages: string[];
	accent: string | null;
	handoffNumber: string | null;
	interruptible?: boolean;
	/** All tools of the account, which were so many; NaN where their number is lost, null where they were chosen one by one. */
	allActions: number | null;
	/** The name the user gave to the model, where it is not Ultravox's. */
	modelLabel: string | null;
	dataWebhookUrl: string | null;
	dataFields: DataField[];
}

/** Of a prompt without a block. */
export const NO_SETTINGS: Readonly<BlockSettings> = {
	languages: [],
	accent: null,
	handoffNumber: null,
	allActions: null,
	modelLabel: null,
	dataWebhookUrl: null,
	dataFields: [],
};

/** What was found in the lines of a block. */
export interface ReadLines {
	values: ReadonlyMap<Label, string>;
	fields: readonly DataField[];
}

/** The first field of each name. */
function withoutRepeats(fields: readonly DataField[]): DataField[] {
	const names = fields.map(({ name }) => name.toLowerCase());
	return fields.filter((_field, index) => names.indexOf(names[index] ?? '') === index);
}

const YES = new Set(['yes', 'true', 'ja']);
const NO = new Set(['no', 'false', 'nein']);

/** The settings in the lines of a block; what nobody can read is not set. */
export function settingsOf({ values, fields }: ReadLines): BlockSettings {
	const value = (label: Label) => values.get(label) || null;
	const type = value('type')?.toLowerCase();
	const interruptible = value('interruptible')?.toLowerCase() ?? '';
	const actions = /^all\b\D*(\d{1,6})?/i.exec(value('allActions') ?? '');
	const number = (value('handoffNumber') ?? '').replace(/[\s().-]/g, '');
	const url = value('dataWebhookUrl');
	return {
		...(type === 'inbound' || type === 'outbound' ? { type } : {}),
		languages: (value('languages') ?? '').split(/[\s,;]+/).filter((code) => code !== ''),
		accent: value('accent'),
		handoffNumber: /^\+[1-9]\d{6,14}$/.test(number) ? number : null,
		...(YES.has(interruptible) ? { interruptible: true } : {}),
		...(NO.has(interruptible) ? { interruptible: false } : {}),
		allActions: actions === null ? null : Number(actions[1] ?? NaN),
		modelLabel: value('modelLabel'),
		dataWebhookUrl: url !== null && /^https?:\/\/[^\s/?#]+\S*$/i.test(url) ? url : null,
		dataFields: withoutRepeats(fields),
	};
}

const allWords = (count: number) =>
	Number.isNaN(count) ? 'all of the account' : `all ${count} of the account`;

/** The settings as lines, for people and for the model. */
export function blockLines(settings: BlockSettings): string[] {
	const { interruptible = true, allActions, dataFields, languages } = settings;
	const line = (label: Label, value: string | null | undefined) =>
		value === null || value === undefined || value === '' ? [] : [`${LABELS[label]}: ${value}`];
	return [
		...line('type', settings.type),
		...line('languages', languages.join(', ')),
		...line('accent', settings.accent),
		...line('handoffNumber', settings.handoffNumber),
		...line('interruptible', interruptible ? 'yes' : 'no'),
		...line('allActions', allActions === null ? null : allWords(allActions)),
		...line('modelLabel', settings.modelLabel),
		...line('dataWebhookUrl', settings.dataWebhookUrl),
		...(dataFields.length === 0 ? [] : [`${LABELS.dataFields}:`, ...dataFields.map(fieldLine)]),
	];
}
