/** Says what is wrong with a value, or nothing. */
export type FieldCheck = (value: unknown) => string | undefined;

export interface FieldRule {
	required?: boolean;
	check: FieldCheck;
}

export interface FieldReading {
	/** The known fields that were sent. */
	values: Record<string, unknown>;
	/** Names of fields that the real API would silently drop. */
	unknown: string[];
	error?: string;
}

/** Checks the fields of a body or query against the rules; fields without a rule are left out. */
export function readFields(
	sent: Record<string, unknown>,
	rules: Record<string, FieldRule>,
): FieldReading {
	const values: Record<string, unknown> = {};
	const unknown = Object.keys(sent).filter((name) => !Object.hasOwn(rules, name));
	for (const [name, rule] of Object.entries(rules)) {
		const value = sent[name];
		if (value === undefined) {
			if (rule.required) return { values, unknown, error: `${name} parameter is missing` };
			continue;
		}
		const complaint = rule.check(value);
		if (complaint !== undefined) return { values, unknown, error: `${name} ${complaint}` };
		values[name] = value;
	}
	return { values, unknown };
}

export const anyText: FieldCheck = (value) =>
	typeof value === 'string' ? undefined : 'must be a string';

export const method: FieldCheck = (value) =>
	value === 'GET' || value === 'POST' ? undefined : 'must be GET or POST';

/** True and false, also as words: Plivo's SDKs send both. */
export const flag: FieldCheck = (value) =>
	[true, false, 'true', 'false'].includes(value as boolean) ? undefined : 'must be true or false';

export function readFlag(value: unknown): boolean {
	return value === true || value === 'true';
}

export const httpUrl: FieldCheck = (value) => {
	const url = typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;
	return url?.protocol === 'http:' || url?.protocol === 'https:' ? undefined : 'is not a valid URL';
};

/** An empty string takes the URL away. */
export const httpUrlOrEmpty: FieldCheck = (value) => (value === '' ? undefined : httpUrl(value));

export function oneOf(...allowed: string[]): FieldCheck {
	return (value) =>
		typeof value === 'string' && allowed.includes(value)
			? undefined
			: `must be one of ${allowed.join(', ')}`;
}

/** A whole number, also as digits in a string (queries have nothing else). */
export function wholeNumber(least: number, most: number): FieldCheck {
	return (value) => {
		const number =
			typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : (value as number);
		return Number.isInteger(number) && number >= least && number <= most
			? undefined
			: `must be between ${least} and ${most}`;
	};
}

export function pattern(expression: RegExp, complaint: string): FieldCheck {
	return (value) => (typeof value === 'string' && expression.test(value) ? undefined : complaint);
}
