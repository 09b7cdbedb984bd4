import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { stripSecrets } from '../secrets';
import { propertiesOf } from './describe';
import { InputProblem } from './inputProblem';
import type { ListOperation, Operation, OperationItem, ProviderApi, Resource } from './operation';
import { Parameters } from './parameters';

/** What the router needs to know of a provider. */
export interface Provider<Api extends ProviderApi> {
	/** The connection for one item. */
	connect(context: IExecuteFunctions, itemIndex: number): Api | Promise<Api>;
	/** Texts that no item may hold, such as the credential's token. */
	secrets(api: Api): string[] | Promise<string[]>;
}

/**
 * Runs the chosen operation for the items, one after another: some of these ring phones. Every result is paired with its
 * item and holds no secrets. A refused item ends the run, or is an item with `error` where the node is to go on.
 */
export async function runOperation<Api extends ProviderApi>(
	context: IExecuteFunctions,
	resources: ReadonlyArray<Resource<Api>>,
	provider: Provider<Api>,
): Promise<INodeExecutionData[][]> {
	const results: INodeExecutionData[] = [];
	const stopped = context.getExecutionCancelSignal();
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		// Nobody else is called once the user has pressed Stop.
		if (stopped?.aborted) break;
		try {
			const operation = chosenOperation(context, resources, itemIndex);
			const items = await runForItem(context, operation, provider, itemIndex);
			for (const item of items) results.push({ ...item, pairedItem: { item: itemIndex } });
		} catch (error) {
			const problem = nodeError(context, error, itemIndex);
			if (!context.continueOnFail()) throw problem;
			results.push({
				json: { error: problem.message, ...details(problem) },
				error: problem,
				pairedItem: { item: itemIndex },
			});
		}
	}
	return [results];
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
	if (!operation) throw new InputProblem(`'${wanted}' has no operation '${value}'`);
	return operation;
}

async function runForItem<Api extends ProviderApi>(
	context: IExecuteFunctions,
	operation: Operation<Api>,
	provider: Provider<Api>,
	itemIndex: number,
): Promise<OperationItem[]> {
	// What is not shown has no value, and is asked for with a fallback: n8n throws otherwise.
	const parameters = new Parameters(propertiesOf(operation), (name) =>
		context.getNodeParameter(name, itemIndex, null),
	);
	const api = await provider.connect(context, itemIndex);
	const items = await perform(operation, api, parameters);
	const secrets = await provider.secrets(api);
	const shown = operation.simplified && parameters.flag('simplify') ? operation.simplified : null;
	return items.map((item) => {
		const revealed = pick(item.json, operation.reveals ?? []);
		const json = { ...stripSecrets(item.json, secrets), ...revealed };
		return { ...item, json: shown === null ? json : pick(json, shown) };
	});
}

async function perform<Api extends ProviderApi>(
	operation: Operation<Api>,
	api: Api,
	parameters: Parameters,
): Promise<OperationItem[]> {
	if ('execute' in operation) return await operation.execute(api, parameters);
	if ('list' in operation) return await performList(operation, api, parameters);
	const answer = await api.send(operation.request(parameters, api));
	const result = operation.result ? operation.result(answer, parameters) : answer;
	return [result].flat().map((json) => ({ json }));
}

async function performList<Api extends ProviderApi>(
	operation: ListOperation<Api>,
	api: Api,
	parameters: Parameters,
): Promise<OperationItem[]> {
	const most = parameters.flag('returnAll') ? Infinity : parameters.integer('limit', { min: 1 });
	const request = operation.list(parameters, api);
	const objects = operation.objects
		? operation.objects(await api.send({ ...request, method: 'GET' })).slice(0, most)
		: await api.list(request, most);
	return objects.map((object) => ({
		json: operation.item ? operation.item(object, parameters) : object,
	}));
}

/** The named fields, those that are there, in the given order. */
function pick(object: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(
		names.filter((name) => name in object).map((name) => [name, object[name]]),
	) as IDataObject;
}

function nodeError(
	context: IExecuteFunctions,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError) return error;
	if (error instanceof InputProblem) {
		const { message, description } = error;
		return new NodeOperationError(context.getNode(), message, { itemIndex, description });
	}
	if (error instanceof NodeOperationError) return error;
	return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
}

/** What else is known of a refusal: the hint, with status and `api_id`. */
function details({ description }: NodeApiError | NodeOperationError): IDataObject {
	return description ? { description } : {};
}
