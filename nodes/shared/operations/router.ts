import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	IPairedItemData,
} from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { stripSecrets } from '../secrets';
import { propertiesOf } from './describe';
import { InputProblem } from './inputProblem';
import type {
	Operation,
	OperationItem,
	OutputsOperation,
	ProviderApi,
	Resource,
} from './operation';
import { Parameters } from './parameters';
import { perform, pick } from './perform';

/** What the router needs to know of a provider. */
export interface Provider<Api extends ProviderApi> {
	/** The connection for one item. */
	connect(context: IExecuteFunctions, itemIndex: number): Api | Promise<Api>;
	/** Texts that no item may hold, such as the credential's token. */
	secrets(api: Api): string[] | Promise<string[]>;
	/** An item of any operation without what only this provider has for a secret. */
	hide?(json: IDataObject): IDataObject;
}

/**
 * Runs the chosen operation for the items, one after another: some of these ring phones. Every result is paired with its
 * item and holds no secrets. A refused item ends the run, or is an item with `error` where the node is to go on, and where
 * an AI agent would hear nothing of it otherwise.
 */
export async function runOperation<Api extends ProviderApi>(
	context: IExecuteFunctions,
	resources: ReadonlyArray<Resource<Api>>,
	provider: Provider<Api>,
): Promise<INodeExecutionData[][]> {
	const all = context.getInputData().map((_item, itemIndex) => itemIndex);
	const [anyItem] = all;
	if (anyItem === undefined) return [[]];
	const results: INodeExecutionData[] = [];
	const stopped = context.getExecutionCancelSignal();
	// Resource and operation take no expressions: they are the same for all items.
	const operation = chosenOperation(context, resources, anyItem);
	if ('executeOutputs' in operation) return await runOutputs(context, operation, provider, all);
	for (const itemIndexes of 'executeAll' in operation ? [all] : all.map((one) => [one])) {
		// Nobody else is called once the user has pressed Stop.
		if (stopped?.aborted) break;
		const pairedItem = pairedWith(itemIndexes);
		try {
			const items = await runForItems(context, operation, provider, itemIndexes);
			for (const item of items) results.push({ pairedItem, ...item });
		} catch (error) {
			const problem = nodeError(context, error, itemIndexes[0] ?? anyItem);
			if (!context.continueOnFail() && !isHeardByAgent(context)) throw problem;
			results.push(errorItem(problem, pairedItem));
		}
	}
	return [results];
}

/** Runs an operation that pairs its results itself; what it throws ends the run: for bad items it has items with `error`. */
async function runOutputs<Api extends ProviderApi>(
	context: IExecuteFunctions,
	operation: OutputsOperation<Api>,
	provider: Provider<Api>,
	itemIndexes: number[],
): Promise<INodeExecutionData[][]> {
	const [firstIndex = 0] = itemIndexes;
	try {
		const [first, ...others] = parametersOf(context, operation, itemIndexes);
		if (first === undefined) return [[]];
		const api = await provider.connect(context, firstIndex);
		const outputs = await operation.executeOutputs(api, [first, ...others]);
		const secrets = await provider.secrets(api);
		return outputs.map((items) =>
			items.map((item) => ({ ...item, json: stripSecrets(item.json, secrets) })),
		);
	} catch (error) {
		const problem = nodeError(context, error, firstIndex);
		if (!isHeardByAgent(context)) throw problem;
		return [[errorItem(problem, { item: firstIndex })]];
	}
}

/** An AI agent that runs its tools by itself (n8n's before version 3) hears nothing at all of what is thrown. */
const isHeardByAgent = (context: IExecuteFunctions) => context.isToolExecution();

function errorItem(
	error: NodeApiError | NodeOperationError,
	pairedItem: INodeExecutionData['pairedItem'],
): INodeExecutionData {
	return { json: { error: error.message, ...details(error) }, error, pairedItem };
}

/** What the user gave, for each item. What is not shown has no value, and is asked for with a fallback: n8n throws otherwise. */
function parametersOf<Api extends ProviderApi>(
	context: IExecuteFunctions,
	operation: Operation<Api>,
	itemIndexes: number[],
): Parameters[] {
	const properties = propertiesOf(operation);
	return itemIndexes.map(
		(itemIndex) =>
			new Parameters(properties, (name) => context.getNodeParameter(name, itemIndex, null)),
	);
}

function pairedWith(itemIndexes: number[]): IPairedItemData | IPairedItemData[] {
	const pairs = itemIndexes.map((item) => ({ item }));
	return pairs.length === 1 && pairs[0] !== undefined ? pairs[0] : pairs;
}

function chosenOperation<Api extends ProviderApi>(
	context: IExecuteFunctions,
	resources: ReadonlyArray<Resource<Api>>,
	itemIndex: number,
): Operation<Api> {
	const wanted = context.getNodeParameter('resource', itemIndex) as string;
	const value = context.getNodeParameter('operation', itemIndex) as string;
	const resource = resources.find((one) => one.value === wanted);
	const operation = resource?.operations.find((one) => one.value === value);
	if (operation) return operation;
	throw new NodeOperationError(context.getNode(), `'${wanted}' has no operation '${value}'`);
}

async function runForItems<Api extends ProviderApi>(
	context: IExecuteFunctions,
	operation: Exclude<Operation<Api>, OutputsOperation<Api>>,
	provider: Provider<Api>,
	itemIndexes: number[],
): Promise<OperationItem[]> {
	const [first, ...others] = parametersOf(context, operation, itemIndexes);
	if (first === undefined) return [];
	const api = await provider.connect(context, itemIndexes[0] ?? 0);
	const items = await perform(operation, api, [first, ...others]);
	const secrets = await provider.secrets(api);
	const shown = operation.simplified && first.flag('simplify') ? operation.simplified : null;
	return items.map((item) => {
		const revealed = pick(item.json, operation.reveals ?? []);
		const hidden = provider.hide ? provider.hide(item.json) : item.json;
		const json = {
			...stripSecrets(hidden, secrets, operation.describesSecrets),
			...revealed,
		};
		return { ...item, json: shown === null ? json : pick(json, shown) };
	});
}

function nodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError) return error;
	if (error instanceof InputProblem) {
		// It may repeat what was typed, such as a join URL in the place of an ID.
		const { message, description } = stripSecrets({
			message: error.message,
			description: error.description,
		});
		return new NodeOperationError(context.getNode(), message, { itemIndex, description });
	}
	if (error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
}

/** What else is known of a refusal: the hint, with status and `api_id`. */
function details({ description }: NodeApiError | NodeOperationError): IDataObject {
	return description ? { description } : {};
}
