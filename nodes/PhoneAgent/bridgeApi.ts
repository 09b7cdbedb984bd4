import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest, ListRequest, ProviderApi } from '../shared/operations/operation';
import type { ItemContext } from '../shared/refusal';
import { repeatOf } from '../shared/repeat';
import { bridgeRequest, controlledBridge } from './bridgeControl';
import { allRecordings } from './recordingPages';

/** The control address of the bridge, for one item. */
export interface BridgeApi extends ProviderApi, ItemContext {
	/** What no item may hold. */
	secrets(): Promise<string[]>;
}

/** The connection to the bridge for one item. */
export function bridgeApi(context: IExecuteFunctions, itemIndex: number): BridgeApi {
	return {
		context,
		itemIndex,
		secrets: async () => [(await controlledBridge(context, itemIndex)).sharedSecret],
		send: async <T = IDataObject>({ ringsPhone, ...request }: ApiRequest): Promise<T> =>
			await bridgeRequest<T>(context, {
				...request,
				itemIndex,
				repeat: repeatOf(request.method, ringsPhone),
			}),
		// Recordings are all that comes in pages.
		list: async ({ query }: ListRequest, most?: number) =>
			await allRecordings(context, query ?? {}, most, itemIndex),
	};
}
