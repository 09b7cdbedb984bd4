import { randomInt } from 'node:crypto';
import type { LastPiece, Piece, SoundEncoder } from '../file/soundEncoder';
import { startThread, type Thread } from '../../thread/thread';
import type { OpusAnswer, OpusOrder } from './opusOrders';

interface Waiting {
	resolve: (bytes: Uint8Array) => void;
	reject: (error: Error) => void;
}

/** The encoders of all recordings in Opus, which share one thread. It starts with the first of them, and anew when it was lost. */
export class OpusEncoders {
	private thread: Thread | undefined;
	private opened = 0;
	/** One order of each recording at a time is under way. */
	private readonly waiting = new Map<number, Waiting>();

	/** `onLost`: the thread is gone, and every recording that is under way ends. */
	constructor(private readonly onLost: (error: unknown) => void) {}

	/** An encoder for one recording. */
	open(sampleRate: number): SoundEncoder {
		return new OpusFileEncoder(this, ++this.opened, sampleRate);
	}

	/** Ends the thread; orders under way fail. */
	close(): void {
		this.thread?.stop();
		this.thread = undefined;
		this.failAll(new Error('The encoder was stopped.'));
	}

	/** Has an order carried out. Rejects when that failed. */
	async obey(order: OpusOrder): Promise<Uint8Array> {
		const thread = this.running();
		return await new Promise<Uint8Array>((resolve, reject) => {
			this.waiting.set(order.recording, { resolve, reject });
			thread.post(order, order.step === 'encode' ? [order.samples.buffer as ArrayBuffer] : []);
		});
	}

	/** Gives a recording's encoder up. */
	drop(recording: number): void {
		this.thread?.post({ recording, step: 'drop' } satisfies OpusOrder);
		this.waiting.delete(recording);
	}

	private running(): Thread {
		this.thread ??= startThread('opus', undefined, {
			onMessage: (message) => this.answered(message as OpusAnswer),
			onLost: (error) => {
				this.thread = undefined;
				this.onLost(error);
				this.failAll(new Error('The thread of the encoder is gone.'));
			},
		});
		return this.thread;
	}

	private answered(answer: OpusAnswer): void {
		const waiting = this.waiting.get(answer.recording);
		this.waiting.delete(answer.recording);
		if ('bytes' in answer) waiting?.resolve(answer.bytes);
		else waiting?.reject(new Error(answer.error));
	}

	private failAll(error: Error): void {
		const waiting = [...this.waiting.values()];
		this.waiting.clear();
		for (const { reject } of waiting) reject(error);
	}
}

class OpusFileEncoder implements SoundEncoder {
	constructor(
		private readonly encoders: OpusEncoders,
		private readonly recording: number,
		private readonly sampleRate: number,
	) {}

	async begin(): Promise<Uint8Array> {
		return await this.encoders.obey({
			recording: this.recording,
			step: 'begin',
			sampleRate: this.sampleRate,
			serial: randomInt(2 ** 32),
		});
	}

	async encode(silence: number, samples: Int16Array): Promise<Piece> {
		const { recording } = this;
		const bytes = await this.encoders.obey({ recording, step: 'encode', silence, samples });
		return { skip: 0, bytes };
	}

	async finish(silence: number): Promise<LastPiece> {
		const { recording } = this;
		return { skip: 0, bytes: await this.encoders.obey({ recording, step: 'finish', silence }) };
	}

	drop(): void {
		this.encoders.drop(this.recording);
	}
}
