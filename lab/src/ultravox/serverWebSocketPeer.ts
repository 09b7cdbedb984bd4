import type { WebSocket } from 'ws';
import type { SampleRate } from '../audio/pcm';
import { bytesToSamples, samplesToBytes } from '../audio/pcm';
import type { CallPeer, PeerEvents } from './callPeer';
import { closeAsServer, isCleanClose, parseTextFrame } from './callPeer';
import type { EnabledDataMessages } from './dataMessages';
import type { JsonObject } from './jsonValue';
import type { UltravoxVariants } from './ultravoxVariants';

/** A client of a `serverWebSocket` call: binary s16le both ways, data messages as text (ultravox.md §8). */
export class ServerWebSocketPeer implements CallPeer {
	readonly medium = 'serverWebSocket';
	/** Half a sample the client has sent so far. */
	#inputCarry: Buffer = Buffer.alloc(0);
	/** Half a sample that waits for its other half ('odd' chunks only). */
	#outputCarry: Buffer = Buffer.alloc(0);

	constructor(
		private readonly socket: WebSocket,
		private readonly options: {
			inputRate: SampleRate;
			outputRate: SampleRate;
			variants: UltravoxVariants;
			dataMessages: EnabledDataMessages;
		},
		private readonly events: PeerEvents,
	) {
		socket.on('message', (data: Buffer, isBinary: boolean) => {
			if (isBinary) this.#receiveAudio(data);
			else this.#receiveText(data);
		});
		socket.on('close', (code: number) => events.onClosed(isCleanClose(code)));
		socket.on('error', () => socket.terminate());
		events.onJoined(this);
	}

	get inputRate(): SampleRate {
		return this.options.inputRate;
	}

	get outputRate(): SampleRate {
		return this.options.outputRate;
	}

	sendAudio(samples: Int16Array): void {
		const bytes = Buffer.concat([this.#outputCarry, samplesToBytes(samples)]);
		const odd = this.options.variants.outputChunkMs === 'odd';
		const length = odd && bytes.length % 2 === 0 ? bytes.length - 1 : bytes.length;
		this.#outputCarry = bytes.subarray(length);
		this.#sendBinary(bytes.subarray(0, length));
	}

	endOfSpeech(): void {
		this.#sendBinary(this.#outputCarry);
		this.#outputCarry = Buffer.alloc(0);
	}

	async untilPlayed(): Promise<void> {
		// Nothing on this socket tells.
	}

	clearPlayback(): void {
		// The byte stream stays whole samples also for a client that drops what it is told to drop.
		this.endOfSpeech();
		this.send({ type: 'playback_clear_buffer' });
	}

	send(message: JsonObject & { type: string }): void {
		if (!this.options.dataMessages.allows(message.type)) return;
		if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(message));
	}

	close(): void {
		closeAsServer(this.socket, this.options.variants.closeCode);
	}

	terminate(): void {
		this.socket.terminate();
	}

	#sendBinary(bytes: Buffer): void {
		if (bytes.length > 0 && this.socket.readyState === this.socket.OPEN) this.socket.send(bytes);
	}

	#receiveAudio(data: Buffer): void {
		const bytes = Buffer.concat([this.#inputCarry, data]);
		const whole = bytes.length - (bytes.length % 2);
		this.#inputCarry = bytes.subarray(whole);
		this.events.onAudio(bytesToSamples(bytes.subarray(0, whole)));
	}

	#receiveText(data: Buffer): void {
		const message = parseTextFrame(data);
		if (message?.type === undefined && typeof message?.event === 'string') {
			this.events.onWrongProtocol('Plivo AudioStream JSON on a serverWebSocket join URL');
		} else this.events.onMessage(message ?? {});
	}
}
