import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { decodeMulaw, encodeMulaw } from '../../../src/audio/mulaw';
import type { SampleRate } from '../../../src/audio/pcm';
import { bytesToSamples, samplesToBytes } from '../../../src/audio/pcm';
import { eventually } from './labUnderTest';
import { Phone } from './phone';
import { opened } from './webSocketCaller';

interface ServiceEvent {
	event: string;
	streamId?: string;
	media?: { contentType: string; sampleRate: number; payload: string };
}

/** What Plivo is to a native call: AudioStream JSON over the join URL, a phone behind it (plivo.md §8). */
export class PlivoCaller {
	readonly streamId = randomUUID();
	/** Names of the events received, in order. */
	readonly events: ServiceEvent[] = [];
	closed: { code: number } | undefined;
	/** Audio not played when the socket closed, in ms. */
	unplayedAtCloseMs: number | undefined;
	readonly phone: Phone;
	#sequence = 1;

	private constructor(
		readonly socket: WebSocket,
		private readonly encoding: 'audio/x-l16' | 'audio/x-mulaw',
		private readonly rate: SampleRate,
	) {
		this.phone = new Phone(rate, (samples) => this.#media(samples));
		socket.on('message', (data: Buffer) =>
			this.#receive(JSON.parse(data.toString('utf8')) as ServiceEvent),
		);
		socket.on('close', (code) => {
			this.closed = { code };
			this.unplayedAtCloseMs = this.phone.queuedMs;
		});
		socket.on('error', () => undefined);
	}

	static async join(
		joinUrl: string,
		encoding: 'audio/x-l16' | 'audio/x-mulaw',
		rate: SampleRate,
	): Promise<PlivoCaller> {
		const socket = new WebSocket(joinUrl, { perMessageDeflate: false });
		await opened(socket);
		const caller = new PlivoCaller(socket, encoding, rate);
		caller.#send({
			event: 'start',
			start: {
				callId: randomUUID(),
				streamId: caller.streamId,
				accountId: 'MALABPHONE0000000000',
				tracks: ['inbound'],
				mediaFormat: { encoding, sampleRate: rate },
			},
			extra_headers: '',
		});
		return caller;
	}

	press(digit: string): void {
		this.#send({
			event: 'dtmf',
			streamId: this.streamId,
			dtmf: { track: 'inbound', digit, timestamp: '0' },
		});
	}

	async waitForClose(ms = 8000): Promise<{ code: number }> {
		return await eventually(() => this.closed, 'the server to close the socket', ms);
	}

	hangUp(): void {
		this.phone.close();
		this.socket.close(1000);
	}

	#media(samples: Int16Array): void {
		const payload =
			this.encoding === 'audio/x-mulaw'
				? Buffer.from(encodeMulaw(samples))
				: samplesToBytes(samples);
		this.#send({
			event: 'media',
			streamId: this.streamId,
			media: {
				track: 'inbound',
				timestamp: String(Date.now()),
				chunk: this.#sequence,
				payload: payload.toString('base64'),
			},
		});
	}

	#receive(message: ServiceEvent): void {
		this.events.push(message);
		if (message.event === 'clearAudio') this.phone.clear();
		if (message.event !== 'playAudio' || !message.media) return;
		const { contentType, sampleRate, payload } = message.media;
		if (contentType !== this.encoding || sampleRate !== this.rate) return;
		const bytes = Buffer.from(payload, 'base64');
		this.phone.receive(
			contentType === 'audio/x-mulaw' ? decodeMulaw(bytes) : bytesToSamples(bytes),
		);
	}

	#send(event: Record<string, unknown>): void {
		if (this.socket.readyState !== WebSocket.OPEN) return;
		this.socket.send(JSON.stringify({ sequenceNumber: this.#sequence++, ...event }));
	}
}
