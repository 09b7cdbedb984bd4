import type { IDataObject } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from '../forbiddenKeys';
import type { DataField } from '../simpleAgent/read';

const LONGEST_NAME = 60;

/** The parameter in which Ultravox says which call a tool is used in; no field has this name. */
export const CALL_ID_PARAMETER = 'ultravoxCallId';

/** A name as models take it for a parameter: `appointment day` is `appointment_day`. */
function parameterName(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/[^\w-]+/g, '_')
		.replace(/^_+|_+$/g, '')
		.slice(0, LONGEST_NAME);
	return plain === '' || FORBIDDEN_KEYS.has(plain) ? 'field' : plain;
}

/** The parameters of the fields, in their order: the same for the same fields, and no name twice. */
export function fieldParameters(fields: readonly DataField[]): Array<[string, DataField]> {
	const taken = new Set([CALL_ID_PARAMETER.toLowerCase()]);
	return fields.map((field) => {
		const wanted = parameterName(field.name);
		let name = wanted;
		for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${wanted}_${count}`;
		taken.add(name.toLowerCase());
		return [name, field];
	});
}

const TYPES: Record<DataField['type'], IDataObject> = {
	text: { type: 'string' },
	number: { type: 'number' },
	boolean: { type: 'boolean' },
	date: { type: 'string', format: 'date' },
};

/** The JSON Schema of a field. */
export function fieldSchema({ name, description, type }: DataField): IDataObject {
	const words = description === '' ? name : `${name}: ${description}`;
	return { ...TYPES[type], description: type === 'date' ? `${words} (as YYYY-MM-DD)` : words };
}

/** An ISO date that exists. */
function isDate(text: string): boolean {
	const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
	return date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** What the model gave for a field, in the field's type; null for nothing, and for what is not of that type: nothing is guessed. */
export function fieldValue(
	type: DataField['type'],
	given: unknown,
): string | number | boolean | null {
	const text = typeof given === 'string' ? given.trim() : String(given);
	const isPlain = ['string', 'number', 'boolean'].includes(typeof given) && text !== '';
	if (!isPlain) return null;
	if (type === 'number') {
		return typeof given !== 'boolean' && Number.isFinite(Number(text)) ? Number(text) : null;
	}
	if (type === 'boolean') return { true: true, false: false }[text.toLowerCase()] ?? null;
	if (type === 'date') return isDate(text) ? text : null;
	return text;
}
