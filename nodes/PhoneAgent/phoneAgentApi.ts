import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ProviderApi } from '../shared/operations/operation';
import type { Provider } from '../shared/operations/router';
import { getPlivoAccount, plivoDoor } from '../shared/plivoRequest';
import type { ItemContext } from '../shared/refusal';
import { ultravoxApi, ultravoxSecrets } from '../shared/ultravoxApi';
import { bridgeApi } from './bridgeApi';

/** What the operations of Phone Agent speak with, for one item: Ultravox, or the bridge for what is about it. */
export interface PhoneAgentApi extends ProviderApi, ItemContext {
	/** The calls this execution has answered: several items may come of one call, which can be answered once. */
	answered: Map<string, Promise<IDataObject>>;
	/** What no item may hold. */
	secrets(): Promise<string[]>;
}

/** The resources that are asked of the bridge; the others are Ultravox's. */
const OF_THE_BRIDGE: ReadonlySet<unknown> = new Set(['bridgeRecording', 'liveCall']);

/** The providers behind Phone Agent, for one execution. */
export function phoneAgentProvider(): Provider<PhoneAgentApi> {
	const answered: PhoneAgentApi['answered'] = new Map();
	return {
		// A caller may be waiting: that the credential cannot be read is for the operation to find, which sends them on.
		connect: (context, itemIndex) => {
			if (OF_THE_BRIDGE.has(context.getNodeParameter('resource', itemIndex))) {
				return { ...bridgeApi(context, itemIndex), answered };
			}
			const api = ultravoxApi(context, itemIndex);
			return {
				...api,
				answered,
				secrets: async () => [...(await ultravoxSecrets(api)), ...(await plivoSecrets(context))],
			};
		},
		secrets: async ({ secrets }) => await secrets(),
	};
}

/** The secrets of the Plivo credential, where the node has one. What was done must not be told as refused because it cannot be read. */
async function plivoSecrets(context: IExecuteFunctions): Promise<string[]> {
	if (!context.getNode().credentials?.plivoVoiceApi) return [];
	const account = await getPlivoAccount(context).catch(() => null);
	return account === null ? [] : plivoDoor(account).secrets;
}
