import type { ContractCase } from '../../operations/contractCase';
import type { PanelNames } from '../../operations/coverage';
import { documentOperation, documentOperations } from '../../support/ultravoxContract';

/** Which operations of the node reach an operation of the vendor's document, by their cases. */
export function reachedBy(cases: ContractCase[], names: PanelNames): Map<string, Set<string>> {
	const reached = new Map(documentOperations().map((name) => [name, new Set<string>()]));
	for (const { resource, operation, requests } of cases) {
		for (const { method, path } of requests) {
			if (!path.startsWith('/api/')) continue;
			const name = documentOperation(method, path);
			const shown = `${names.get(resource) ?? resource} > ${names.get(`${resource}.${operation}`) ?? operation}`;
			if (name !== undefined) reached.get(name)?.add(shown);
		}
	}
	return reached;
}

/** The table of all operations of the document: what reaches each, or why nothing does. */
export function documentTable(
	reached: Map<string, Set<string>>,
	unreached: Record<string, string>,
): string {
	const rows = [...reached].map(([name, operations]) => {
		const how =
			operations.size > 0 ? [...operations].sort().join('; ') : `- (${unreached[name] ?? ''})`;
		return `| \`${name}\` | ${how} |`;
	});
	return ["| Ultravox's document | Operation of the node |", '| --- | --- |', ...rows].join('\n');
}
