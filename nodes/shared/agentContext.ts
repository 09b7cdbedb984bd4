import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from './forbiddenKeys';
import { fromProviderNumber } from './phoneNumber';
import type { PlivoParameters } from './plivoSignature';

/** A name and a value, as the fixed collections of the panel give them. */
export interface NamedValue {
	name?: string;
	value?: unknown;
}

const one = (value: string | string[] | undefined): string | undefined =>
	Array.isArray(value) ? value[0] : value;

/** The custom SIP headers of the other side: `X-PH-Account` is given as `Account` (plivo.md §6.1). */
export function sipHeaders(fields: PlivoParameters): IDataObject {
	const headers: IDataObject = {};
	for (const [key, value] of Object.entries(fields)) {
		const match = /^X-PH-(.+)$/i.exec(key);
		const name = match?.[1];
		if (name && !FORBIDDEN_KEYS.has(name)) headers[name] = one(value) ?? '';
	}
	return headers;
}

/** The ticked call fields as template variables; a fact Plivo did not send is ''. */
export function callFieldContext(names: string[], fields: PlivoParameters): IDataObject {
	const text = (key: string) => one(fields[key]) ?? '';
	const number = (key: string) => (text(key) === '' ? '' : fromProviderNumber(text(key)));
	const facts: { [name: string]: () => IDataObject | string } = {
		callUuid: () => text('CallUUID'),
		callerName: () => text('CallerName'),
		countryCode: () => text('CountryCode'),
		forwardedFrom: () => number('ForwardedFrom'),
		from: () => number('From'),
		sipHeaders: () => sipHeaders(fields),
		to: () => number('To'),
	};
	const context: IDataObject = {};
	for (const name of names) {
		const fact = facts[name];
		if (fact) context[name] = fact();
	}
	return context;
}

/**
 * Puts named values into an object; a dotted name makes nested objects (U0.7, P2.13).
 * @throws NodeOperationError for an empty or unusable name, or one that is both a value and a parent
 */
export function nestedContext(
	node: INode,
	values: NamedValue[],
	base: IDataObject = {},
): IDataObject {
	for (const { name, value } of values) {
		const path = String(name ?? '')
			.trim()
			.split('.');
		if (path.some((part) => part === '' || FORBIDDEN_KEYS.has(part))) {
			throw new NodeOperationError(
				node,
				`'Template Context' has an unusable name: '${String(name ?? '')}'`,
				{
					description: 'A name is letters, digits and _, with dots between the levels',
				},
			);
		}
		let target = base;
		for (const part of path.slice(0, -1)) {
			const existing = target[part];
			if (existing !== undefined && (typeof existing !== 'object' || existing === null)) {
				throw new NodeOperationError(
					node,
					`'Template Context' uses '${part}' both as a value and as a group ('${path.join('.')}')`,
				);
			}
			target[part] = existing ?? {};
			target = target[part] as IDataObject;
		}
		target[path[path.length - 1] as string] = value as IDataObject[string];
	}
	return base;
}

/**
 * Metadata of an Ultravox call from the panel: text values only, and no key of Ultravox's own (ultravox.md §2.1).
 * @throws NodeOperationError
 */
export function metadataFrom(node: INode, values: NamedValue[]): IDataObject {
	const metadata: IDataObject = {};
	for (const { name, value } of values) {
		const key = String(name ?? '').trim();
		if (key === '' || FORBIDDEN_KEYS.has(key) || key.startsWith('ultravox.')) {
			throw new NodeOperationError(node, `'Metadata' has an unusable key: '${key}'`, {
				description: "A key is not empty and does not begin with 'ultravox.'",
			});
		}
		metadata[key] = typeof value === 'string' ? value : JSON.stringify(value ?? '');
	}
	return metadata;
}
