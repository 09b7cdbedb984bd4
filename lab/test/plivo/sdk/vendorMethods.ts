import type { PhoneLab } from '../phoneLab';
import { plain, sdkClient } from './client';

type Methods<Name extends string> = Record<Name, (...values: unknown[]) => Promise<unknown>>;

/** Methods of npm plivo that its own types leave out, or ask too much of. */
interface VendorMethods {
	accounts: Methods<'get' | 'update'>;
	applications: Methods<'create' | 'get' | 'list' | 'update' | 'delete'>;
	calls: Methods<
		| 'create'
		| 'get'
		| 'list'
		| 'hangup'
		| 'cancel'
		| 'getLiveCall'
		| 'listLiveCalls'
		| 'getQueuedCall'
		| 'listQueuedCalls'
	>;
	numbers: Methods<'get' | 'list' | 'update' | 'addOwnNumber' | 'unrent' | 'search' | 'buy'>;
	pricings: Methods<'get'>;
	verify: Methods<
		| 'initiate'
		| 'verify'
		| 'getVerifiedCallerId'
		| 'updateVerifiedCallerId'
		| 'listVerifiedCallerId'
		| 'deleteVerifiedCallerId'
	>;
}

/** The SDK's methods, with arguments and results as they really are. */
export function vendorMethods(lab: PhoneLab, authToken?: string): VendorMethods {
	return sdkClient(lab, authToken) as unknown as VendorMethods;
}

/** `meta` of a list: the SDK hangs it on the array. */
export function metaOf(list: unknown): object {
	return plain((list as { meta: object }).meta) as object;
}

/** What the SDK makes of a refusal: the status, the words of the body, and its `api_id`. */
export async function refusalOf(
	asked: Promise<unknown>,
): Promise<{ status: unknown; message: string; apiID: unknown }> {
	const error = await asked.then(
		() => new Error('It was not refused'),
		(reason: unknown) => reason as Error,
	);
	const { status, apiID } = error as Error & { status?: number; apiID?: string };
	return { status, message: error.message, apiID };
}
