import type { IDataObject, INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { TextParameters } from './textParameters';
import { isObject, parsedJson } from './values';

/** Least and greatest value of a number, both allowed. */
export interface Bounds {
	min?: number;
	max?: number;
}

/**
 * What the user gave for the parameters of one operation, for one item. Every getter checks, and throws an InputProblem that
 * names the parameter by its label; `optional...` gives undefined for what is absent or blank. Expressions may give any type.
 */
export class Parameters extends TextParameters {
	flag(name: string): boolean {
		return this.optionalFlag(name) ?? false;
	}

	optionalFlag(name: string): boolean | undefined {
		const value = this.raw(name);
		if (value === undefined || value === '') return undefined;
		if (value === true || value === 'true') return true;
		if (value === false || value === 'false') return false;
		throw this.problem(name, 'is neither true nor false');
	}

	/** A whole number within bounds. */
	integer(name: string, bounds: Bounds = {}): number {
		const value = this.optionalInteger(name, bounds);
		if (value === undefined) throw this.problem(name, 'is empty');
		return value;
	}

	optionalInteger(name: string, bounds: Bounds = {}): number | undefined {
		const value = this.optionalNumber(name, bounds);
		if (value !== undefined && !Number.isInteger(value)) {
			throw this.problem(name, 'is not a whole number');
		}
		return value;
	}

	/** A number within bounds. */
	optionalNumber(
		name: string,
		{ min = -Infinity, max = Infinity }: Bounds = {},
	): number | undefined {
		const value = this.raw(name);
		if (value === undefined || value === '') return undefined;
		const number = typeof value === 'string' ? Number(value.trim() || NaN) : value;
		if (typeof number !== 'number' || Number.isNaN(number)) {
			throw this.problem(name, 'is not a number');
		}
		if (number < min || number > max) {
			const range =
				max === Infinity
					? `${min} or more`
					: min === -Infinity
						? `${max} or less`
						: `${min} to ${max}`;
			throw this.problem(name, `is ${number}, and has to be ${range}`);
		}
		return number;
	}

	/** A JSON object, as object or as text. */
	optionalObject(name: string): IDataObject | undefined {
		const value = this.raw(name);
		if (value === undefined || value === '') return undefined;
		const object: unknown = typeof value === 'string' ? parsedJson(value) : value;
		if (isObject(object)) return object as IDataObject;
		throw this.problem(name, 'is not a JSON object', 'Write it as {"name": "value"}');
	}

	/** A JSON list of objects, as list or as text; undefined when it is empty. */
	optionalObjects(name: string): IDataObject[] | undefined {
		const value = this.raw(name);
		if (value === undefined || value === '') return undefined;
		const list: unknown = typeof value === 'string' ? parsedJson(value) : value;
		const isList = Array.isArray(list) && list.every(isObject);
		if (!isList) {
			throw this.problem(name, 'is not a JSON list of objects', 'Write it as [{"name": "value"}]');
		}
		return list.length === 0 ? undefined : (list as IDataObject[]);
	}

	/** What was added in a collection; each of its fields is optional. */
	collection(name: string): Parameters {
		const property = this.properties.find((one) => one.name === name);
		const values = this.optionalObject(name) ?? {};
		return new Parameters((property?.options ?? []) as INodeProperties[], (key) => values[key]);
	}

	/** The rows of a fixed collection, in order. */
	rows(name: string, group = 'values'): Parameters[] {
		const property = this.properties.find((one) => one.name === name);
		const groups = (property?.options ?? []) as INodePropertyCollection[];
		const inside = groups.find((one) => one.name === group)?.values ?? [];
		const rows = [this.optionalObject(name)?.[group] ?? []].flat();
		return rows.filter(isObject).map((row) => new Parameters(inside, (key) => row[key]));
	}
}
