import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InputProblem } from '../../../../nodes/shared/operations/inputProblem';
import type {
	Operation,
	ProviderApi,
	Resource,
} from '../../../../nodes/shared/operations/operation';
import { runOperation } from '../../../../nodes/shared/operations/router';

const NODE = { id: '1', name: 'Node', type: 't', typeVersion: 1, position: [0, 0], parameters: {} };
const SECRET = 'the-token-of-the-credential';

interface Bench {
	items?: INodeExecutionData[];
	parameters?: (itemIndex: number) => IDataObject;
	continueOnFail?: boolean;
	/** Whether an AI agent runs the node in its own execution. */
	asTool?: boolean;
	stopped?: AbortSignal;
	/** What Plivo answers to `send`, by turns. */
	send?: (request: object) => unknown;
	list?: (most?: number) => IDataObject[];
}

/** Runs one operation, as resource `thing`. */
async function run(operation: Partial<Operation<ProviderApi>>, bench: Bench = {}) {
	const items = bench.items ?? [{ json: {} }];
	const whole = {
		name: 'Do',
		value: 'do',
		action: 'Do',
		description: 'Do',
		properties: [],
		...operation,
	};
	const resources: Array<Resource<ProviderApi>> = [
		{
			name: 'Thing',
			value: 'thing',
			defaultOperation: 'do',
			operations: [whole as Operation<ProviderApi>],
		},
	];
	const context = {
		getInputData: () => items,
		getNode: () => NODE,
		continueOnFail: () => bench.continueOnFail ?? false,
		isToolExecution: () => bench.asTool ?? false,
		getExecutionCancelSignal: () => bench.stopped,
		getNodeParameter: (name: string, itemIndex: number, fallback?: unknown) =>
			({ resource: 'thing', operation: 'do', ...bench.parameters?.(itemIndex) })[name] ?? fallback,
	} as unknown as IExecuteFunctions;
	const [results] = await runOperation(context, resources, {
		connect: () => ({
			send: async <T>(request: object) => (await bench.send?.(request)) as T,
			list: async (_request, most) => bench.list?.(most) ?? [],
		}),
		secrets: () => [SECRET],
	});
	return results ?? [];
}

const request = () => ({ method: 'GET' as const, path: '/' });

test('items are taken one after another, and each result is paired with its item', async () => {
	const order: string[] = [];
	let running = 0;
	const results = await run(
		{
			execute: async (_api, parameters) => {
				running += 1;
				expect(running).toBe(1);
				order.push(parameters.text('name'));
				await new Promise((resolve) => setImmediate(resolve));
				running -= 1;
				return [{ json: { a: 1 } }, { json: { b: 2 } }];
			},
		},
		{
			items: [{ json: {} }, { json: {} }],
			parameters: (itemIndex) => ({ name: `item ${itemIndex}` }),
		},
	);
	expect(order).toEqual(['item 0', 'item 1']);
	expect(results.map(({ pairedItem }) => pairedItem)).toEqual([
		{ item: 0 },
		{ item: 0 },
		{ item: 1 },
		{ item: 1 },
	]);
});

test('after Stop no further item is begun', async () => {
	const stop = new AbortController();
	let begun = 0;
	const results = await run(
		{
			execute: async () => {
				begun += 1;
				stop.abort();
				return [{ json: { done: true } }];
			},
		},
		{ items: [{ json: {} }, { json: {} }, { json: {} }], stopped: stop.signal },
	);
	expect(begun).toBe(1);
	expect(results).toHaveLength(1);
});

test('secrets leave neither by their key nor by their text; what is made to be shown stays', async () => {
	const answer = { password: 'made-now', authToken: SECRET, text: `x ${SECRET}`, ok: 1 };
	expect((await run({ request }, { send: () => answer }))[0]?.json).toEqual({
		text: 'x [removed]',
		ok: 1,
	});
	const revealed = await run({ request, reveals: ['password'] }, { send: () => answer });
	expect(revealed[0]?.json).toEqual({ text: 'x [removed]', ok: 1, password: 'made-now' });
});

test('simplified items have the named fields, in that order', async () => {
	const operation = { request, simplified: ['b', 'a', 'missing'] };
	const send = () => ({ a: 1, b: 2, c: 3 });
	const simple = await run(operation, { send, parameters: () => ({ simplify: true }) });
	expect(Object.keys(simple[0]?.json ?? {})).toEqual(['b', 'a']);
	const raw = await run(operation, { send, parameters: () => ({ simplify: false }) });
	expect(raw[0]?.json).toEqual({ a: 1, b: 2, c: 3 });
});

test('a list is asked for what is wanted, or for all', async () => {
	const asked: Array<number | undefined> = [];
	const list = (most?: number) => {
		asked.push(most);
		return [{ id: 1 }, { id: 2 }];
	};
	const operation = {
		list: () => ({ path: '/' }),
		item: ({ id }: IDataObject) => ({ number: id ?? null }),
	};
	await run(operation, { list, parameters: () => ({ limit: 5 }) });
	const all = await run(operation, { list, parameters: () => ({ returnAll: true }) });
	await run(operation, { list, parameters: () => ({ returnAll: 'false' }) });
	expect(asked).toEqual([5, Infinity, 50]);
	expect(all.map(({ json }) => json)).toEqual([{ number: 1 }, { number: 2 }]);
});

test('a list that comes whole is cut to the limit', async () => {
	const results = await run(
		{
			list: () => ({ path: '/' }),
			objects: ({ calls }: IDataObject) => (calls as string[]).map((call) => ({ call })),
		},
		{ send: () => ({ calls: ['a', 'b', 'c'] }), parameters: () => ({ limit: 2 }) },
	);
	expect(results.map(({ json }) => json)).toEqual([{ call: 'a' }, { call: 'b' }]);
});

test('an operation of all items together runs once, and its item is paired with all of them', async () => {
	const taken: string[][] = [];
	const results = await run(
		{
			executeAll: async (_api, parameters) => {
				taken.push(parameters.map((one) => one.text('name')));
				return [{ json: { made: true } }];
			},
		},
		{
			items: [{ json: {} }, { json: {} }],
			parameters: (itemIndex) => ({ name: `item ${itemIndex}` }),
		},
	);
	expect(taken).toEqual([['item 0', 'item 1']]);
	expect(results).toEqual([{ json: { made: true }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
});

test('without items nothing runs', async () => {
	expect(await run({ request: () => ({ method: 'POST', path: '/Call/' }) }, { items: [] })).toEqual(
		[],
	);
});

describe('what is refused', () => {
	const refuse = (error: Error) => ({
		execute: async () => {
			throw error;
		},
	});

	test('bad input is an error of the node, with the item and the hint', async () => {
		const failing = run(refuse(new InputProblem("'Name' is empty", 'Fill it in')));
		await expect(failing).rejects.toBeInstanceOf(NodeOperationError);
		await expect(failing).rejects.toMatchObject({
			message: "'Name' is empty",
			description: 'Fill it in',
			context: { itemIndex: 0 },
		});
	});

	test('bad input that is secret is not repeated', async () => {
		const url = 'wss://voice.ultravox.ai/calls/secret/telephony';
		const failing = run(refuse(new InputProblem(`'Call' is not an ID: '${url}'`, `Not ${url}`)));
		await expect(failing).rejects.toMatchObject({
			message: "'Call' is not an ID: '[removed]'",
			description: 'Not [removed]',
		});
	});

	test('what the provider refused is passed on as it is', async () => {
		const refusal = new NodeApiError(
			NODE as never,
			{},
			{ message: 'Plivo refused', description: 'HTTP status 400.' },
		);
		await expect(run(refuse(refusal))).rejects.toBe(refusal);
		const [item] = await run(refuse(refusal), { continueOnFail: true });
		expect(item).toEqual({
			json: { error: refusal.message, description: 'HTTP status 400.' },
			error: refusal,
			pairedItem: { item: 0 },
		});
	});

	test('an AI agent that hears nothing of what is thrown is told in an item', async () => {
		const refusal = new NodeOperationError(NODE as INode, 'Plivo refused', {
			description: 'Busy.',
		});
		const told = [
			{
				json: { error: 'Plivo refused', description: 'Busy.' },
				error: refusal,
				pairedItem: { item: 0 },
			},
		];
		expect(await run(refuse(refusal), { asTool: true })).toEqual(told);
		const withOutputs = {
			executeOutputs: async () => await Promise.reject<INodeExecutionData[][]>(refusal),
		};
		expect(await run(withOutputs, { asTool: true })).toEqual(told);
		await expect(run(withOutputs)).rejects.toBe(refusal);
	});

	test('the items after it go on where the node is told to', async () => {
		const results = await run(
			{
				execute: async (_api, parameters) => [{ json: { name: parameters.text('name') } }],
			},
			{
				items: [{ json: {} }, { json: {} }, { json: {} }],
				parameters: (itemIndex) => ({ name: itemIndex === 1 ? '' : 'Ada' }),
				continueOnFail: true,
			},
		);
		expect(results.map(({ json, pairedItem }) => ({ ...json, pairedItem }))).toEqual([
			{ name: 'Ada', pairedItem: { item: 0 } },
			{ error: "'name' is empty", pairedItem: { item: 1 } },
			{ name: 'Ada', pairedItem: { item: 2 } },
		]);
	});

	test('an operation that does not exist is named', async () => {
		await expect(run({ request }, { parameters: () => ({ operation: 'undo' }) })).rejects.toThrow(
			"'thing' has no operation 'undo'",
		);
	});
});
