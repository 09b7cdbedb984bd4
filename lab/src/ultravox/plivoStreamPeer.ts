import { EventEmitter, once } from 'node:events';
import type { WebSocket } from 'ws';
import { decodeMulaw, encodeMulaw } from '../audio/mulaw';
import type { SampleRate } from '../audio/pcm';
import { bytesToSamples, samplesToBytes } from '../audio/pcm';
import type { CallPeer, PeerEvents } from './callPeer';
import { closeAsServer, isCleanClose, parseTextFrame } from './callPeer';
import { asJsonObject, type JsonObject } from './jsonValue';
import type { UltravoxVariants } from './ultravoxVariants';

interface StreamFormat {
	streamId: string;
	encoding: 'audio/x-l16' | 'audio/x-mulaw';
	sampleRate: SampleRate;
}

/** How long (ms) a farewell is waited for behind the time that it takes: not every Plivo tells what it has played. */
const PLAYED_WITHIN_MS = 1_000;

/** Plivo on the join URL of a `plivo` call: Ultravox is the service side of AudioStream (plivo.md §8). */
export class PlivoStreamPeer implements CallPeer {
	readonly medium = 'plivo';
	#format: StreamFormat | undefined;
	readonly #told = new EventEmitter();
	#checkpoints = 0;

	constructor(
		private readonly socket: WebSocket,
		private readonly variants: UltravoxVariants,
		private readonly events: PeerEvents,
	) {
		socket.on('message', (data: Buffer, isBinary: boolean) => {
			if (isBinary) events.onWrongProtocol('binary audio on a plivo join URL');
			else this.#receive(parseTextFrame(data));
		});
		socket.on('close', (code: number) => events.onClosed(isCleanClose(code)));
		socket.on('error', () => socket.terminate());
	}

	get inputRate(): SampleRate {
		return this.#format?.sampleRate ?? 8000;
	}

	get outputRate(): SampleRate {
		return this.inputRate;
	}

	/** Of Plivo's `start` event; undefined before it. */
	get streamId(): string | undefined {
		return this.#format?.streamId;
	}

	sendAudio(samples: Int16Array): void {
		const format = this.#format;
		if (!format) return;
		const audio =
			format.encoding === 'audio/x-mulaw'
				? Buffer.from(encodeMulaw(samples))
				: samplesToBytes(samples);
		this.#sendEvent({
			event: 'playAudio',
			media: {
				contentType: format.encoding,
				sampleRate: format.sampleRate,
				payload: audio.toString('base64'),
			},
		});
	}

	endOfSpeech(): void {
		// Every chunk is whole samples: nothing is held back.
	}

	async untilPlayed(): Promise<void> {
		const name = `played-${++this.#checkpoints}`;
		const signal = AbortSignal.timeout(PLAYED_WITHIN_MS);
		const played = once(this.#told, name, { signal }).catch(() => undefined);
		this.#sendEvent({ event: 'checkpoint', streamId: this.#format?.streamId, name });
		await played;
	}

	clearPlayback(): void {
		this.#sendEvent({ event: 'clearAudio', streamId: this.#format?.streamId });
	}

	send(): void {
		// Plivo cannot carry data messages (ultravox.md §8.7).
	}

	close(): void {
		closeAsServer(this.socket, this.variants.closeCode);
	}

	terminate(): void {
		this.socket.terminate();
	}

	#sendEvent(event: JsonObject): void {
		if (this.socket.readyState === this.socket.OPEN) this.socket.send(JSON.stringify(event));
	}

	#receive(message: JsonObject | undefined): void {
		if (typeof message?.event !== 'string') {
			this.events.onWrongProtocol('text that is no Plivo event on a plivo join URL');
			return;
		}
		if (message.event === 'start') this.#start(asJsonObject(message.start));
		else if (message.event === 'media') this.#receiveMedia(asJsonObject(message.media));
		else if (message.event === 'playedStream' || message.event === 'played') {
			this.#told.emit(String(message.name));
		} else if (message.event === 'dtmf') {
			this.events.onDtmf(String(asJsonObject(message.dtmf).digit ?? ''));
		}
	}

	#start(start: JsonObject): void {
		const format = asJsonObject(start.mediaFormat);
		if (this.#format) return;
		if (
			(format.encoding !== 'audio/x-l16' && format.encoding !== 'audio/x-mulaw') ||
			(format.sampleRate !== 8000 && format.sampleRate !== 16000)
		) {
			this.events.onWrongProtocol('a start event whose mediaFormat is not one of Plivo');
			return;
		}
		this.#format = {
			streamId: String(start.streamId ?? ''),
			encoding: format.encoding,
			sampleRate: format.sampleRate,
		};
		this.events.onJoined(this);
	}

	#receiveMedia(media: JsonObject): void {
		if (!this.#format) return;
		const bytes = Buffer.from(String(media.payload ?? ''), 'base64');
		this.events.onAudio(
			this.#format.encoding === 'audio/x-mulaw'
				? decodeMulaw(bytes)
				: bytesToSamples(bytes.subarray(0, bytes.length - (bytes.length % 2))),
		);
	}
}
