export type JsonObject = Record<string, unknown>;

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object itself, or an empty one. */
export function asJsonObject(value: unknown): JsonObject {
	return isJsonObject(value) ? value : {};
}

/** The value at a dotted path (`user.name`), undefined when a step is missing. */
export function valueAt(root: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((value, key) => (isJsonObject(value) ? value[key] : undefined), root);
}

/** Sets the value at a dotted path, making the objects on the way. */
export function setValueAt(root: JsonObject, path: string, value: unknown): void {
	const keys = path.split('.');
	const last = keys.pop();
	if (last === undefined) return;
	let target = root;
	for (const key of keys) {
		const next = target[key];
		const child = isJsonObject(next) ? next : {};
		target[key] = child;
		target = child;
	}
	target[last] = value;
}

/** Values of `changes` over those of `base`, objects merged key by key, everything else replaced. */
export function mergeDeep(base: JsonObject, changes: JsonObject): JsonObject {
	const merged: JsonObject = { ...base };
	for (const [key, value] of Object.entries(changes)) {
		const before = merged[key];
		merged[key] = isJsonObject(before) && isJsonObject(value) ? mergeDeep(before, value) : value;
	}
	return merged;
}

/** A copy without some of its fields. */
export function without<T extends object, K extends keyof T>(value: T, ...fields: K[]): Omit<T, K> {
	const copy: T = { ...value };
	for (const field of fields) Reflect.deleteProperty(copy, field);
	return copy;
}
