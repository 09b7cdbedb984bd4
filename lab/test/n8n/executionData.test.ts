import { stringify } from 'flatted';
import type { Execution, ExecutionData } from '../../src/n8n/executionData';
import { decodeExecutionData, executionError, outputItems } from '../../src/n8n/executionData';

const shared = { json: { from: '+15550100' } };
const data: ExecutionData = {
	resultData: {
		lastNodeExecuted: 'Answer',
		runData: {
			Trigger: [{ data: { main: [null, [shared]] } }],
			Answer: [
				{ data: { main: [[{ json: { run: 1 } }]] } },
				{ data: { main: [[shared, { json: { run: 2 } }]] } },
			],
			Broken: [{ error: { message: 'Agent not found' } }],
		},
	},
};

const execution = (content: ExecutionData): Execution => ({
	id: '1',
	workflowId: 'w',
	status: 'success',
	mode: 'webhook',
	startedAt: '2026-01-01T00:00:00.000Z',
	stoppedAt: null,
	data: decodeExecutionData(stringify(content)),
});

describe('executionData', () => {
	it('gives the items of the last run of a node, by output', () => {
		const decoded = execution(data);
		expect(outputItems(decoded, 'Trigger', 0)).toEqual([]);
		expect(outputItems(decoded, 'Trigger', 1)).toEqual([shared]);
		expect(outputItems(decoded, 'Answer')).toEqual([shared, { json: { run: 2 } }]);
	});

	it('gives no items of a node that did not run', () => {
		expect(outputItems(execution(data), 'Elsewhere')).toEqual([]);
	});

	it("says why an execution failed: the execution's own error first, else a node's", () => {
		expect(executionError(execution(data))).toBe('Agent not found');
		const whole = { resultData: { ...data.resultData, error: { message: 'Timed out' } } };
		expect(executionError(execution(whole))).toBe('Timed out');
		expect(executionError(execution({ resultData: { runData: {} } }))).toBeUndefined();
	});
});
