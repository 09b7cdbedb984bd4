import type {
	IBinaryKeyData,
	IDataObject,
	IHttpRequestMethods,
	INodeExecutionData,
	INodeProperties,
	IPairedItemData,
} from 'n8n-workflow';
import type { RawBody } from '../providerRequest';
import type { Parameters } from './parameters';

/** A request to a provider, as an operation makes it from its parameters. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below the root of the provider's API, ids in it encoded. */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** A body that is no JSON, in the place of `body`. */
	raw?: RawBody;
	/** The answer is wanted as it came, an AnsweredBytes. */
	asBytes?: boolean;
	/** Milliseconds to wait for the answer; 20000 when not given. */
	timeout?: number;
	/** It can ring a phone: it is sent once, whatever comes back. */
	ringsPhone?: boolean;
	/** A 404 is a refusal also when a DELETE was repeated: that the thing is gone is not what was asked for. */
	mustBeThere?: boolean;
	/** Texts in it that no refusal may repeat, such as a password. */
	secrets?: string[];
}

/** A read of several objects, page by page. */
export type ListRequest = Pick<ApiRequest, 'path' | 'query'>;

/** What an operation speaks with: one provider, for one item. */
export interface ProviderApi {
	/**
	 * Sends a request. Reads and deletes are repeated when the provider fails; what it holds back with 429 waits, unless it
	 * rings a phone.
	 * @throws NodeApiError with the provider's words
	 */
	send<T = IDataObject>(request: ApiRequest): Promise<T>;
	/** The objects of all pages, at most `most`. */
	list(request: ListRequest, most?: number): Promise<IDataObject[]>;
}

/** One item an operation gives. */
export interface OperationItem {
	json: IDataObject;
	binary?: IBinaryKeyData;
	/** The input item it belongs to, where it is one of those that the operation was performed for together. */
	pairedItem?: IPairedItemData;
}

interface OperationBase {
	/** `Get Many`: without the resource. */
	name: string;
	/** `getMany` */
	value: string;
	/** `Get many trunks`: sentence case, without articles. */
	action: string;
	/** A sentence; says so when the operation spends money, deletes or rings a phone. */
	description: string;
	/** Without `displayOptions` for resource and operation, which the router adds. */
	properties: INodeProperties[];
	/** Top-level keys of the item that stay although they are secret: for an operation whose purpose is to make one. */
	reveals?: readonly string[];
	/**
	 * Paths in the item, `*` for each of a list, below which names may sound secret though their values are not, such as the
	 * requirement `apiKey` of a tool. Secrets in texts are removed there as well.
	 */
	describesSecrets?: readonly string[];
	/** Fields of the item that stay when 'Simplify' is on; the toggle exists where this is given. */
	simplified?: readonly string[];
}

/** One request, one answer. */
export interface RequestOperation<Api extends ProviderApi> extends OperationBase {
	/** The request, made from the parameters alone. */
	request(parameters: Parameters, api: Api): ApiRequest;
	/** What the item, or the items, are; the answer itself when not given. */
	result?(answer: IDataObject, parameters: Parameters): IDataObject | IDataObject[];
}

/** A list with 'Return All' and 'Limit', which the router adds. */
export interface ListOperation<Api extends ProviderApi> extends OperationBase {
	list(parameters: Parameters, api: Api): ListRequest;
	/** For a list that comes whole in one answer: the objects in it. */
	objects?(answer: IDataObject, api: Api): IDataObject[];
	/** The item of an object; the object itself when not given. */
	item?(object: IDataObject, parameters: Parameters): IDataObject;
}

/** Several requests, where one depends on another, or an item with binary data. */
export interface StepsOperation<Api extends ProviderApi> extends OperationBase {
	execute(api: Api, parameters: Parameters): Promise<OperationItem[]>;
}

/** Something made of all items together, such as one batch of many calls. */
export interface AllItemsOperation<Api extends ProviderApi> extends OperationBase {
	/** @param parameters of each item, in order; never empty */
	executeAll(api: Api, parameters: Parameters[]): Promise<OperationItem[]>;
}

/** Something done for all items together that pairs its results with them itself, on one output or several. */
export interface OutputsOperation<Api extends ProviderApi> extends OperationBase {
	/**
	 * @param parameters of each item, in order; never empty
	 * @returns the items of each output
	 */
	executeOutputs(
		api: Api,
		parameters: [Parameters, ...Parameters[]],
	): Promise<INodeExecutionData[][]>;
}

export type Operation<Api extends ProviderApi> =
	| RequestOperation<Api>
	| ListOperation<Api>
	| StepsOperation<Api>
	| AllItemsOperation<Api>
	| OutputsOperation<Api>;

/** A resource of the node's panel with its operations. */
export interface Resource<Api extends ProviderApi> {
	/** `SIP Credential` */
	name: string;
	/** `sipCredential` */
	value: string;
	description?: string;
	/** Value of the operation that is chosen at first. */
	defaultOperation: string;
	operations: ReadonlyArray<Operation<Api>>;
}
