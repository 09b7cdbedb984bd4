import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import { decodeMulaw } from '../plivo/mulaw';
import type { AgentLeg } from '../ultravox/agentLeg';
import { SampleCarry } from './sampleCarry';

/** While more than this waits for the kernel, audio waits here instead, where the oldest can go. */
const SOCKET_BUFFER_BYTES = 16_384;

/** What the caller's audio needs of the agent's side. */
export type CallerAudioLeg = Pick<AgentLeg, 'ready' | 'bufferedBytes' | 'sendAudio'>;

/**
 * Caller audio on its way to the agent: Plivo's base64 payloads in, s16le at the same rate out.
 * While the agent is not connected yet or does not keep up, a bounded queue holds it; the oldest goes first,
 * because late speech is worth less than speech.
 */
export class CallerAudio {
	/** Audio bytes received, in the stream's format. */
	bytes = 0;
	/** Media messages whose audio the agent never got. */
	dropped = 0;
	private readonly carry = new SampleCarry();
	private readonly silence: Buffer;
	private readonly queueBytes: number;
	private queue: Buffer[] = [];
	private queuedBytes = 0;
	private readonly pump = () => this.flush();

	/** `queueMs`: how much audio may wait, in milliseconds. */
	constructor(
		private readonly leg: CallerAudioLeg,
		private readonly format: AudioFormat,
		queueMs: number,
	) {
		const bytesPerFrame = (format.sampleRate / 1000) * 20 * 2;
		this.silence = Buffer.alloc(bytesPerFrame);
		this.queueBytes = (queueMs / 20) * bytesPerFrame;
	}

	/** Takes the payload of one media message. */
	write(payload: string): void {
		const audio = Buffer.from(payload, 'base64');
		this.bytes += audio.length;
		const mulaw = this.format.encoding === 'audio/x-mulaw';
		const pcm = mulaw ? decodeMulaw(audio) : this.carry.align(audio);
		if (pcm.length > 0) this.sendOrQueue(pcm);
	}

	/** 20 ms of silence in place of media that did not come. */
	writeSilence(): void {
		if (this.queue.length === 0) this.sendOrQueue(this.silence);
	}

	/** Sends what waited, in order, as far as the agent takes it. */
	flush(): void {
		while (this.queue.length > 0 && this.free()) {
			const pcm = this.queue.shift() as Buffer;
			this.queuedBytes -= pcm.length;
			this.leg.sendAudio(pcm, this.pump);
		}
	}

	private sendOrQueue(pcm: Buffer): void {
		if (this.queue.length === 0 && this.free()) {
			this.leg.sendAudio(pcm, this.pump);
			return;
		}
		this.queue.push(pcm);
		this.queuedBytes += pcm.length;
		while (this.queuedBytes > this.queueBytes) {
			this.queuedBytes -= (this.queue.shift() as Buffer).length;
			this.dropped += 1;
		}
	}

	private free(): boolean {
		return this.leg.ready && this.leg.bufferedBytes < SOCKET_BUFFER_BYTES;
	}
}
