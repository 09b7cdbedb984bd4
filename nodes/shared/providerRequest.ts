import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';
import { readProviderError } from './providerError';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';
import type { Repeat } from './repeat';
import { pauseBeforeRepeat, pauseUnlessStopped } from './repeat';

/** Where a provider's API is, and what opens it. */
export interface ProviderDoor {
	provider: 'Plivo' | 'Ultravox';
	/** Name of the credential type. */
	credential: string;
	/** Without a trailing slash. */
	root: string;
	/** Texts that no error may show. */
	secrets: string[];
}

export interface ProviderRequestOptions {
	method: IHttpRequestMethods;
	/** Below the root. Ids in it must be encoded by the caller. */
	path: string;
	body?: IDataObject;
	query?: IDataObject;
	/** Milliseconds; 20000 when not given. */
	timeout?: number;
	itemIndex?: number;
	/** When the request is sent again; `never` when not given. */
	repeat?: Repeat;
	/** A 404 is a refusal also when a DELETE was repeated. */
	mustBeThere?: boolean;
	/** Texts in it that no error may show, besides those of the door. */
	secrets?: string[];
}

/**
 * One request to a provider's REST API: JSON in, JSON out, signed in from the credential.
 * @throws NodeApiError with the provider's own words, the status, and its id of the request
 */
export async function providerRequest<T = IDataObject>(
	context: RequestContext,
	door: ProviderDoor,
	options: ProviderRequestOptions,
): Promise<T> {
	const secrets = [...door.secrets, ...(options.secrets ?? [])];
	for (let attempt = 1; ; attempt++) {
		let failure: unknown;
		try {
			return await sendOnce<T>(context, door, options);
		} catch (error) {
			failure = error;
		}
		const facts = readProviderError(door.provider, failure, new Date(), secrets);
		// The first delete did it, though its answer was lost.
		const isGone = attempt > 1 && options.method === 'DELETE' && facts.status === 404;
		if (isGone && !options.mustBeThere) return '' as T;
		const pause = pauseBeforeRepeat(options.repeat ?? 'never', attempt, facts);
		const stopped =
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
		if (pause === null || !(await pauseUnlessStopped(pause, stopped))) {
			throw providerFailure(context, door.provider, failure, {
				itemIndex: options.itemIndex,
				secrets,
			});
		}
	}
}

async function sendOnce<T>(
	context: RequestContext,
	door: ProviderDoor,
	options: ProviderRequestOptions,
): Promise<T> {
	return (await context.helpers.httpRequestWithAuthentication.call(context, door.credential, {
		method: options.method,
		url: `${door.root}${options.path}`,
		json: true,
		timeout: options.timeout ?? 20_000,
		...(options.body ? { body: options.body } : {}),
		...(options.query ? { qs: options.query } : {}),
	})) as T;
}
