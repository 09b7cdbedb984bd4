import type { DownloadedFile } from '../../../shared/downloadFile';
import { discard, downloadFile } from '../../../shared/downloadFile';
import { plivoDoor } from '../../../shared/plivoRequest';
import type { PlivoApi } from '../../plivoApi';
import { refusal } from '../../../shared/refusal';
import { mayTakeCredential } from './mediaHost';
import { soundFault } from './sound';

const OLD_RECORDING =
	'Plivo removes recordings after 30 days unless they are retained. Where recordings are kept by another service, it has to let them be read';

/**
 * Downloads the file of a recording as a stream. The credential goes to Plivo's own hosts only, and only when one asks for it.
 * @throws NodeApiError when no sound comes
 */
export async function downloadRecording(api: PlivoApi, url: string): Promise<DownloadedFile> {
	const { context, itemIndex, account } = api;
	let file: DownloadedFile | undefined;
	let cause: unknown;
	try {
		file = await downloadFile(
			{
				context,
				itemIndex,
				door: plivoDoor(account),
				mayTakeCredential: (address) => mayTakeCredential(address, account.baseUrl),
			},
			url,
		);
	} catch (error) {
		cause = error;
	}
	if (file === undefined) {
		const words = cause instanceof Error ? cause.message : '';
		throw refusal(api, `The file of the recording did not come: ${words}`, OLD_RECORDING, cause);
	}
	// A web page or an error in words is no recording.
	const fault = await soundFault(file);
	if (fault === undefined) return file;
	discard(file);
	throw refusal(api, `What the address of the recording gave ${fault}`, OLD_RECORDING);
}
