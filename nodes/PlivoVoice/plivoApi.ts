import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { ApiRequest, ListRequest, ProviderApi } from '../shared/operations/operation';
import type { Provider } from '../shared/operations/router';
import type { PlivoAccount } from '../shared/plivoRequest';
import { getPlivoAccount, plivoDoor, plivoRequest, plivoRequestAll } from '../shared/plivoRequest';
import { wasRefused } from '../shared/providerStatus';
import { refusal } from '../shared/refusal';
import { repeatOf } from '../shared/repeat';

/** A request to Plivo. */
export interface PlivoRequest extends ApiRequest {
	/** Of one that can ring a phone: what to do where nobody knows whether Plivo did it, when MAY_RING is not it. */
	whenUnknown?: string;
}

/** Plivo's API for one item. */
export interface PlivoApi extends ProviderApi {
	/** @throws NodeApiError that says what to look at, when a phone may ring and nobody knows */
	send<T = IDataObject>(request: PlivoRequest): Promise<T>;
	account: PlivoAccount;
	context: IExecuteFunctions;
	itemIndex: number;
}

/** What can ring a phone is not sent again by us, and must not be by advice. A call that waits for its turn is queued (plivo.md §1.3). */
const MAY_RING =
	'Nobody knows whether Plivo did it, and a phone may ring: under Call, look at Get Many Live and Get Many Queued before you try again';

/** Plivo, for the router. */
export const plivo: Provider<PlivoApi> = {
	connect: async (context, itemIndex) => ({
		account: await getPlivoAccount(context),
		context,
		itemIndex,
		send: async <T = IDataObject>({
			ringsPhone,
			whenUnknown = MAY_RING,
			...request
		}: PlivoRequest): Promise<T> => {
			const repeat = repeatOf(request.method, ringsPhone);
			let failure: unknown;
			try {
				return await plivoRequest<T>(context, { ...request, itemIndex, repeat });
			} catch (error) {
				failure = error;
			}
			// Not an answer of Plivo's, such as a credential that cannot be read: nothing was sent then.
			if (!ringsPhone || !(failure instanceof NodeApiError) || wasRefused(failure)) throw failure;
			throw refusal({ context, itemIndex }, failure.message, whenUnknown, failure);
		},
		list: async (request: ListRequest, most?: number) =>
			await plivoRequestAll(context, { ...request, itemIndex, repeat: 'safe' }, most),
	}),
	secrets: ({ account }) => plivoDoor(account).secrets,
};
