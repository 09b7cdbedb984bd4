import type { IDataObject } from 'n8n-workflow';
import { DEFAULT_LIMIT } from './describe';
import type {
	ListOperation,
	Operation,
	OperationItem,
	OutputsOperation,
	ProviderApi,
} from './operation';
import type { Parameters } from './parameters';

/**
 * Performs an operation.
 * @param parameters of the items it is for: of one, unless the operation takes all items together
 */
export async function perform<Api extends ProviderApi>(
	operation: Exclude<Operation<Api>, OutputsOperation<Api>>,
	api: Api,
	parameters: [Parameters, ...Parameters[]],
): Promise<OperationItem[]> {
	const [first] = parameters;
	if ('executeAll' in operation) return await operation.executeAll(api, parameters);
	if ('execute' in operation) return await operation.execute(api, first);
	if ('list' in operation) return await performList(operation, api, first);
	const answer = await api.send(operation.request(first, api));
	const result = operation.result ? operation.result(answer, first) : answer;
	return [result].flat().map((json) => ({ json }));
}

async function performList<Api extends ProviderApi>(
	operation: ListOperation<Api>,
	api: Api,
	parameters: Parameters,
): Promise<OperationItem[]> {
	// n8n hides 'Limit' from an expression that gives 'false' as a text.
	const limit = parameters.optionalInteger('limit', { min: 1 }) ?? DEFAULT_LIMIT;
	const most = parameters.flag('returnAll') ? Infinity : limit;
	const request = operation.list(parameters, api);
	const objects = operation.objects
		? operation.objects(await api.send({ ...request, method: 'GET' }), api).slice(0, most)
		: await api.list(request, most);
	return objects.map((object) => ({
		json: operation.item ? operation.item(object, parameters) : object,
	}));
}

/** The named fields, those that are there, in the given order. */
export function pick(object: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(
		names.filter((name) => name in object).map((name) => [name, object[name]]),
	) as IDataObject;
}
