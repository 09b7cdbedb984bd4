import type { DownloadedFile } from '../shared/downloadFile';
import { discard, downloadFile, isInWords } from '../shared/downloadFile';
import { refusal } from '../shared/refusal';
import type { UltravoxApi } from '../shared/ultravoxApi';
import { ultravoxDoor } from '../shared/ultravoxRequest';
import type { Hints } from '../shared/ultravoxExplained';
import { explained } from '../shared/ultravoxExplained';

/**
 * Downloads a file as a stream. Ultravox gives it by itself or leads to its storage, where the API key is not sent (ultravox.md §2.3).
 * @param path of the API, ids in it encoded
 * @param hints for refusals, by HTTP status
 */
export async function download(
	api: UltravoxApi,
	path: string,
	hints: Hints,
): Promise<DownloadedFile> {
	const { context, itemIndex } = api;
	const door = ultravoxDoor(await api.account());
	let failure: unknown;
	try {
		return await downloadFile({ context, itemIndex, door, isApi: true }, `${door.root}${path}`);
	} catch (error) {
		failure = error;
	}
	throw explained(api, failure, hints);
}

const SOUNDS = [
	{ extension: 'mp3', mimeType: 'audio/mpeg', said: /^audio\/(?:mpeg|mp3|x-mp3|mpeg3)\b/i },
	{ extension: 'ogg', mimeType: 'audio/ogg', said: /^(?:audio|application)\/ogg\b/i },
];
/** What Ultravox's sound is where nobody says otherwise (ultravox.md §2.3). */
const WAV = { extension: 'wav', mimeType: 'audio/wav' };

/** What a file of sound is, by what its host says of it. */
export const soundFormat = ({ contentType }: DownloadedFile) =>
	SOUNDS.find(({ said }) => said.test(contentType)) ?? WAV;

/**
 * The same for sound: a web page or an error in words is none.
 * @param what the file is, as a sentence begins: `The recording`
 */
export async function downloadSound(
	api: UltravoxApi,
	path: string,
	hints: Hints,
	what: string,
): Promise<DownloadedFile> {
	const file = await download(api, path, hints);
	if (!isInWords(file)) return file;
	discard(file);
	throw refusal(api, `${what} did not come: the answer is ${file.contentType}`, 'Try again later');
}

/** Whether a file is a web page, such as a proxy's, by what its host says of it. */
export const isWebPage = ({ contentType }: DownloadedFile): boolean =>
	/^(?:text\/html|application\/xhtml)/i.test(contentType);
