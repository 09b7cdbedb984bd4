import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isTool, runIdentity } from '../../../../nodes/PhoneAgent/outbound/runIdentity';

interface Setting {
	store?: IDataObject;
	mode?: string;
	executionId?: string;
	runIndex?: number;
	asTool?: boolean;
	node?: object;
}

/** The part of n8n's context that tells one run from another. */
const contextOf = ({
	store = {},
	mode = 'trigger',
	executionId = '7',
	runIndex = 0,
	asTool = false,
	node = {},
}: Setting = {}) =>
	({
		getContext: () => store,
		getMode: () => mode,
		getExecutionId: () => executionId,
		getInstanceId: () => 'instance',
		getWorkflow: () => ({ id: 'workflow' }),
		getNode: () => ({ id: 'node', type: 'n8n-nodes-plivo-ultravox.phoneAgent', ...node }),
		isToolExecution: () => asTool,
		evaluateExpression: () => runIndex,
	}) as unknown as IExecuteFunctions;

const runOf = (setting?: Setting) => runIdentity(contextOf(setting)).run;

describe('which run it is', () => {
	test('the same execution is the same run, also where nothing is remembered', () => {
		expect(runOf()).toBe(runOf());
		expect(runOf()).toMatch(/^[\w-]{22}$/);
	});

	test.each([
		['another execution', { executionId: '8' }],
		['another round of a loop', { runIndex: 1 }],
		['another node', { node: { id: 'other' } }],
	])('%s is another run', (_what, setting) => {
		expect(runOf(setting)).not.toBe(runOf());
	});

	test('what the context remembers wins over the id of the execution', () => {
		const store = {};
		const first = runIdentity(contextOf({ store }));
		const retried = runIdentity(contextOf({ store, mode: 'retry', executionId: '8' }));
		expect(retried).toEqual({ ...first, isOwn: false, isLost: false });
		expect(first.isOwn).toBe(true);
	});

	test('a round that a retried execution comes to for the first time is not lost', () => {
		const store = {};
		runIdentity(contextOf({ store }));
		const next = runIdentity(contextOf({ store, mode: 'retry', executionId: '8', runIndex: 1 }));
		expect(next.isLost).toBe(false);
	});

	test('a retried execution that remembers nothing is lost, in all its rounds', () => {
		const store = {};
		const rounds = [0, 1].map((runIndex) =>
			runIdentity(contextOf({ store, mode: 'retry', executionId: '8', runIndex })),
		);
		expect(rounds.map(({ isLost }) => isLost)).toEqual([true, true]);
	});

	test('however often an AI agent runs its tool, it is one run', () => {
		const runs = [0, 1].map((runIndex) => runOf({ asTool: true, runIndex }));
		expect(runs[0]).toBe(runs[1]);
	});
});

test.each([
	['in the execution of the agent', { asTool: true }, true],
	['by the engine', { node: { rewireOutputLogTo: 'ai_tool' } }, true],
	['as the type that n8n makes for tools', { node: { type: 'x.phoneAgentTool' } }, true],
	['not at all', {}, false],
])('an AI agent runs it %s', (_how, setting, expected) => {
	expect(isTool(contextOf(setting))).toBe(expected);
});
