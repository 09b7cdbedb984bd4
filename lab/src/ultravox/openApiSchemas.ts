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

const OCTET = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const IPV4_CIDR = new RegExp(`^(?:${OCTET}\\.){3}${OCTET}/(?:3[0-2]|[12]?\\d)$`);

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
		return [...this.#fields('request', schema, value, [])]
			.filter(({ property }) => property === undefined || property.readOnly === true)
			.map(({ path }) => path);
	}

	/** The paths of all fields of an answer that only clients write: secrets. */
	writeOnlyFields(schema: unknown, value: unknown): string[][] {
		return [...this.#fields('response', schema, value, [])]
			.filter(({ property }) => property?.writeOnly === true)
			.map(({ path }) => path);
	}

	/** All fields of objects whose fields the document names, with what it says of each; in a request not those within a read-only one. */
	*#fields(
		direction: Direction,
		schema: unknown,
		value: unknown,
		path: string[],
	): Generator<{ path: string[]; property: JsonObject | undefined }> {
		const { properties, additional, items } = this.#shape(schema);
		if (Array.isArray(value)) {
			if (items === undefined) return;
			for (const [index, item] of value.entries()) {
				yield* this.#fields(direction, items, item, [...path, String(index)]);
			}
			return;
		}
		if (!isJsonObject(value) || (!properties && additional === undefined)) return;
		for (const [key, child] of Object.entries(value)) {
			const property = properties?.[key];
			const here = [...path, key];
			if (property === undefined && additional !== undefined) {
				yield* this.#fields(direction, additional, child, here);
				continue;
			}
			const known = property === undefined ? undefined : asJsonObject(property);
			yield { path: here, property: known };
			if (known && !(direction === 'request' && known.readOnly === true)) {
				yield* this.#fields(direction, known, child, here);
			}
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
	ajv.addFormat('ipv4-cidr', IPV4_CIDR);
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
