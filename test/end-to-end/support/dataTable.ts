import type { N8nOfNodes, Step } from '../plivoVoice/support/nodesInARow';
import { itemsOf, runInARow } from '../plivoVoice/support/nodesInARow';
import { executionError, outputItems } from '../../../lab/src/n8n/executionData';

const row = (name: string, table: string, parameters: Record<string, unknown>): Step => ({
	name,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: {
		resource: 'row',
		dataTableId: { __rl: true, mode: 'name', value: table },
		...parameters,
	},
});

/** Puts rows into a data table of n8n, as a workflow of its own. */
export async function addRows(world: N8nOfNodes, table: string, rows: object[]): Promise<void> {
	const columns = { mappingMode: 'autoMapInputData', value: null };
	const execution = await runInARow(world, [
		...itemsOf('rows', rows),
		row('Insert', table, { operation: 'insert', columns, options: {} }),
	]);
	const error = executionError(execution);
	if (error !== undefined) throw new Error(`The rows were not added: ${error}`);
}

/** All rows of a data table of n8n. */
export async function rowsOf(
	world: N8nOfNodes,
	table: string,
): Promise<Array<Record<string, unknown>>> {
	const execution = await runInARow(world, [
		row('Get', table, { operation: 'get', returnAll: true, filters: {} }),
	]);
	return outputItems(execution, 'Get').map(({ json }) => json);
}
