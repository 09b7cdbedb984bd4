import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { pauseBeforeRepeat, pauseUnlessStopped } from '../../../shared/repeat';
import { readProviderError } from '../../../shared/providerError';
import { providerFailure } from '../../../shared/providerFailure';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../refusal';
import { mayTakeCredential } from './mediaHost';

type BinaryBody = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

export interface DownloadedFile {
	body: BinaryBody;
	/** What the host says of it; '' when it says nothing. */
	contentType: string;
}

interface Answer {
	statusCode: number;
	headers: IDataObject;
	body: BinaryBody;
}

const MOST_REDIRECTS = 5;
const TIMEOUT_MS = 60_000;

const OLD_RECORDING =
	'Plivo removes recordings after 30 days unless they are retained. Where recordings are kept by another service, it has to let them be read';

/** Lets go of a body that nobody reads. */
function discard({ body }: Answer): void {
	if ('destroy' in body) body.destroy();
}

async function ask(api: PlivoApi, url: string, signedIn: boolean): Promise<Answer> {
	const { helpers } = api.context;
	const options: IHttpRequestOptions = {
		method: 'GET',
		url,
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// Followed here, so that the credential never goes to where Plivo's answer leads.
		disableFollowRedirect: true,
		timeout: TIMEOUT_MS,
		abortSignal: api.context.getExecutionCancelSignal(),
	};
	const answer = signedIn
		? await helpers.httpRequestWithAuthentication.call(api.context, 'plivoVoiceApi', options)
		: await helpers.httpRequest(options);
	return answer as Answer;
}

/** The answer at the end of all redirects: each address is asked without the credential first. */
async function follow(api: PlivoApi, start: string): Promise<Answer> {
	let url = start;
	for (let redirects = 0; ; redirects++) {
		let answer = await ask(api, url, false);
		if ([401, 403].includes(answer.statusCode) && mayTakeCredential(url, api.account.baseUrl)) {
			discard(answer);
			answer = await ask(api, url, true);
		}
		const { location } = answer.headers;
		const leadsOn = answer.statusCode >= 300 && answer.statusCode < 400;
		if (!leadsOn || typeof location !== 'string') return answer;
		const next = new URL(location, url);
		if (redirects === MOST_REDIRECTS || !/^https?:$/.test(next.protocol)) return answer;
		discard(answer);
		url = next.href;
	}
}

/** The file, or why there is none. */
async function outcome(
	api: PlivoApi,
	url: string,
): Promise<{ answer?: Answer; failure?: unknown }> {
	let answer: Answer;
	try {
		answer = await follow(api, url);
	} catch (failure) {
		return { failure };
	}
	const { statusCode, headers } = answer;
	if (statusCode >= 200 && statusCode < 300) return { answer };
	discard(answer);
	return { failure: { statusCode, headers } };
}

/**
 * Downloads the file of a recording as a stream. The credential goes to Plivo's own hosts only, and only when one asks for it.
 * @throws NodeApiError when no sound comes
 */
export async function downloadFile(api: PlivoApi, url: string): Promise<DownloadedFile> {
	const { context, itemIndex, account } = api;
	for (let attempt = 1; ; attempt++) {
		const { answer, failure } = await outcome(api, url);
		if (answer !== undefined) return soundIn(api, answer);
		const secrets = [account.authToken];
		const facts = readProviderError('Plivo', failure, new Date(), secrets);
		const pause = pauseBeforeRepeat('safe', attempt, facts);
		if (pause !== null && (await pauseUnlessStopped(pause, context.getExecutionCancelSignal()))) {
			continue;
		}
		const cause = providerFailure(context, 'Plivo', failure, { itemIndex, secrets });
		const host = new URL(url).host;
		throw refusal(
			api,
			`The file of the recording was not given by ${host}: ${cause.message}`,
			OLD_RECORDING,
			cause,
		);
	}
}

/** A web page or an error in words is no recording, whatever its status says. */
function soundIn(api: PlivoApi, answer: Answer): DownloadedFile {
	const header = answer.headers['content-type'];
	const contentType = typeof header === 'string' ? header : '';
	if (!/^(?:text\/|application\/(?:json|xml|xhtml))/i.test(contentType)) {
		return { body: answer.body, contentType };
	}
	discard(answer);
	throw refusal(api, `The address of the recording gave ${contentType}, not sound`, OLD_RECORDING);
}
