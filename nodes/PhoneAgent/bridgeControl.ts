import type { IDataObject } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { BridgeAccount } from '../shared/bridgeRequest';
import { getBridgeAccount } from '../shared/bridgeRequest';
import { isObject } from '../shared/operations/values';
import type { RequestContext } from '../shared/providerFailure';
import { providerFailure } from '../shared/providerFailure';
import type { ProviderDoor, ProviderRequestOptions } from '../shared/providerRequest';
import { providerRequest } from '../shared/providerRequest';

/**
 * The bridge whose control address is asked.
 * @throws NodeOperationError when the node has no credential for one
 */
export async function controlledBridge(
	context: RequestContext,
	itemIndex?: number,
): Promise<BridgeAccount> {
	const bridge = await getBridgeAccount(context);
	if (bridge) return bridge;
	throw new NodeOperationError(context.getNode(), 'No Voice Bridge credential is chosen', {
		description: "Choose the credential of your bridge under 'Voice Bridge Credential'",
		...(itemIndex === undefined ? {} : { itemIndex }),
	});
}

/** The control address of a bridge: paths begin with `/control`. */
export function bridgeDoor({ controlUrl, sharedSecret }: BridgeAccount): ProviderDoor {
	return {
		provider: 'The bridge',
		credential: 'voiceBridgeApi',
		root: controlUrl,
		secrets: [sharedSecret],
	};
}

/**
 * One request to the control address of the bridge.
 * @throws NodeApiError with the bridge's own words and the status
 */
export async function bridgeRequest<T = IDataObject>(
	context: RequestContext,
	options: ProviderRequestOptions,
): Promise<T> {
	const bridge = await controlledBridge(context, options.itemIndex);
	return await providerRequest<T>(context, bridgeDoor(bridge), options);
}

/**
 * The objects in an answer of the bridge.
 * @param field that holds them
 * @throws NodeApiError for an answer without them: it is not taken for an empty list
 */
export function objectsIn(
	context: RequestContext,
	answer: IDataObject,
	field: string,
	itemIndex?: number,
): IDataObject[] {
	const objects: unknown = answer[field];
	if (Array.isArray(objects) && objects.every(isObject)) return objects as IDataObject[];
	const words = { message: `what came back has no list '${field}'` };
	throw providerFailure(context, 'The bridge', words, { itemIndex });
}
