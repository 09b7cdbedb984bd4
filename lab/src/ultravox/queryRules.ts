import { validationError } from './apiErrors';
import { asJsonObject, isJsonObject } from './jsonValue';
import type { OpenApiOperation } from './openApiDocument';
import { moment, timeOfDay } from './queryValues';
import { durationMs } from './ultravoxDuration';
import type { UltravoxVariants } from './ultravoxVariants';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** The schema only says that they are text (ultravox.md §2.3). */
const DURATIONS = ['durationMin', 'durationMax'];
/** Of lists whose schema names none (ultravox.md §1.1). */
const LARGEST_PAGE = 100;

/**
 * Values that the vendor's document does not allow for a query parameter are refused. Where its prose allows more
 * than its schema (a bare date as a time), that counts.
 *
 * @throws ApiError 400
 */
export function checkQuery(
	operation: OpenApiOperation,
	url: URL,
	{ variants }: { variants: UltravoxVariants },
): void {
	const problems = Object.entries(operation.querySchemas).flatMap(([name, schema]) =>
		url.searchParams
			.getAll(name)
			.flatMap((value) => (isList(schema) ? value.split(',') : [value]))
			.map((value) => ({ path: [name], message: problem(name, value, schema, variants) }))
			.filter((one): one is { path: string[]; message: string } => one.message !== undefined),
	);
	if (problems.length > 0) throw validationError(problems, variants.errorShape);
}

function isList(schema: unknown): boolean {
	return isJsonObject(asJsonObject(schema).items);
}

function problem(
	name: string,
	value: string,
	schema: unknown,
	variants: UltravoxVariants,
): string | undefined {
	const { items, enum: choices, type, format, minLength, minimum, maximum } = asJsonObject(schema);
	if (items !== undefined) return problem(name, value, items, variants);
	if (Array.isArray(choices)) {
		return choices.includes(value) ? undefined : `"${value}" is not a valid choice.`;
	}
	if (format === 'uuid' && !UUID.test(value)) return 'Must be a valid UUID.';
	if (format === 'date' && !isDate(value)) return 'Date has wrong format. Use YYYY-MM-DD.';
	if (format === 'date-time' && moment(value, 'start') === undefined) {
		return 'Must be a date, with or without a time.';
	}
	if (format === 'time' && timeOfDay(value) === undefined) return 'Must be a time: HH:MM:SS.';
	if (DURATIONS.includes(name) && durationMs(value) === undefined) return 'Must be a duration.';
	if (type === 'boolean' && !/^(?:true|false|1|0)$/i.test(value)) return 'Must be a valid boolean.';
	if (type === 'integer') return numberProblem(name, value, { minimum, maximum }, variants);
	const isTooShort = typeof minLength === 'number' && value.length < minLength;
	return isTooShort ? 'This field may not be blank.' : undefined;
}

function isDate(value: string): boolean {
	return DATE.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
}

function numberProblem(
	name: string,
	value: string,
	{ minimum, maximum }: { minimum: unknown; maximum: unknown },
	variants: UltravoxVariants,
): string | undefined {
	const number = Number(value);
	if (value.trim() === '' || !Number.isInteger(number)) return 'A valid integer is required.';
	const refusesLarge = name === 'pageSize' && variants.oversizedPage === 'refuse';
	const most = maximum ?? (refusesLarge ? LARGEST_PAGE : undefined);
	if (typeof most === 'number' && number > most) return `Must be at most ${most}.`;
	return typeof minimum === 'number' && number < minimum
		? `Must be at least ${minimum}.`
		: undefined;
}
