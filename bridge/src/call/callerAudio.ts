import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { BridgeLimits } from '../config/limits';
import type { Connection } from '../frames/connection';
import type { CallMeter } from '../metrics/callMeter';
import { isReady, sendFrameTo, type FrameTaker } from '../frames/readyOutput';
import { NO_ROW } from '../hotTable';
import { noteArrival } from '../metrics/arrivalJitter';
import { isSampled } from '../metrics/latencySample';
import { decodeBase64, decodedBytes } from '../plivo/base64';
import { looksOf, type MediaLooks } from '../plivo/mediaLooks';
import { decodeMulaw } from '../plivo/mulaw';
import type { MediaShortcut } from '../plivo/plivoLeg';
import { AGENT_AUDIO_BYTES } from '../ultravox/agentSocket';
import { callerAudioFrames, type CallerAudioFrames } from '../ultravox/audioFrame';
import type { Guard } from './callFault';
import { LateAudio } from './lateAudio';
import { SampleCarry } from './sampleCarry';

/** The longest frame, 20 ms at 16 kHz. */
const SILENCE = Buffer.alloc(640);
const SILENCE_MS = 20;

/** What the caller's audio needs of the agent's side. */
export interface CallerAudioLeg {
	/** Undefined while there is none. */
	readonly connection:
		| (Pick<Connection, 'open' | 'bufferedAmount' | 'sendFrame' | 'sendBinary'> &
				Partial<Pick<Connection, 'outputRow'>>)
		| undefined;
}

/**
 * Hears every piece of caller audio (s16le at the stream's rate, valid during the call only) before the agent does.
 * Returns what the agent is to hear: the same, something else, or undefined for nothing.
 */
export type CallerAudioFilter = (pcm: Buffer) => Buffer | undefined;

/**
 * Caller audio on its way to the agent: Plivo's base64 payloads in, s16le at the same rate out.
 * While the agent is not connected yet or does not keep up, a bounded queue holds it; the oldest goes first,
 * because late speech is worth less than speech.
 */
export class CallerAudio implements MediaShortcut, FrameTaker {
	/** How the last media message looked that was parsed. */
	private looks: MediaLooks | undefined;
	/** Nobody and nothing stands between Plivo's message and the agent's frame: audio takes the short way. */
	private direct = false;
	/** The agent's, since it was looked for last. */
	private connection: CallerAudioLeg['connection'];
	/** That connection's. */
	private agentRow = NO_ROW;
	private readonly frames: CallerAudioFrames;
	/** Of the arrivals, which are not ended while audio may come. */
	private readonly arrivalsRow: number;
	/** Audio bytes received, in the stream's format. */
	bytes = 0;
	/** Pieces sent that did not have to wait. */
	private sent = 0;
	private readonly latency: CallMeter['toAgent'];
	/** Media messages whose audio the agent never got. */
	dropped = 0;
	/** Those of them that came too late, after silence in their place. */
	droppedLate = 0;
	private readonly jitter: CallMeter['arrivals'];
	private readonly late: LateAudio;
	private heardBy: CallerAudioFilter | undefined;
	private readonly carry = new SampleCarry();
	private readonly mulaw: boolean;
	private readonly silence: Buffer;
	private readonly queueBytes: number;
	private readonly bytesPerMs: number;
	private queue: Buffer[] = [];
	/** When what waits arrived, by performance.now(). */
	private arrivals: number[] = [];
	private queuedBytes = 0;

	/**
	 * @param limits how much audio may wait, for an agent that does not keep up and when it came late
	 * @param meter where it is noted when audio came, and how long it took from there to the agent's socket
	 */
	constructor(
		private readonly leg: CallerAudioLeg,
		format: AudioFormat,
		limits: Pick<BridgeLimits, 'callerQueueMs' | 'lateAudioMs'>,
		meter: Pick<CallMeter, 'arrivals' | 'toAgent'>,
		guard: Guard,
	) {
		this.jitter = meter.arrivals;
		this.arrivalsRow = meter.arrivals.row;
		this.latency = meter.toAgent;
		const bytesPerFrame = (format.sampleRate / 1000) * 20 * 2;
		this.mulaw = format.encoding === 'audio/x-mulaw';
		this.frames = callerAudioFrames(this.mulaw);
		this.silence = SILENCE.subarray(0, bytesPerFrame);
		this.bytesPerMs = bytesPerFrame / 20;
		this.queueBytes = (limits.callerQueueMs / 20) * bytesPerFrame;
		this.late = new LateAudio({
			bytesPerMs: this.bytesPerMs,
			latestMs: limits.lateAudioMs,
			guard,
			send: (pcm, arrivedAt) => this.sendOrQueue(pcm, arrivedAt),
			onDropped: () => {
				this.dropped += 1;
				this.droppedLate += 1;
			},
		});
	}

	/** Audio that waits here for the agent, in milliseconds. */
	get waitingMs(): number {
		return this.queuedBytes / this.bytesPerMs + this.late.waitingMs;
	}

	/** While there is one, no audio takes the short way. */
	set filter(filter: CallerAudioFilter | undefined) {
		this.heardBy = filter;
		this.chooseWay();
	}

	/** A media message of the usual looks is ASCII, payload and all. */
	takeText(bytes: Buffer, start: number, end: number): boolean {
		const { looks } = this;
		if (looks === undefined) return false;
		const payload = looks.find(bytes, start, end);
		return payload >= 0 && this.take(bytes, payload, end - looks.tailBytes);
	}

	takeBinary(): boolean {
		return false;
	}

	remember(text: Buffer, payload: string, streamId: string): void {
		this.looks = looksOf(text, payload, streamId) ?? this.looks;
	}

	/** Takes the payload of one media message. */
	write(payload: string): void {
		this.receive(Buffer.from(payload, 'base64'), performance.now());
	}

	/**
	 * 20 ms of silence in place of media that did not come, in a gap that began at that time by performance.now(). What comes after it
	 * may be late.
	 */
	writeSilence(gapFrom: number, now: number): void {
		if (this.queue.length > 0 || !this.isFree()) return;
		if (this.late.wantsSilence(gapFrom, SILENCE_MS, now)) {
			this.connection?.sendBinary(this.silence);
		}
		this.chooseWay();
	}

	/** Another agent is there, which is behind in nothing. */
	beginAnew(): void {
		this.late.beginAnew();
		this.chooseWay();
	}

	/** Nothing is to be sent any more. */
	end(): void {
		this.late.stop();
	}

	/** Sends what waited, in order, as far as the agent takes it. */
	flush(): void {
		while (this.queue.length > 0 && this.isFree()) {
			const pcm = this.queue.shift() as Buffer;
			this.queuedBytes -= pcm.length;
			this.connection?.sendBinary(pcm);
			// What had to wait is what a latency is asked for: never left out.
			this.latency.note(performance.now() - (this.arrivals.shift() as number));
		}
		this.chooseWay();
	}

	/**
	 * Takes the payload of a media message where it lies, the base64 text `text[start, end)`.
	 * @returns false when it is not pure base64, and nothing was taken
	 */
	private take(text: Buffer, start: number, end: number): boolean {
		const now = performance.now();
		const { connection } = this;
		if (
			this.direct &&
			connection !== undefined &&
			(isReady(connection, this.agentRow) || takesAudio(connection))
		) {
			const bytes = this.frames.send(this, text, start, end);
			if (bytes > 0) {
				this.bytes += bytes;
				noteArrival(this.arrivalsRow, now);
				if (isSampled(this.sent++)) this.latency.note(performance.now() - now);
				return true;
			}
		}
		return this.takeSlowly(text, start, end, now);
	}

	/** For the prepared frames: one to the agent, while there is one. */
	sendFrame(frame: Buffer): boolean {
		return sendFrameTo(this.connection as FrameTaker, this.agentRow, frame);
	}

	private takeSlowly(text: Buffer, start: number, end: number, now: number): boolean {
		const length = decodedBytes(text, start, end);
		if (length < 0) return false;
		const audio = Buffer.allocUnsafe(length);
		if (!decodeBase64(text, start, end, length, audio, 0)) return false;
		this.receive(audio, now);
		return true;
	}

	private chooseWay(): void {
		this.findAgent();
		this.direct =
			this.heardBy === undefined &&
			this.queue.length === 0 &&
			!this.carry.waits &&
			!this.late.active;
	}

	private isFree(): boolean {
		const connection = this.findAgent();
		return connection !== undefined && takesAudio(connection);
	}

	private findAgent(): CallerAudioLeg['connection'] {
		this.connection = this.leg.connection;
		this.agentRow = this.connection?.outputRow ?? NO_ROW;
		return this.connection;
	}

	private receive(audio: Buffer, arrivedAt: number): void {
		this.jitter.note(arrivedAt);
		this.bytes += audio.length;
		const pcm = this.mulaw ? decodeMulaw(audio) : this.carry.align(audio);
		const heard = this.heardBy && pcm.length > 0 ? this.heardBy(pcm) : pcm;
		if (heard !== undefined && heard.length > 0) {
			if (!this.late.active || !this.late.takes(heard, arrivedAt)) {
				this.sendOrQueue(heard, arrivedAt);
			}
		}
		this.chooseWay();
	}

	private sendOrQueue(pcm: Buffer, arrivedAt: number): void {
		if (this.queue.length === 0 && this.isFree()) {
			this.connection?.sendBinary(pcm);
			if (isSampled(this.sent++)) this.latency.note(performance.now() - arrivedAt);
			return;
		}
		this.queue.push(pcm);
		this.arrivals.push(arrivedAt);
		this.queuedBytes += pcm.length;
		while (this.queuedBytes > this.queueBytes) {
			this.queuedBytes -= (this.queue.shift() as Buffer).length;
			this.arrivals.shift();
			this.dropped += 1;
		}
	}
}

function takesAudio(connection: Pick<Connection, 'open' | 'bufferedAmount'>): boolean {
	return connection.open && connection.bufferedAmount < AGENT_AUDIO_BYTES;
}
