import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { repositoryRoot } from '../../engine/support/packageSource';

/** The file with the output schema that the editor shows for an operation (n8n.md §3.10). */
export const schemaFile = (node: string, resource: string, operation: string) =>
	join(repositoryRoot(), 'nodes', node, '__schema__', 'v1.0.0', resource, `${operation}.json`);

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });

/** What of an item is not as its schema says; [] when nothing is. A missing schema is one. */
export function schemaFaults(
	node: string,
	resource: string,
	operation: string,
	item: unknown,
): string[] {
	const file = schemaFile(node, resource, operation);
	if (!existsSync(file)) return [`there is no schema ${resource}/${operation}.json`];
	const schema = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	const key = `${node}/${resource}/${operation}`;
	// n8n gives schemas a `version`, which JSON Schema does not know.
	const known = { ...schema };
	delete known.version;
	const validate = ajv.getSchema(key) ?? ajv.compile({ $id: key, ...known });
	if (validate(item)) return [];
	return (validate.errors ?? []).map(
		({ instancePath, message }) => `${instancePath} ${message ?? ''}`,
	);
}
