import type { WebSocket } from 'ws';
import type { SampleRate } from '../audio/pcm';
import type { JsonObject } from './jsonValue';
import type { UltravoxVariants } from './ultravoxVariants';

/** What a client on a join URL does, whichever protocol it speaks. */
export interface PeerEvents {
	/** The client is there and ready for audio. */
	onJoined: (peer: CallPeer) => void;
	onAudio: (samples: Int16Array) => void;
	onDtmf: (digit: string) => void;
	onMessage: (message: JsonObject) => void;
	/** The socket is gone; not clean: without a close handshake. */
	onClosed: (clean: boolean) => void;
	/** The client speaks another protocol than its join URL is for. */
	onWrongProtocol: (what: string) => void;
}

/** The client of a call, as the agent sees it. */
export interface CallPeer {
	readonly medium: 'serverWebSocket' | 'plivo';
	/** Samples per second of what the client sends. */
	readonly inputRate: SampleRate;
	/** Samples per second of what the client is sent. */
	readonly outputRate: SampleRate;
	sendAudio(samples: Int16Array): void;
	/** The utterance is over: nothing of it stays behind in a buffer here. */
	endOfSpeech(): void;
	/** Settles when the client has played what it was sent, as far as it can tell; after a second at most. */
	untilPlayed(): Promise<void>;
	/** The client shall drop what it has not played yet. */
	clearPlayback(): void;
	/** A data message; clients that cannot take any drop it. */
	send(message: JsonObject & { type: string }): void;
	close(): void;
	/** Cuts the connection without a close handshake. */
	terminate(): void;
}

/** Close codes after which both sides had said goodbye. */
export function isCleanClose(code: number): boolean {
	return code !== 1006;
}

/** Closes a socket the way the variant says the server does. */
export function closeAsServer(socket: WebSocket, code: UltravoxVariants['closeCode']): void {
	if (code === 1006) socket.terminate();
	else if (code === 1005) socket.close();
	else socket.close(code);
}

/** A text frame as JSON object, undefined when it is none. */
export function parseTextFrame(data: Buffer): JsonObject | undefined {
	try {
		const value: unknown = JSON.parse(data.toString('utf8'));
		return typeof value === 'object' && value !== null && !Array.isArray(value)
			? (value as JsonObject)
			: undefined;
	} catch {
		return undefined;
	}
}
