import type { FormFile } from '../../../shared/multipartBody';
import { whyNotTo } from '../../../shared/privateHost';
import { readProviderError } from '../../../shared/providerError';
import { refusal } from '../../../shared/refusal';
import { pauseBeforeRepeat, pauseUnlessStopped } from '../../../shared/repeat';
import type { UltravoxApi } from '../../../shared/ultravoxApi';

const TIMEOUT_MS = 120_000;

/**
 * Brings a file to Ultravox's storage: an address is asked for, and the bytes go there within its five minutes, with the announced
 * content type and without the API key (ultravox.md §7.4).
 * @param corpusPath `/api/corpora/{corpus_id}`
 * @returns the document's id; no source holds it yet
 */
export async function uploadDocument(
	api: UltravoxApi,
	corpusPath: string,
	{ fileName, mimeType, bytes }: FormFile,
): Promise<string> {
	const { documentId, presignedUrl } = await api.send({
		method: 'POST',
		path: `${corpusPath}/uploads`,
		body: { mimeType, fileName },
	});
	const url = String(presignedUrl);
	if (typeof documentId !== 'string' || !/^https?:\/\//i.test(url) || !URL.canParse(url)) {
		throw refusal(
			api,
			'Ultravox gave no address to upload the file to',
			'Check the base URL in the credential',
		);
	}
	const address = new URL(url);
	const { baseUrl } = await api.account();
	const reason = whyNotTo(address, baseUrl);
	if (reason !== undefined) {
		throw refusal(
			api,
			`Ultravox wants the file at ${address.host}, ${reason}`,
			'It is not sent there: check the base URL in the credential',
		);
	}
	await put(api, url, mimeType, bytes);
	return documentId;
}

/** A PUT of the same bytes can be sent again without harm. */
async function put(api: UltravoxApi, url: string, mimeType: string, bytes: Buffer): Promise<void> {
	const { helpers } = api.context;
	const stopped = api.context.getExecutionCancelSignal();
	// Whoever knows the address can write there.
	const secrets = [url, url.split('?')[1] ?? ''];
	for (let attempt = 1; ; attempt++) {
		let failure: unknown;
		try {
			await helpers.httpRequest({
				method: 'PUT',
				url,
				body: bytes,
				headers: { 'Content-Type': mimeType },
				// The file goes nowhere but where Ultravox itself wants it.
				disableFollowRedirect: true,
				timeout: TIMEOUT_MS,
				abortSignal: stopped,
			});
			return;
		} catch (error) {
			failure = error;
		}
		const facts = readProviderError('Ultravox', failure, new Date(), secrets);
		const pause = pauseBeforeRepeat('safe', attempt, facts);
		if (pause !== null && (await pauseUnlessStopped(pause, stopped))) continue;
		const status = facts.status === null ? '' : ` (HTTP status ${facts.status})`;
		const words = facts.words === '' ? '' : `: ${facts.words}`;
		throw refusal(
			api,
			`The storage of Ultravox did not take the file${status}${words}`,
			'Nothing was added to the knowledge. Try again, and check that n8n may reach addresses outside of Ultravox',
		);
	}
}
