import { isLabel } from '../../shared/simpleAgent/blockLine';
import { hasMarker } from '../../shared/simpleAgent/block';
import type { AgentType, DataField, DataFieldType } from '../../shared/simpleAgent/simpleAgent';
import type { Parameters } from '../../shared/operations/parameters';

/** What the user wants of an agent. Absent is what was not given; null, or [], takes away what was there. */
export interface AgentChanges {
	name?: string;
	type?: AgentType;
	/** The main one first. */
	languages?: string[];
	accent?: string | null;
	handoffNumber?: string | null;
	interruptible?: boolean;
	/** All tools of the account, or those with these IDs or names. */
	actions?: 'all' | string[];
	instructions?: string[];
	dataFields?: DataField[];
	dataWebhookUrl?: string | null;
	firstMessage?: string | null;
	voice?: string | null;
	/** Of a new agent only. */
	model?: string;
}

/** BCP 47, of which Ultravox takes 16 characters (ultravox.md §2.1). */
const LANGUAGE = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/;
const LONGEST_LANGUAGE = 16;

/** A tool by ID, or by the name the model knows it by (ultravox.md §7.1): a UUID is one of those. */
const TOOL = /^[a-zA-Z0-9_-]{1,64}$/;

const FIELD_NAME = /^[\p{L}\p{N}][\p{L}\p{N} _.'/&-]{0,59}$/u;

/** The prompt has it in one line. */
function oneLine(fields: Parameters, name: string, most: number): string | null {
	const text = fields.optionalText(name) ?? null;
	if (text === null) return null;
	if (/[\r\n]/.test(text)) throw fields.problem(name, 'has several lines', 'Write it in one line');
	if (text.length <= most) return text;
	throw fields.problem(name, `has ${text.length} characters, and may have ${most}`);
}

function languages(fields: Parameters): string[] {
	const codes = [...new Set(fields.texts('language'))];
	const bad = codes.find((code) => !LANGUAGE.test(code) || code.length > LONGEST_LANGUAGE);
	if (bad === undefined) return codes;
	throw fields.problem(
		'language',
		`has no language code: '${bad}'`,
		'Write it as de or de-AT; several with commas between them, the main one first',
	);
}

function instructions(fields: Parameters): string[] {
	const value = fields.raw('instructions');
	// One text has an instruction in each line; the texts of a list may have several lines.
	const parts: unknown[] = Array.isArray(value)
		? value
		: (fields.givenText('instructions') ?? '').split(/\r\n?|\n/);
	const texts = parts.map((part) => {
		if (typeof part !== 'string') throw fields.problem('instructions', 'are not a list of texts');
		return part.replace(/\r\n?/g, '\n').trim();
	});
	const all = texts.filter((text) => text !== '');
	if (!all.some(hasMarker)) return all;
	throw fields.problem(
		'instructions',
		'have a line that begins or ends the settings of the phone agent',
		'Remove it: that part of the prompt is written from the other fields',
	);
}

function dataFields(fields: Parameters): DataField[] {
	const found = new Map<string, DataField>();
	for (const row of fields.rows('dataCollectionFields')) {
		const name = row.text('name');
		if (!FIELD_NAME.test(name) || isLabel(name)) {
			throw row.problem(
				'name',
				`cannot be '${name}'`,
				'Use at most 60 letters, digits and blanks, such as appointment day',
			);
		}
		const key = name.toLowerCase();
		if (found.has(key)) throw row.problem('name', `has '${name}' twice`);
		const type = (row.optionalChoice('type') ?? 'text') as DataFieldType;
		found.set(key, { name, type, description: oneLine(row, 'description', 500) ?? '' });
	}
	return [...found.values()];
}

function actions(fields: Parameters): AgentChanges['actions'] {
	const choice = fields.optionalChoice('actions');
	if (choice === 'all') return 'all';
	if (choice === 'none') return [];
	const ids = [...new Set(fields.texts('actionIds'))];
	const bad = ids.find((id) => !TOOL.test(id));
	if (bad !== undefined) {
		throw fields.problem('actionIds', `has no ID and no name of a tool: '${bad}'`);
	}
	if (ids.length > 0 || choice === undefined) return ids;
	throw fields.problem('actionIds', 'is empty', "Choose actions, or 'None' above");
}

function webhookUrl(fields: Parameters): string | null {
	const name = 'dataCollectionWebhookUrl';
	return fields.optionalUrl(name) === undefined ? null : oneLine(fields, name, 2000);
}

/** At most 64 characters (ultravox.md §4.1). */
export function agentName(parameters: Parameters): string {
	const name = parameters.text('name');
	if (/[\r\n]/.test(name)) throw parameters.problem('name', 'has several lines');
	if (name.length <= 64) return name;
	throw parameters.problem('name', `has ${name.length} characters, and may have 64`);
}

const readers: {
	[Key in keyof Required<AgentChanges>]: [string, (fields: Parameters) => unknown];
} = {
	name: ['name', agentName],
	type: ['type', (fields) => fields.choice('type')],
	languages: ['language', languages],
	accent: ['accent', (fields) => oneLine(fields, 'accent', 100)],
	handoffNumber: [
		'handoffPhoneNumber',
		(fields) => fields.optionalPhoneNumber('handoffPhoneNumber') ?? null,
	],
	interruptible: ['interruptible', (fields) => fields.optionalFlag('interruptible') ?? true],
	actions: ['actions', actions],
	instructions: ['instructions', instructions],
	dataFields: ['dataCollectionFields', dataFields],
	dataWebhookUrl: ['dataCollectionWebhookUrl', webhookUrl],
	firstMessage: ['firstMessage', (fields) => fields.optionalText('firstMessage') ?? null],
	voice: ['voice', (fields) => fields.optionalId('voice') ?? null],
	model: ['model', (fields) => fields.optionalId('model')],
};

/** An expression may give the actions alone: a list, which may be empty. */
const isGiven = (fields: Parameters, name: string) =>
	fields.has(name) || (name === 'actions' && fields.has('actionIds'));

/**
 * What was given in a collection of fields.
 * @throws InputProblem for what cannot be
 */
export function readChanges(fields: Parameters): AgentChanges {
	const given = Object.entries(readers)
		.filter(([, [name]]) => isGiven(fields, name))
		.map(([key, [, read]]) => [key, read(fields)] as const);
	return Object.fromEntries(given.filter(([, value]) => value !== undefined)) as AgentChanges;
}
