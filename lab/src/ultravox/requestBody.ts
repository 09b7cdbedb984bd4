import type { ErrorObject } from 'ajv';
import type { LabLog } from '../labLog';
import type { FieldProblem } from './apiErrors';
import { refusal, validationError } from './apiErrors';
import type { JsonObject } from './jsonValue';
import { isJsonObject } from './jsonValue';
import { MultipartBody } from './multipartBody';
import type { OpenApiOperation } from './openApiDocument';
import type { OpenApiSchemas } from './openApiSchemas';
import type { UltravoxVariants } from './ultravoxVariants';

/**
 * What is left of a request body once the vendor's document has had its say: violations refuse it,
 * unknown and read-only fields are dropped silently and noted in the lab's log.
 * @throws ApiError 400
 */
export function acceptBody(
	body: unknown,
	operation: OpenApiOperation,
	context: { schemas: OpenApiSchemas; variants: UltravoxVariants; log: LabLog },
): JsonObject {
	const form = body instanceof MultipartBody ? body : undefined;
	if (form && operation.multipartSchema === undefined) {
		throw refusal(415, 'Unsupported media type "multipart/form-data" in request.');
	}
	const schema = form ? operation.multipartSchema : operation.requestSchema;
	const value = form ? form.text : structuredClone(body ?? {});
	if (!isJsonObject(value)) {
		throw validationError(
			[{ path: [], message: 'Invalid data. Expected a JSON object.' }],
			context.variants.errorShape,
		);
	}
	for (const path of context.schemas.foreignFields(schema, value)) {
		remove(value, path);
		context.log.add({
			side: 'ultravox',
			kind: 'unknown-field',
			summary: `${operation.method.toUpperCase()} ${operation.path}: ${path.join('.')} was dropped`,
			detail: { field: path.join('.') },
		});
	}
	const errors = context.schemas.errors('request', schema, value);
	if (errors.length > 0) throw validationError(fieldProblems(errors), context.variants.errorShape);
	return form ? form.withFiles(value) : value;
}

function remove(root: unknown, path: string[]): void {
	const holder = path
		.slice(0, -1)
		.reduce<unknown>((value, key) => (value as JsonObject)[key], root) as JsonObject;
	Reflect.deleteProperty(holder, path.at(-1) ?? '');
}

/** ajv's findings as field and sentence; those about a combination are only echoes of their parts. */
export function fieldProblems(errors: ErrorObject[]): FieldProblem[] {
	const telling = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'oneOf');
	const seen = new Set<string>();
	return (telling.length > 0 ? telling : errors)
		.map((error) => fieldProblem(error))
		.filter(({ path, message }) => {
			const key = JSON.stringify([path, message]);
			return seen.has(key) ? false : Boolean(seen.add(key));
		});
}

function fieldProblem(error: ErrorObject): FieldProblem {
	const path = error.instancePath.split('/').slice(1).map(unescapePointer);
	const parameters = error.params as JsonObject;
	if (error.keyword === 'required') {
		return {
			path: [...path, String(parameters.missingProperty)],
			message: 'This field is required.',
		};
	}
	if (error.keyword === 'enum') return { path, message: 'Value is not a valid choice.' };
	return { path, message: `Invalid value: it ${error.message ?? 'is not allowed'}.` };
}

function unescapePointer(part: string): string {
	return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
