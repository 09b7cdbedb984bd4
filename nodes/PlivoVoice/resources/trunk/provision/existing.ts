import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../../../../shared/operations/inputProblem';
import type { PlivoApi } from '../../../plivoApi';
import type { Part, PartIds } from './parts';

/** A part in a message: `inbound trunk 'Ultravox inbound' (20372631212782780)`. */
export const told = ({ kind, name }: Pick<Part, 'kind' | 'name'>, id?: string) =>
	`${kind} '${name}'${id === undefined ? '' : ` (${id})`}`;

/** The objects of a part's collection that bear its name: Plivo has no filter for it (plivo.md §2.4). */
export async function namedLike(api: PlivoApi, part: Part): Promise<IDataObject[]> {
	const all = await api.list({ path: part.path });
	return all.filter(({ name }) => name === part.name);
}

function same(part: Part, found: IDataObject[], ids: PartIds): string | undefined {
	const [existing, another] = found;
	if (existing === undefined) return undefined;
	if (another !== undefined) {
		throw new InputProblem(
			`Plivo has ${found.length} things called '${part.name}' where one ${part.kind} is looked for`,
			"Rename or delete all but one, or choose another 'Name'",
		);
	}
	const id = String(existing[part.idField]);
	const differences = part.differences(existing, ids);
	if (differences.length === 0) return id;
	throw new InputProblem(
		`The ${told(part, id)} exists already, but ${differences.join(', and ')}`,
		"What is there is never changed here, as calls may go through it. Change it with Update, ask for what it is, or choose another 'Name'.",
	);
}

/**
 * The parts that are there already.
 * @throws InputProblem when one has the name but other settings, or when two have the name
 */
export async function findExisting(api: PlivoApi, parts: readonly Part[]): Promise<PartIds> {
	const ids: PartIds = {};
	const collections = new Map<string, IDataObject[]>();
	for (const part of parts) {
		const all = collections.get(part.path) ?? (await api.list({ path: part.path }));
		collections.set(part.path, all);
		const found = all.filter(({ name }) => name === part.name);
		const id = same(part, found, ids);
		if (id !== undefined) ids[part.key] = id;
	}
	return ids;
}
