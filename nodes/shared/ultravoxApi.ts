import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest, ListRequest, ProviderApi } from './operations/operation';
import { repeatOf } from './repeat';
import { checkAnswer } from './ultravoxAnswers';
import { getUltravoxAccount, ultravoxRequest, ultravoxRequestAll } from './ultravoxRequest';

/** Ultravox's API for one item. */
export interface UltravoxApi extends ProviderApi {
	context: IExecuteFunctions;
	itemIndex: number;
	/** Secrets of the requests so far: no item may hold them. */
	secretsSent: string[];
}

/** The connection to Ultravox for one item. The credential is read with each request, not before. */
export function ultravoxApi(context: IExecuteFunctions, itemIndex: number): UltravoxApi {
	const secretsSent: string[] = [];
	return {
		context,
		itemIndex,
		secretsSent,
		send: async <T = IDataObject>({ ringsPhone, ...request }: ApiRequest): Promise<T> => {
			secretsSent.push(...(request.secrets ?? []));
			const answer = await ultravoxRequest<T>(context, {
				...request,
				itemIndex,
				repeat: repeatOf(request.method, ringsPhone),
			});
			if (request.asBytes) return answer;
			const { apiKey } = await getUltravoxAccount(context);
			const item = { context, itemIndex };
			checkAnswer(item, request, answer as IDataObject | '', [apiKey, ...secretsSent]);
			return answer;
		},
		list: async (request: ListRequest, most?: number) =>
			await ultravoxRequestAll(context, { ...request, itemIndex, repeat: 'safe' }, most),
	};
}
