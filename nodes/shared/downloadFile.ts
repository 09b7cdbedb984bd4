import type {
	IBinaryData,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { whyNotTo } from './privateHost';
import type { ProviderDoor } from './providerRequest';
import { readProviderError } from './providerError';
import { providerFailure } from './providerFailure';
import type { ItemContext } from './refusal';
import { refusal } from './refusal';
import { pauseBeforeRepeat, pauseUnlessStopped } from './repeat';

type BinaryBody = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

export interface DownloadedFile {
	body: BinaryBody;
	/** What the host says of it; '' when it says nothing. */
	contentType: string;
}

/** Who is asked for a file, and which address gets the credential. */
export interface FileSource extends ItemContext {
	/** Its root says how far redirects may lead: unencrypted, or into a private network, only where it is so itself. */
	door: Pick<ProviderDoor, 'provider' | 'credential' | 'root' | 'secrets'>;
	/** The address is the provider's API, which gets the credential at once. No redirect takes it along. */
	isApi?: boolean;
	/** Whether an address that refuses to give the file without the credential may have it. */
	mayTakeCredential?(url: string): boolean;
}

interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: BinaryBody;
}

/** Where a file is asked for, after the redirects so far. */
interface Place {
	url: string;
	signedIn: boolean;
}

/** A redirect that is not followed. */
class WrongRedirect extends Error {}

const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 60_000;
const WRONG_REDIRECT =
	'It is not followed: look at the address in the browser, and tell who runs the host';
/** Bytes of a refusal in words; what is longer is none. */
const MOST_WORDS = 10_000;

/** Lets go of a body that nobody reads. */
export function discard({ body }: Pick<DownloadedFile, 'body'>): void {
	if ('destroy' in body) body.destroy();
}

async function ask({ context, door }: FileSource, { url, signedIn }: Place): Promise<Answer> {
	const { helpers } = context;
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Followed here, so that the credential never goes to where the provider's answer leads.
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		abortSignal: context.getExecutionCancelSignal(),
	};
	const answer = signedIn
		? await helpers.httpRequestWithAuthentication.call(context, door.credential, options)
		: await helpers.httpRequest(options);
	return answer as Answer;
}

/** The answer at the end of all redirects; `place` says afterwards where it is from, also when none came. */
async function follow(source: FileSource, place: Place): Promise<Answer> {
	for (let redirects = 0; ; redirects++) {
		let answer = await ask(source, place);
		const isRefused = [401, 403].includes(answer.statusCode) && !place.signedIn;
		if (isRefused && source.mayTakeCredential?.(place.url)) {
			discard(answer);
			place.signedIn = true;
			answer = await ask(source, place);
		}
		const { location } = answer.headers;
		const leadsOn = answer.statusCode >= 300 && answer.statusCode < 400;
		if (!leadsOn || typeof location !== 'string' || redirects === MOST_REDIRECTS) return answer;
		discard(answer);
		place.url = redirectTarget(location, place.url, source.door.root);
		place.signedIn = false;
	}
}

/** @throws WrongRedirect */
function redirectTarget(location: string, from: string, root: string): string {
	const { host } = new URL(from);
	if (!URL.canParse(location, from)) {
		throw new WrongRedirect(`${host} leads on to something that is no web address`);
	}
	const next = new URL(location, from);
	if (!/^https?:$/.test(next.protocol)) {
		throw new WrongRedirect(`${host} leads on to something that is no web address`);
	}
	const reason = whyNotTo(next, root);
	if (reason !== undefined) {
		throw new WrongRedirect(`${host} leads on to ${next.host}, ${reason}`);
	}
	return next.href;
}

/** What a refusal says in JSON, or in a sentence; undefined when it says nothing that can be read. */
async function wordsOf({ headers, body }: Answer): Promise<string | undefined> {
	const type = String(headers['content-type'] ?? '');
	const canBeRead = /^(?:application\/(?:[\w.+-]+\+)?json|text\/plain)/i.test(type);
	if (!canBeRead || !(Symbol.asyncIterator in body)) return undefined;
	const parts: Uint8Array[] = [];
	let length = 0;
	try {
		for await (const part of body as AsyncIterable<Uint8Array>) {
			parts.push(part);
			length += part.length;
			if (length > MOST_WORDS) return undefined;
		}
	} catch {
		return undefined;
	}
	return Buffer.concat(parts).toString('utf8');
}

/** The file, or why there is none. */
async function outcome(
	source: FileSource,
	place: Place,
): Promise<{ answer?: Answer; failure?: unknown }> {
	let answer: Answer;
	try {
		answer = await follow(source, place);
	} catch (failure) {
		return { failure };
	}
	const { statusCode, headers } = answer;
	// Nothing else is the whole file: a part of one was not asked for.
	if (statusCode === 200) return { answer };
	const body = await wordsOf(answer);
	discard(answer);
	return { failure: { statusCode, headers, ...(body === undefined ? {} : { body }) } };
}

/** Why there is no file: of who was asked with the credential as the provider's own refusal, of others by their host. */
function whyNot(source: FileSource, { url, signedIn }: Place, failure: unknown): NodeApiError {
	const { context, itemIndex, door } = source;
	const { provider, secrets } = door;
	if (failure instanceof WrongRedirect) return refusal(source, failure.message, WRONG_REDIRECT);
	const told = providerFailure(context, provider, failure, { itemIndex, secrets });
	if (signedIn) return told;
	const { host } = new URL(url);
	const { httpCode } = told;
	// The advice for a refusal of the API would be about the credential, which this host never saw.
	const [message, description] = httpCode
		? [`${host} did not give the file`, `HTTP status ${httpCode}.`]
		: [told.message.replace(/^The request to \w+ failed/, `${host} gave no answer`), ''];
	const code = httpCode ? { httpCode } : {};
	return new NodeApiError(context.getNode(), {}, { message, description, itemIndex, ...code });
}

/**
 * Downloads a file as a stream, again when its host fails. The credential goes only where the source lets it, and never along with a
 * redirect.
 * @throws NodeApiError with the words and the status of who refused
 */
export async function downloadFile(source: FileSource, url: string): Promise<DownloadedFile> {
	const { context, door } = source;
	for (let attempt = 1; ; attempt++) {
		const place: Place = { url, signedIn: source.isApi === true };
		const { answer, failure } = await outcome(source, place);
		if (answer !== undefined) {
			const header = answer.headers['content-type'];
			return { body: answer.body, contentType: typeof header === 'string' ? header : '' };
		}
		const facts = readProviderError(door.provider, failure, new Date(), door.secrets);
		const pause =
			failure instanceof WrongRedirect ? null : pauseBeforeRepeat('safe', attempt, facts);
		if (pause === null || !(await pauseUnlessStopped(pause, context.getExecutionCancelSignal()))) {
			throw whyNot(source, place, failure);
		}
	}
}

/** Whether a file is a web page or an error in words, whatever the status of the answer says. */
export const isInWords = ({ contentType }: DownloadedFile): boolean =>
	/^(?:text\/|application\/(?:json|xml|xhtml))/i.test(contentType);

/** Whether n8n has kept nothing: what it keeps in memory is in `data`, which names the storage otherwise. */
const isEmpty = ({ bytes, data, fileSize }: IBinaryData): boolean =>
	bytes === 0 || data === '' || /^0 B$/i.test(fileSize ?? '');

/**
 * Hands a file to n8n to keep. It comes while n8n keeps it, so that it can break off until the end.
 * @param what the file is, as a sentence begins: `The file of the recording`
 * @throws NodeApiError when it does not come whole, or has no bytes
 */
export async function keepFile(
	item: ItemContext,
	{ body }: DownloadedFile,
	named: { fileName: string; mimeType: string },
	what: string,
): Promise<IBinaryData> {
	let failure: unknown;
	let kept: IBinaryData | undefined;
	try {
		kept = await item.context.helpers.prepareBinaryData(body, named.fileName, named.mimeType);
	} catch (error) {
		failure = error;
	}
	if (kept !== undefined) {
		if (!isEmpty(kept)) return kept;
		throw refusal(item, `${what} did not come: the answer is empty`, 'Try again later');
	}
	const words = failure instanceof Error ? `: ${failure.message}` : '';
	throw refusal(item, `${what} did not come whole${words}`, 'Try again later');
}
