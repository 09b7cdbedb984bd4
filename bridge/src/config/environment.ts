import { z } from 'zod';
import { unwrapped, type PlacedSetting } from './setting';

/** Environment variables, as `process.env` gives them. */
export type Environment = Record<string, string | undefined>;

/**
 * Settings in the shape of BridgeSettings, unchecked: `readConfig` judges them. Empty variables count as absent.
 */
export function settingsFromEnvironment(
	environment: Environment,
	known: readonly PlacedSetting[],
): Record<string, unknown> {
	const found: Record<string, unknown> = {};
	for (const { variable, path, schema } of known) {
		const text = environment[variable]?.trim();
		if (text !== undefined && text !== '') place(found, path, valueOf(text, unwrapped(schema)));
	}
	return found;
}

const SWITCHES: Record<string, boolean> = { true: true, false: false, '1': true, '0': false };

/** The text as the type wants it; what cannot be read as that stays text, which the type then refuses. */
function valueOf(text: string, type: z.ZodType): unknown {
	if (type instanceof z.ZodNumber) return Number(text);
	if (type instanceof z.ZodBoolean) return SWITCHES[text.toLowerCase()] ?? text;
	if (!(type instanceof z.ZodArray)) return text;
	return text
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

function place(target: Record<string, unknown>, path: string[], value: unknown): void {
	const [name = '', ...rest] = path;
	if (rest.length === 0) target[name] = value;
	else place((target[name] ??= {}) as Record<string, unknown>, rest, value);
}
