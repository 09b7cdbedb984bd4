import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { EngineRun } from '../support/runWorkflow';
import { runFromTrigger } from '../support/runWorkflow';
import { exampleWorkflow, itemsOf, jsonOf } from '../support/shippedWorkflow';

describe('Phone a Person for Approval', () => {
	const shipped = exampleWorkflow('phone-a-person-for-approval.json');

	async function decided(output: number, json: IDataObject): Promise<EngineRun> {
		const outputs: INodeExecutionData[][] = [[], [], [], []];
		outputs[output] = itemsOf([json]);
		// What goes out of 'Phone the Person' goes on as in the workflow.
		const nodes = shipped.nodes.map((node) =>
			node.name === 'Phone the Person'
				? {
						...node,
						type: 'n8n-nodes-base.switch',
						typeVersion: 3.2,
						parameters: { mode: 'expression', numberOutputs: 4, output },
					}
				: node,
		);
		return await runFromTrigger({ ...shipped, nodes }, 'Phone the Person', [itemsOf([json])]);
	}

	test.each([
		['yes', { approved: true }, 'Approved'],
		['no', { approved: false }, 'Not Approved'],
		['neither', { approved: null }, 'Nobody Decided'],
	])('%s', async (_what, collected, node) => {
		const run = await decided(0, { call: { outcome: 'completed', collected, summary: '' } });
		expect(run.error?.message).toBeUndefined();
		const ran = ['Approved', 'Not Approved', 'Nobody Decided'].filter((name) => run.items(name));
		expect(ran).toEqual([node]);
	});

	test.each([1, 2, 3])('output %d: nobody decided, and the reason is told', async (output) => {
		const run = await decided(output, { call: { outcome: 'busy', collected: null } });
		expect(jsonOf(run, 'Nobody Decided')).toEqual([{ approved: false, reason: 'busy' }]);
	});

	test('whoever talked and did not decide is told from who was not reached', async () => {
		const run = await decided(0, { call: { outcome: 'completed', collected: null } });
		expect(jsonOf(run, 'Nobody Decided')).toEqual([
			{ approved: false, reason: 'they said neither yes nor no' },
		]);
	});
});
