import { z } from 'zod';

/** What is written down about one setting beside its type: for the environment, the docs and the words of a fault. */
export interface SettingFacts {
	/** Environment variable. */
	variable: string;
	/** Continues "<variable> must be ": what the value has to be. */
	wants: string;
	/** One sentence for the table in the docs. */
	help: string;
}

/** All settings, by their schema. */
export const settings = z.registry<SettingFacts>();

/**
 * A setting of the bridge. Defaults and optionality belong into `schema`, which is registered as it is.
 * @param wants continues "<variable> must be "; its first words say what the value has to be
 */
export function setting<Schema extends z.ZodType>(
	schema: Schema,
	variable: string,
	wants: string,
	help: string,
): Schema {
	settings.add(schema, { variable, wants, help });
	return schema;
}

/** The longest time a timer of Node.js takes; a longer one ends after 1 ms. */
export const LONGEST_MS = 2 ** 31 - 1;

/** A setting that is a time in milliseconds. */
export function milliseconds(variable: string, fallback: number, help: string) {
	return setting(
		z.number().int().min(1).max(LONGEST_MS).default(fallback),
		variable,
		'a whole number of milliseconds from 1 to 2147483647, which is 24 days',
		help,
	);
}

/** A setting that is a number of things, at least one. */
export function count(variable: string, fallback: number, help: string) {
	return setting(
		z.number().int().min(1).default(fallback),
		variable,
		'a whole number, 1 or more',
		help,
	);
}

/** A setting, where it stands in the configuration and what it is for. */
export interface PlacedSetting extends SettingFacts {
	path: string[];
	schema: z.ZodType;
}

/** Every setting in a schema of (nested) objects, in the order of its fields. */
export function settingsIn(schema: z.ZodType, path: string[] = []): PlacedSetting[] {
	const facts = settings.get(schema);
	if (facts) return [{ ...facts, path, schema }];
	const inner = unwrapped(schema);
	if (!(inner instanceof z.ZodObject)) return [];
	return Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
		settingsIn(field, [...path, name]),
	);
}

/** The type behind defaults and `optional`. */
export function unwrapped(schema: z.ZodType): z.ZodType {
	if (
		schema instanceof z.ZodDefault ||
		schema instanceof z.ZodPrefault ||
		schema instanceof z.ZodOptional
	) {
		return unwrapped(schema.unwrap() as z.ZodType);
	}
	return schema;
}
