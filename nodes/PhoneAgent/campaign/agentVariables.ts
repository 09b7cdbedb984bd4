import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/operations/values';
import { nestedValues, templateVariables } from '../../shared/templateVariables';

/** The template variables of an agent (ultravox.md §4.2). */
export interface AgentVariables {
	/** With dots between their levels. */
	names: string[];
	/** Those that a call cannot do without: a text holds them, or the agent's schema demands them. */
	needed: ReadonlySet<string>;
}

/** @param agent as Ultravox gives it */
export function agentVariables({ callTemplate }: IDataObject): AgentVariables {
	const template = isObject(callTemplate) ? callTemplate : {};
	const all = templateVariables(template);
	const inTexts = new Set(
		templateVariables({ ...template, contextSchema: null }).map(({ name }) => name),
	);
	return {
		names: all.map(({ name }) => name),
		needed: new Set(
			all.filter(({ name, required }) => required || inTexts.has(name)).map(({ name }) => name),
		),
	};
}

/** What is wrong with a row that has no values for these variables. */
export const needsValues = (missing: readonly string[]): string =>
	`The agent needs a value for ${missing.map((name) => `{{${name}}}`).join(', ')}`;

/** The value at a dotted name: of a field of that very name, or of one inside another. */
function valueAt(fields: IDataObject, name: string): unknown {
	if (Object.keys(fields).includes(name)) return fields[name];
	return name.split('.').reduce<unknown>((inside, part) => {
		return isObject(inside) && Object.keys(inside).includes(part) ? inside[part] : undefined;
	}, fields);
}

const isEmpty = (value: unknown) =>
	value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** One object of two: where both have a value, the second one's. */
function merged(some: IDataObject, others: IDataObject): IDataObject {
	const all = { ...some };
	for (const [key, value] of Object.entries(others)) {
		const before = all[key];
		all[key] = isObject(before) && isObject(value) ? merged(before, value) : value;
	}
	return all;
}

/**
 * The values of an agent's variables for one row: the ones given, and else the item's field of the same name.
 * @returns also the names that are needed and have no value
 */
export function rowContext(
	{ names, needed }: AgentVariables,
	given: IDataObject,
	fields: IDataObject,
): { templateContext: IDataObject; missing: string[] } {
	const fromItem = names
		.filter((name) => valueAt(given, name) === undefined)
		.map((name) => [name, valueAt(fields, name)] as const)
		.filter(([, value]) => !isEmpty(value));
	const filled = nestedValues(fromItem, (words) => new Error(`The agent ${words}`));
	const templateContext = merged(filled, given);
	return {
		templateContext,
		missing: [...needed].filter((name) => isEmpty(valueAt(templateContext, name))),
	};
}
