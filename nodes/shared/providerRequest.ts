import type { IDataObject, IHttpRequestMethods, IHttpRequestOptions } from 'n8n-workflow';
import type { ProviderName } from './providerError';
import { readProviderError } from './providerError';
import type { RequestContext } from './providerFailure';
import { providerFailure } from './providerFailure';
import type { Repeat } from './repeat';
import { pauseBeforeRepeat, pauseUnlessStopped } from './repeat';
import { removeTexts } from './secrets';
import { stopSignal } from './stopSignal';

/** Where a provider's API is, and what opens it. */
export interface ProviderDoor {
	provider: ProviderName;
	/** Name of the credential type. */
	credential: string;
	/** Without a trailing slash. */
	root: string;
	/** Texts that no error may show. */
	secrets: string[];
}

/** A body that is no JSON. */
export interface RawBody {
	bytes: Buffer;
	/** With the boundary of a multipart body. */
	contentType: string;
}

/** An answer as it came: one in the 200s. */
export interface AnsweredBytes {
	statusCode: number;
	/** Names in lower case. */
	headers: IDataObject;
	body: Buffer;
}

export interface ProviderRequestOptions {
	method: IHttpRequestMethods;
	/** Below the root. Ids in it must be encoded by the caller. */
	path: string;
	body?: IDataObject;
	/** A body that is no JSON, in the place of `body`. */
	raw?: RawBody;
	/** The answer is wanted as it came, an AnsweredBytes. */
	asBytes?: boolean;
	query?: IDataObject;
	/** Milliseconds; 20000 when not given. */
	timeout?: number;
	itemIndex?: number;
	/** When the request is sent again; `never` when not given. */
	repeat?: Repeat;
	/** A 404 is a refusal also when a DELETE was repeated. */
	mustBeThere?: boolean;
	/** Texts in it that neither an error nor the answer may show, besides those of the door. */
	secrets?: string[];
}

/**
 * One request to a provider's REST API: JSON in and out unless said otherwise, signed in from the credential.
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
		if (pause === null || !(await pauseUnlessStopped(pause, stopSignal(context)))) {
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
	const { raw, body = raw?.bytes, query, timeout = 20_000, asBytes = false } = options;
	const request: IHttpRequestOptions = {
		method: options.method,
		url: `${door.root}${options.path}`,
		timeout,
		// A redirect would take the credential along, to whatever host it names, and make a GET of a POST.
		disableFollowRedirect: true,
		...(raw ? { headers: { 'Content-Type': raw.contentType } } : {}),
		...(body ? { body } : {}),
		// Lists in the query are the name several times (ultravox.md §2.3): `agentIds=1&agentIds=2`.
		...(query ? { qs: query, arrayFormat: 'repeat' } : {}),
		...(asBytes ? AS_BYTES : { json: true }),
	};
	const answer: unknown = await context.helpers.httpRequestWithAuthentication.call(
		context,
		door.credential,
		request,
	);
	if (asBytes) return (await accepted(answer as AnsweredBytes)) as T;
	return removeTexts(await understood(answer, options.method), options.secrets ?? []) as T;
}

/**
 * A JSON answer; a promise that fails when it is none of the provider's API, such as a proxy's page, or says nothing but
 * `error` (Plivo) or `detail` (Ultravox). Nothing at all is an answer to a change (204), not to a read.
 */
async function understood(answer: unknown, method: IHttpRequestMethods): Promise<unknown> {
	const isNothing = answer === '' || answer === undefined;
	if (isNothing && method !== 'GET') return '';
	if (typeof answer !== 'object' || answer === null) {
		return await Promise.reject({ message: 'what came back is not from its API' });
	}
	const said = Object.entries(answer).filter(([key]) => key !== 'api_id');
	const [[key, words] = []] = said;
	const isError = said.length === 1 && (key === 'error' || key === 'detail');
	const saysSomething = words !== undefined && words !== null && words !== '';
	return await (isError && saysSomething ? Promise.reject(answer) : Promise.resolve(answer));
}

/** n8n's own error would lose the words of a refusal that came as bytes, so the status is looked at here. */
const AS_BYTES: Partial<IHttpRequestOptions> = {
	encoding: 'arraybuffer',
	returnFullResponse: true,
	ignoreHttpStatusErrors: true,
};

/** The answer; a promise that fails with it when it is a refusal or leads elsewhere, since it is no Error. */
async function accepted(answer: AnsweredBytes): Promise<AnsweredBytes> {
	const isRefused = answer.statusCode >= 300;
	return await (isRefused ? Promise.reject(answer) : Promise.resolve(answer));
}
