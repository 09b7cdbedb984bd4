import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ApiRequest, ListRequest, ProviderApi } from './operations/operation';
import { providerRequest } from './providerRequest';
import { repeatOf } from './repeat';
import { checkAnswer } from './ultravoxAnswers';
import type { UltravoxAccount } from './ultravoxRequest';
import { getUltravoxAccount, ultravoxDoor, ultravoxRequestAll } from './ultravoxRequest';

/** Ultravox's API for one item. */
export interface UltravoxApi extends ProviderApi {
	context: IExecuteFunctions;
	itemIndex: number;
	/** The credential, read once: when it is first needed, since a caller may wait and has to be sent on if it cannot be read. */
	account(): Promise<UltravoxAccount>;
	/** Secrets of the requests so far: no item may hold them. */
	secretsSent: string[];
}

/** The connection to Ultravox for one item. */
export function ultravoxApi(context: IExecuteFunctions, itemIndex: number): UltravoxApi {
	const secretsSent: string[] = [];
	let reading: Promise<UltravoxAccount> | undefined;
	// Never read again after a request: what succeeded must not be told as refused because of the credential.
	const account = async () => await (reading ??= getUltravoxAccount(context));
	return {
		context,
		itemIndex,
		account,
		secretsSent,
		send: async <T = IDataObject>({ ringsPhone, ...request }: ApiRequest): Promise<T> => {
			const door = ultravoxDoor(await account());
			secretsSent.push(...(request.secrets ?? []));
			const answer = await providerRequest<T>(context, door, {
				...request,
				itemIndex,
				repeat: repeatOf(request.method, ringsPhone),
			});
			if (request.asBytes) return answer;
			const secrets = [...door.secrets, ...secretsSent];
			checkAnswer({ context, itemIndex }, request, answer as IDataObject | '', secrets);
			return answer;
		},
		list: async (request: ListRequest, most?: number) =>
			await ultravoxRequestAll(context, { ...request, itemIndex, repeat: 'safe' }, most),
	};
}

/** What no item of an operation may hold: the key, and what its requests carried. */
export async function ultravoxSecrets({ account, secretsSent }: UltravoxApi): Promise<string[]> {
	return [(await account()).apiKey, ...secretsSent];
}
