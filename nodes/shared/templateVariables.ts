import type { IDataObject } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from './forbiddenKeys';
import { isObject } from './operations/values';

/** Names of at most 200 characters: nothing that long is a variable, and hostile texts stay cheap. */
const VARIABLE = /\{\{\{?\s{0,50}(?:&\s{0,50})?([A-Za-z_][\w.-]{0,199})\s{0,50}\}?\}\}/g;
const PATH = /^[\w-]+(?:\.[\w-]+)*$/;

/** Every text in a value, however deep. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	if (Array.isArray(value)) return value.flatMap(textsIn);
	return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}

/** The parts of an agent's template in which Ultravox fills variables in (ultravox.md §4.2). */
function templatedTexts(template: IDataObject): string[] {
	const { systemPrompt, languageHint, timeExceededMessage, inactivityMessages } = template;
	// Whether greetings are filled in is UNCONFIRMED: a variable in one is asked for all the same.
	const parts = [systemPrompt, languageHint, timeExceededMessage, inactivityMessages];
	return textsIn([...parts, template.firstSpeakerSettings, template.selectedTools]);
}

/** A template variable of an agent. */
export interface TemplateVariable {
	/** With dots between its levels. */
	name: string;
	/** The type its schema says, if it says one. */
	type?: string;
	/** Whether the schema demands it. */
	required: boolean;
}

/** The variables in a JSON schema: what is no group of others. */
function schemaVariables(schema: IDataObject, path: string, isNeeded: boolean): TemplateVariable[] {
	const required = Array.isArray(schema.required) ? (schema.required as unknown[]) : [];
	return Object.entries(isObject(schema.properties) ? schema.properties : {}).flatMap(
		([key, value]) => {
			const property = isObject(value) ? value : {};
			const name = path === '' ? key : `${path}.${key}`;
			const needed = isNeeded && required.includes(key);
			const inside = schemaVariables(property, name, needed);
			if (inside.length > 0) return inside;
			const { type } = property;
			return [{ name, required: needed, ...(typeof type === 'string' ? { type } : {}) }];
		},
	);
}

/** The groups a dotted name lies in: of `a.b.c`, these are `a` and `a.b`. */
const groupsOf = (name: string): string[] =>
	[...name.matchAll(/\./g)].map(({ index }) => name.slice(0, index));

/**
 * The variables that calls with an agent can, or have to, give values for: those of its context schema, and those that stand in
 * its texts as `{{name}}` (ultravox.md §4.2). In the order in which they come.
 */
export function templateVariables(template: IDataObject): TemplateVariable[] {
	const schema = isObject(template.contextSchema) ? template.contextSchema : {};
	const known = schemaVariables(schema, '', true);
	const names = new Set(known.map(({ name }) => name));
	const groups = new Set(known.flatMap(({ name }) => groupsOf(name)));
	for (const text of templatedTexts(template)) {
		for (const [, name = ''] of text.matchAll(VARIABLE)) {
			if (!PATH.test(name) || name.startsWith('ultravox.')) continue;
			if (names.has(name) || groups.has(name)) continue;
			names.add(name);
			for (const group of groupsOf(name)) groups.add(group);
			known.push({ name, required: false });
		}
	}
	return known.filter(({ name }) => !groups.has(name));
}

/**
 * An object of named values: a dotted name makes nested objects.
 * @param problem makes the error of a name that cannot be used, from the words after the input's label
 */
export function nestedValues(
	values: ReadonlyArray<readonly [name: string, value: unknown]>,
	problem: (words: string) => Error,
): IDataObject {
	const all: IDataObject = {};
	for (const [name, value] of values) {
		const path = name.trim().split('.');
		if (path.some((part) => part === '' || FORBIDDEN_KEYS.has(part))) {
			throw problem(`has an unusable name: '${name}'`);
		}
		let target = all;
		for (const part of path.slice(0, -1)) {
			const inside = Object.keys(target).includes(part) ? target[part] : {};
			if (!isObject(inside)) throw problem(`uses '${part}' both as a value and as a group`);
			target[part] = inside;
			target = inside;
		}
		const last = path[path.length - 1] as string;
		if (Object.keys(target).includes(last))
			throw problem(`has '${name}' twice, or as a group, too`);
		target[last] = value as IDataObject[string];
	}
	return all;
}
