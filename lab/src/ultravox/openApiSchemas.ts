import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { JsonObject } from './jsonValue';
import { asJsonObject, isJsonObject } from './jsonValue';
import type { OpenApiDocument } from './openApiDocument';

type Direction = 'request' | 'response';

const NOT_JSON_SCHEMA = new Set([
	'nullable',
	'readOnly',
	'writeOnly',
	'deprecated',
	'example',
	'description',
	'xml',
	'discriminator',
]);

/**
 * Where the vendor's document contradicts itself: `Call.agent` is required and not nullable, though a
 * call made by `POST /api/calls` has no agent (its sibling `agentId` is nullable).
 */
const NULLABLE_IN_PRACTICE: Record<string, string> = { Call: 'agent' };

/** Schemas that name only some of the fields they take: a data message has those of its type (§2.3). */
const OPEN_SCHEMAS = new Set(['SendCallDataMessage']);

/** Validates bodies against schemas of the vendor's OpenAPI 3.0 document. */
export class OpenApiSchemas {
	readonly #ajv: Record<Direction, Ajv>;
	readonly #validators = new Map<string, ValidateFunction>();

	constructor(readonly document: OpenApiDocument) {
		this.#ajv = {
			request: createAjv(document, 'request'),
			response: createAjv(document, 'response'),
		};
	}

	/** What is wrong with a body, [] when nothing is. `schema` is a schema object of the document. */
	errors(direction: Direction, schema: unknown, value: unknown): ErrorObject[] {
		const key = `${direction} ${JSON.stringify(schema)}`;
		let validate = this.#validators.get(key);
		if (!validate) {
			validate = this.#ajv[direction].compile(asJsonObject(convert(schema, direction)));
			this.#validators.set(key, validate);
		}
		return validate(value) ? [] : [...(validate.errors ?? [])];
	}

	/** The paths of all fields the schema does not know or that only the server writes. */
	foreignFields(schema: unknown, value: unknown): string[][] {
		const found: string[][] = [];
		this.#visit(schema, value, [], found);
		return found;
	}

	#visit(schema: unknown, value: unknown, path: string[], found: string[][]): void {
		const { properties, additional, items } = this.#shape(schema);
		if (Array.isArray(value)) {
			if (items !== undefined) {
				value.forEach((item, index) => this.#visit(items, item, [...path, String(index)], found));
			}
			return;
		}
		if (!isJsonObject(value) || (!properties && additional === undefined)) return;
		for (const [key, child] of Object.entries(value)) {
			const property = properties?.[key];
			const here = [...path, key];
			if (property !== undefined) {
				if (asJsonObject(property).readOnly === true) found.push(here);
				else this.#visit(property, child, here, found);
			} else if (additional === undefined) found.push(here);
			else this.#visit(additional, child, here, found);
		}
	}

	/** A schema's own fields, through `$ref` and `allOf`. */
	#shape(schema: unknown): { properties?: JsonObject; additional?: unknown; items?: unknown } {
		const object = asJsonObject(schema);
		if (typeof object.$ref === 'string') {
			const name = object.$ref.split('/').pop() ?? '';
			return OPEN_SCHEMAS.has(name) ? {} : this.#shape(this.document.schemas[name]);
		}
		if (Array.isArray(object.allOf) && object.allOf.length === 1)
			return this.#shape(object.allOf[0]);
		return {
			...(isJsonObject(object.properties) ? { properties: object.properties } : {}),
			...(isJsonObject(object.additionalProperties)
				? { additional: object.additionalProperties }
				: {}),
			...(object.items === undefined ? {} : { items: object.items }),
		};
	}
}

function createAjv(document: OpenApiDocument, direction: Direction): Ajv {
	const ajv = new Ajv({ allErrors: true, strict: false });
	addFormats(ajv);
	// The generator of the vendor's document writes `format: enum` beside every enum.
	ajv.addFormat('enum', true);
	const schemas = Object.fromEntries(
		Object.entries(document.schemas).map(([name, schema]) => {
			const nullable = direction === 'response' ? NULLABLE_IN_PRACTICE[name] : undefined;
			return [name, convert(nullable ? withNullable(schema, nullable) : schema, direction)];
		}),
	);
	ajv.addSchema({ $id: 'ultravox', components: { schemas } });
	return ajv;
}

function withNullable(schema: unknown, property: string): JsonObject {
	const object = asJsonObject(schema);
	const properties = asJsonObject(object.properties);
	return {
		...object,
		properties: {
			...properties,
			[property]: { ...asJsonObject(properties[property]), nullable: true },
		},
	};
}

/** OpenAPI 3.0 schema -> JSON Schema, for one direction (readOnly / writeOnly properties). */
function convert(schema: unknown, direction: Direction): unknown {
	if (Array.isArray(schema)) return schema.map((part) => convert(part, direction));
	if (!isJsonObject(schema)) return schema;
	const converted: JsonObject = {};
	for (const [key, value] of Object.entries(schema)) {
		if (NOT_JSON_SCHEMA.has(key)) continue;
		if (key === '$ref') converted.$ref = `ultravox${String(value)}`;
		else if (key === 'properties') converted.properties = convertProperties(value, direction);
		else if (key === 'required') converted.required = requiredIn(schema, direction);
		else if (key === 'enum' || key === 'default') converted[key] = value;
		else converted[key] = convert(value, direction);
	}
	return schema.nullable === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function convertProperties(properties: unknown, direction: Direction): JsonObject {
	return Object.fromEntries(
		Object.entries(asJsonObject(properties))
			.filter(([, schema]) => !isHidden(schema, direction))
			.map(([name, schema]) => [name, convert(schema, direction)]),
	);
}

function requiredIn(schema: JsonObject, direction: Direction): unknown[] {
	const properties = asJsonObject(schema.properties);
	const required = Array.isArray(schema.required) ? schema.required : [];
	return required.filter((name) => !isHidden(properties[String(name)], direction));
}

function isHidden(schema: unknown, direction: Direction): boolean {
	return asJsonObject(schema)[direction === 'request' ? 'readOnly' : 'writeOnly'] === true;
}
