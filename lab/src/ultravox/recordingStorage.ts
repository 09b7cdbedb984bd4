import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LabUltravoxCall } from './labUltravoxCall';
import type { UltravoxState } from './ultravoxState';

const PATH = /^\/(?:recordings\/([0-9a-f]{32})\.wav|sip_logs\/([0-9a-f]{32})\.txt)$/;

/** Where a redirected recording lies: another origin than the API, signed, to be read without the key (§2.3). */
export function recordingUrl(state: UltravoxState, token: string): string {
	return `${state.voiceUrl.replace(/^ws/, 'http')}/recordings/${token}.wav`;
}

/** Puts a call's recording where `recordingUrl` leads. @returns the address */
export function storeRecording(state: UltravoxState, call: LabUltravoxCall, wav: Buffer): string {
	const token = storageToken(call, 'recording');
	state.storedRecordings.set(token, wav);
	return recordingUrl(state, token);
}

/** Puts the SIP logs of a call into storage. @returns the address */
export function storeSipLogs(state: UltravoxState, call: LabUltravoxCall, logs: string): string {
	const token = storageToken(call, 'sip_logs');
	state.storedRecordings.set(token, Buffer.from(logs, 'utf8'));
	return `${state.voiceUrl.replace(/^ws/, 'http')}/sip_logs/${token}.txt`;
}

/** Takes everything of a call out of storage. */
export function forgetRecording(state: UltravoxState, call: LabUltravoxCall): void {
	state.storedRecordings.delete(storageToken(call, 'recording'));
	state.storedRecordings.delete(storageToken(call, 'sip_logs'));
}

/** Serves recordings and logs by their signed address, and refuses anybody who brings the API key along. */
export function serveStoredRecording(
	state: UltravoxState,
	request: IncomingMessage,
	response: ServerResponse,
): void {
	const { pathname } = new URL(request.url ?? '/', 'http://localhost');
	const [, recording, logs] = PATH.exec(pathname) ?? [];
	const stored = state.storedRecordings.get(recording ?? logs ?? '');
	if (request.headers['x-api-key'] !== undefined) {
		state.log.add({
			side: 'ultravox',
			kind: 'refused',
			summary: 'The API key was sent to the storage of recordings',
		});
		response.writeHead(400).end();
	} else if (!stored) response.writeHead(404).end();
	else {
		const type = recording === undefined ? 'text/plain' : 'audio/wav';
		response.writeHead(200, { 'content-type': type }).end(stored);
	}
}

/** Not to be guessed, and the same each time, so that it can be taken back. */
function storageToken(call: LabUltravoxCall, what: string): string {
	return createHash('sha256').update(`${what} ${call.joinToken}`).digest('hex').slice(0, 32);
}
