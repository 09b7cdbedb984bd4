import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest, ListRequest, ProviderApi } from '../shared/operations/operation';
import type { Provider } from '../shared/operations/router';
import type { PlivoAccount } from '../shared/plivoRequest';
import { getPlivoAccount, plivoDoor, plivoRequest, plivoRequestAll } from '../shared/plivoRequest';
import { repeatOf } from '../shared/repeat';

/** Plivo's API for one item. */
export interface PlivoApi extends ProviderApi {
	account: PlivoAccount;
	context: IExecuteFunctions;
	itemIndex: number;
}

/** Plivo, for the router. */
export const plivo: Provider<PlivoApi> = {
	connect: async (context, itemIndex) => ({
		account: await getPlivoAccount(context),
		context,
		itemIndex,
		send: async <T = IDataObject>({ ringsPhone, ...request }: ApiRequest): Promise<T> =>
			await plivoRequest<T>(context, {
				...request,
				itemIndex,
				repeat: repeatOf(request.method, ringsPhone),
			}),
		list: async (request: ListRequest, most?: number) =>
			await plivoRequestAll(context, { ...request, itemIndex, repeat: 'safe' }, most),
	}),
	secrets: ({ account }) => plivoDoor(account).secrets,
};
