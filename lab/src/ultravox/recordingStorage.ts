import type { IncomingMessage, ServerResponse } from 'node:http';
import type { UltravoxState } from './ultravoxState';

const PATH = /^\/recordings\/([0-9a-f]{32})\.wav$/;

/** Where a redirected recording lies: another origin than the API, signed, to be read without the key (§2.3). */
export function recordingUrl(state: UltravoxState, token: string): string {
	return `${state.voiceUrl.replace(/^ws/, 'http')}/recordings/${token}.wav`;
}

/** Serves recordings by their signed address, and refuses anybody who brings the API key along. */
export function serveStoredRecording(
	state: UltravoxState,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const [, token] = PATH.exec(new URL(request.url ?? '/', 'http://localhost').pathname) ?? [];
	const wav = token === undefined ? undefined : state.storedRecordings.get(token);
	if (request.headers['x-api-key'] !== undefined) {
		state.log.add({
			side: 'ultravox',
			kind: 'refused',
			summary: 'The API key was sent to the storage of recordings',
		});
		response.writeHead(400).end();
	} else if (!wav) response.writeHead(404).end();
	else response.writeHead(200, { 'content-type': 'audio/wav' }).end(wav);
}
