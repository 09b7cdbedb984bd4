import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import { REAL_TIMERS } from './laterOn';
import { repositoryRoot } from './packageSource';
import type { EngineRun, WorkflowJson } from './runWorkflow';

export const AGENT = '11111111-1111-4111-8111-111111111111';
export const FROM = '+14155550123';
/** A Wednesday, and a time at which it is 10:30 in New York. */
const WEDNESDAY = new Date('2026-11-18T15:30:00Z');

/** To be called once in a test file: it is Wednesday, whenever the tests run; `jest.setSystemTime` makes it another day. */
export function useMovedClock(): void {
	beforeEach(() => {
		jest.useFakeTimers({ now: WEDNESDAY, doNotFake: REAL_TIMERS });
	});
	afterEach(() => {
		jest.useRealTimers();
	});
}

/**
 * A data table node writes, and gives what is in the table then: the row with what was written. There is no table here, so that a
 * node that only sets fields does the same.
 */
function writing(node: INode): INode {
	const { value } = node.parameters.columns as { value: Record<string, string> };
	const assignments = Object.entries(value).map(([name, written]) => ({
		id: name,
		name,
		value: written,
		type: 'string',
	}));
	return {
		...node,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { assignments: { assignments }, includeOtherFields: true, options: {} },
	};
}

/** The workflow as it is shipped, after what its note asks for: agent, number and credentials are chosen. */
export function exampleWorkflow(file: string): WorkflowJson {
	const json = JSON.parse(
		readFileSync(join(repositoryRoot(), 'workflows', file), 'utf8'),
	) as WorkflowJson;
	return {
		...json,
		nodes: json.nodes.map((node) => {
			if (node.type.endsWith('.dataTable') && 'columns' in node.parameters) {
				return node.parameters.resource === 'row' ? writing(node) : node;
			}
			if (!node.type.endsWith('.phoneAgent')) return node;
			return {
				...node,
				parameters: {
					...node.parameters,
					from: FROM,
					agent: { __rl: true, mode: 'id', value: AGENT },
				},
				credentials: {
					ultravoxApi: { id: '1', name: 'Ultravox' },
					plivoVoiceApi: { id: '2', name: 'Plivo' },
				},
			};
		}),
	};
}

/** Items that hold this. */
export const itemsOf = (rows: IDataObject[]): INodeExecutionData[] =>
	rows.map((json) => ({ json }));

/** What a node gave on its first output. */
export const jsonOf = (run: EngineRun, node: string) =>
	(run.items(node) ?? []).map(({ json }) => json);
