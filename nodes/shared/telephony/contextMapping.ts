import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { FORBIDDEN_KEYS } from '../forbiddenKeys';
import type { Parameters } from '../operations/parameters';

/** Dotted paths of a provider's request, and the dotted path of the template context each goes to. */
export type ContextMapping = Record<string, string>;

export const requestContextMapping: INodeProperties = {
	displayName: 'Context Mapping',
	name: 'requestContextMapping',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	description:
		'What the agent is told of a call to your number: each field of the call becomes a template variable. The item shows an example.',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{
					displayName: 'Field of the Call',
					name: 'requestField',
					type: 'string',
					default: '',
					placeholder: 'e.g. From',
					description: 'As the provider names it; a dot leads into an object',
				},
				{
					displayName: 'Template Variable',
					name: 'contextField',
					type: 'string',
					default: '',
					placeholder: 'e.g. user.phone_number',
					description: 'What stands for it in the prompt; a dot makes a nested value',
				},
			],
		},
	],
};

export const previewSample: INodeProperties = {
	displayName: 'Preview Sample',
	name: 'previewSample',
	type: 'json',
	default: '{}',
	description:
		'The fields of a call as the provider sends them. The item then shows the template variables they give; a made-up call is used without it.',
	hint: 'It stays in n8n',
};

function dottedPath(row: Parameters, name: string): string {
	const path = row.text(name);
	if (path.split('.').some((part) => part.trim() === '' || FORBIDDEN_KEYS.has(part))) {
		throw row.problem(
			name,
			`is no usable path: '${path}'`,
			'Write names with dots between the levels, such as user.phone_number',
		);
	}
	return path;
}

/** A path that is also the beginning of another would be both a value and a group of values. */
function overlapping(paths: string[]): [string, string] | undefined {
	for (const [index, path] of paths.entries()) {
		const other = paths.find(
			(one, at) => at !== index && (one === path || one.startsWith(`${path}.`)),
		);
		if (other !== undefined) return [path, other];
	}
	return undefined;
}

/**
 * The mapping as Ultravox takes it (ultravox.md §5.1); undefined when the user did not add it, and empty to take it away.
 * @throws InputProblem for paths that cannot be, and for two fields that would take each other's place
 */
export function contextMapping(parameters: Parameters): ContextMapping | undefined {
	if (!parameters.has('requestContextMapping')) return undefined;
	const mapping = new Map<string, string>();
	for (const row of parameters.rows('requestContextMapping')) {
		const from = dottedPath(row, 'requestField');
		if (mapping.has(from)) throw row.problem('requestField', `has '${from}' twice`);
		mapping.set(from, dottedPath(row, 'contextField'));
	}
	const [path, other] = overlapping([...mapping.values()]) ?? [];
	if (path !== undefined) {
		const words = path === other ? `has '${path}' twice` : `has both '${path}' and '${other}'`;
		throw parameters.problem(
			'requestContextMapping',
			words,
			'A template variable is either a value or a group of values',
		);
	}
	return Object.fromEntries(mapping);
}

function valueAt(fields: IDataObject, path: string): unknown {
	if (path in fields) return fields[path];
	return path
		.split('.')
		.reduce<unknown>(
			(value, part) =>
				typeof value === 'object' && value !== null ? (value as IDataObject)[part] : undefined,
			fields,
		);
}

/**
 * The template context that a mapping makes of a provider's request (ultravox.md §5.1; peers.md U0.7). A field that the
 * request does not have gives nothing.
 */
export function previewContext(mapping: ContextMapping, fields: IDataObject): IDataObject {
	const context: IDataObject = {};
	for (const [from, to] of Object.entries(mapping)) {
		const value = valueAt(fields, from);
		if (value === undefined) continue;
		const parts = to.split('.');
		const last = parts.pop() ?? '';
		if ([...parts, last].some((part) => FORBIDDEN_KEYS.has(part))) continue;
		let group = context;
		for (const part of parts) {
			const inside = group[part];
			const next = typeof inside === 'object' && inside !== null ? (inside as IDataObject) : {};
			group[part] = next;
			group = next;
		}
		group[last] = value as IDataObject[string];
	}
	return context;
}
