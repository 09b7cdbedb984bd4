import WebSocket from 'ws';
import type { SampleRate } from '../../../src/audio/pcm';
import { bytesToSamples, samplesToBytes } from '../../../src/audio/pcm';
import { eventually } from './labUnderTest';
import { Phone } from './phone';

export interface ReceivedMessage {
	type: string;
	[field: string]: unknown;
}

/** What a bridge is to a `serverWebSocket` call: binary audio both ways, data messages, a phone behind it. */
export class WebSocketCaller {
	readonly messages: ReceivedMessage[] = [];
	/** What came, in order: `audio`, `state:speaking`, `transcript:final`, otherwise the type. */
	readonly arrivals: string[] = [];
	/** Lengths of the binary frames, in bytes. */
	readonly frameBytes: number[] = [];
	/** Bytes of audio that had come at each `playback_clear_buffer`. */
	readonly bytesBeforeClear: number[] = [];
	closed: { code: number } | undefined;
	/** Audio not played when the socket closed, in ms. */
	unplayedAtCloseMs: number | undefined;
	readonly phone: Phone;
	#carry: Buffer = Buffer.alloc(0);

	private constructor(
		readonly socket: WebSocket,
		rate: SampleRate,
	) {
		this.phone = new Phone(rate, (samples) => {
			if (socket.readyState === WebSocket.OPEN) socket.send(samplesToBytes(samples));
		});
		socket.on('message', (data: Buffer, isBinary: boolean) => {
			if (isBinary) this.#audio(data);
			else this.#message(JSON.parse(data.toString('utf8')) as ReceivedMessage);
		});
		socket.on('close', (code) => {
			this.closed = { code };
			this.unplayedAtCloseMs = this.phone.queuedMs;
		});
		socket.on('error', () => undefined);
	}

	/** Joins; rejects with the status when the upgrade is refused. */
	static async join(joinUrl: string, rate: SampleRate): Promise<WebSocketCaller> {
		const socket = new WebSocket(joinUrl, { perMessageDeflate: false });
		const caller = new WebSocketCaller(socket, rate);
		try {
			await opened(socket);
		} catch (error) {
			caller.phone.close();
			throw error;
		}
		return caller;
	}

	sendMessage(message: Record<string, unknown>): void {
		this.socket.send(JSON.stringify(message));
	}

	ofType(type: string): ReceivedMessage[] {
		return this.messages.filter((message) => message.type === type);
	}

	async waitForMessage(
		test: (message: ReceivedMessage) => boolean,
		what: string,
	): Promise<ReceivedMessage> {
		return await eventually(() => this.messages.find(test), what);
	}

	async waitForClose(ms = 8000): Promise<{ code: number }> {
		return await eventually(() => this.closed, 'the server to close the socket', ms);
	}

	/** Hangs up with a close handshake. */
	hangUp(): void {
		this.phone.close();
		this.socket.close(1000);
	}

	/** Ends without a close handshake, as a killed process does. */
	vanish(): void {
		this.phone.close();
		this.socket.terminate();
	}

	#audio(data: Buffer): void {
		this.arrivals.push('audio');
		this.frameBytes.push(data.length);
		const bytes = Buffer.concat([this.#carry, data]);
		const whole = bytes.length - (bytes.length % 2);
		this.#carry = bytes.subarray(whole);
		this.phone.receive(bytesToSamples(bytes.subarray(0, whole)));
	}

	#message(message: ReceivedMessage): void {
		this.messages.push(message);
		const { type, state, final } = message;
		const detail = state ?? (final === true ? 'final' : undefined);
		this.arrivals.push(detail === undefined ? type : `${type}:${String(detail)}`);
		if (type !== 'playback_clear_buffer') return;
		this.bytesBeforeClear.push(this.frameBytes.reduce((sum, length) => sum + length, 0));
		this.phone.clear();
	}
}

/** Resolves on the 101; rejects with `HTTP <status>` on any other answer. */
export async function opened(socket: WebSocket): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		socket.once('open', resolve);
		socket.once('unexpected-response', (_, response) => {
			reject(new Error(`HTTP ${response.statusCode}`));
			socket.terminate();
		});
		socket.once('error', reject);
	});
}
