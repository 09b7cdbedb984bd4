import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { SampleRate } from '../audio/pcm';
import type { PeerEvents } from './callPeer';
import { closeAsServer } from './callPeer';
import { isUpload, takeUpload } from './corpora/uploadStorage';
import { EnabledDataMessages } from './dataMessages';
import { hostFault } from './hostFault';
import { isJoinToken, readJoinPath } from './joinUrl';
import type { LabUltravoxCall } from './labUltravoxCall';
import { listen, type RunningServer } from './listen';
import { PlivoStreamPeer } from './plivoStreamPeer';
import { serveStoredRecording } from './recordingStorage';
import { ServerWebSocketPeer } from './serverWebSocketPeer';
import type { UltravoxState } from './ultravoxState';

/** The host of join URLs: one WebSocket per call, for the protocol of its medium (ultravox.md §3, §8.1). */
export async function startVoiceServer(state: UltravoxState, port: number): Promise<RunningServer> {
	const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false });
	const server = createServer((request, response) => {
		if (isUpload(request)) takeUpload(state, request, response);
		else serveStoredRecording(state, request, response);
	});
	server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
		socket.on('error', () => socket.destroy());
		void admit(state, request).then((admission) => {
			if ('status' in admission) {
				refuse(socket, admission.status);
				return;
			}
			sockets.handleUpgrade(request, socket, head, (client) => {
				if (admission.secondJoin) closeAsServer(client, state.variants.closeCode);
				else attach(admission.call, client, admission.url);
			});
		});
	});
	const running = await listen(server, port);
	return {
		port: running.port,
		close: async () => {
			for (const client of sockets.clients) client.terminate();
			await running.close();
		},
	};
}

type Admission = { status: number } | { call: LabUltravoxCall; url: URL; secondJoin: boolean };

async function admit(state: UltravoxState, request: IncomingMessage): Promise<Admission> {
	const url = new URL(request.url ?? '/', 'ws://localhost');
	const fault = await hostFault(state, { host: 'voice', method: 'GET', path: url.pathname });
	if (fault === 'drop') return { status: 0 };
	if (fault !== undefined) return { status: fault };
	const path = readJoinPath(url.pathname);
	const call = state.calls.get(path?.callId ?? '');
	if (!path || !call || !isJoinToken(url.searchParams.get('jt'), call.joinToken)) {
		return { status: 403 };
	}
	if (call.joinMedium !== path.medium || call.endReason !== null) {
		call.log('refused', `a join over ${path.medium} of a call that is over or not for it`);
		return { status: 404 };
	}
	const secondJoin = call.joinUsed;
	if (secondJoin) {
		call.log('refused', 'a second join');
		if (state.variants.secondJoin === 'refuse') return { status: 403 };
	}
	call.joinUsed = true;
	return { call, url, secondJoin };
}

function refuse(socket: Duplex, status: number): void {
	if (status === 0) socket.destroy();
	else {
		socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
			socket.destroy(),
		);
	}
}

function attach(call: LabUltravoxCall, client: WebSocket, url: URL): void {
	call.clientVersion = url.searchParams.get('clientVersion');
	const events: PeerEvents = {
		onJoined: (peer) => call.join(peer),
		onAudio: (samples) => call.receiveAudio(samples),
		onDtmf: (digit) => call.receiveDtmf(digit),
		onMessage: (message) => call.receiveMessage(message),
		onClosed: (clean) => {
			// A client that never got as far as to join leaves the call to its join timeout.
			if (call.joined) call.end(clean ? 'hangup' : 'connection_error');
		},
		onWrongProtocol: (what) => {
			call.log('wrong-protocol', what);
			client.close(1003);
			call.end('connection_error');
		},
	};
	const socketMedium = call.settings.medium.serverWebSocket;
	if (!socketMedium) {
		new PlivoStreamPeer(client, call.variants, events);
		return;
	}
	const inputRate = rate(socketMedium.inputSampleRate);
	new ServerWebSocketPeer(
		client,
		{
			inputRate,
			outputRate: rate(socketMedium.outputSampleRate ?? inputRate),
			variants: call.variants,
			dataMessages: new EnabledDataMessages(
				socketMedium.dataMessages,
				`${url.searchParams.get('additionalMessages') ?? ''},${url.searchParams.get('experimentalMessages') ?? ''}`,
			),
		},
		events,
	);
}

/** The call was only created with a rate the lab can speak (callRules.ts). */
function rate(value: number | undefined): SampleRate {
	return value === 16000 ? 16000 : 8000;
}
