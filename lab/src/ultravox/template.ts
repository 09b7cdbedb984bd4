import type { JsonObject } from './jsonValue';
import { isJsonObject, valueAt } from './jsonValue';

const VARIABLE = /\{\{\s*([A-Za-z_][A-Za-z0-9_.]*)\s*\}\}/g;

/** The names in `{{…}}` of all strings inside a value, in order, each once (ultravox.md §4.2). */
export function templateVariables(value: unknown): string[] {
	const names = new Set<string>();
	const visit = (part: unknown): void => {
		if (typeof part === 'string') {
			for (const [, name] of part.matchAll(VARIABLE)) if (name !== undefined) names.add(name);
		} else if (Array.isArray(part)) part.forEach(visit);
		else if (isJsonObject(part)) Object.values(part).forEach(visit);
	};
	visit(value);
	return [...names];
}

/** Fills `{{variables}}` from the context; what the context lacks becomes empty, as mustache does. */
export function renderTemplate(text: string, context: JsonObject): string {
	return text.replaceAll(VARIABLE, (_, name: string) => {
		const value = valueAt(context, name);
		if (value === undefined || value === null) return '';
		return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
	});
}
