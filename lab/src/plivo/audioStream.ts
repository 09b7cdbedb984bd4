import { randomUUID } from 'node:crypto';
import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { CallWorld } from './callWorld';
import type { LabCall } from './labCall';
import { shortUrl } from './shortUrl';
import type { StreamRequest } from './streamRequest';
import type { StreamCounts, StreamSessionOptions } from './streamSession';
import { StreamSession } from './streamSession';
import { connectStream } from './streamSocket';
import type { StreamStatus } from './streamStatus';
import { reportStreamStatus } from './streamStatus';

/** How a stream came to its end. `lost`: the socket broke without a close frame; `stopped`: through the API. */
export type StreamEnding =
	'service-closed' | 'lost' | 'connect-failed' | 'timeout' | 'stopped' | 'call-ended';

/** Which status callback an ending is reported with; none comes when the call ends (plivo.md §6.7). */
const STATUS_OF: Record<StreamEnding, StreamStatus | undefined> = {
	'service-closed': 'ended',
	timeout: 'ended',
	stopped: 'ended',
	lost: 'dropped',
	'connect-failed': 'dropped',
	'call-ended': undefined,
};

/** When a stream did what, in milliseconds since the epoch; null for what has not happened. */
export interface StreamTimes {
	requestedAt: number;
	connectedAt: number | null;
	endedAt: number | null;
}

/** Plivo's side of one AudioStream (plivo.md §8). */
export class AudioStream {
	readonly streamId = randomUUID();
	readonly counts: StreamCounts = {
		connects: 0,
		mediaSent: 0,
		playAudio: 0,
		clearAudio: 0,
		checkpoints: 0,
		dropped: 0,
		overflow: 0,
	};
	readonly times: StreamTimes = { requestedAt: Date.now(), connectedAt: null, endedAt: null };
	/** Undefined while it streams. */
	ending: StreamEnding | undefined;

	readonly #session: StreamSessionOptions;
	readonly #stopped = new AbortController();

	constructor(
		readonly request: StreamRequest,
		private readonly call: LabCall,
		private readonly world: CallWorld,
	) {
		const { format, bidirectional, track, extraHeaders } = request;
		this.#session = {
			streamId: this.streamId,
			format,
			bidirectional,
			track,
			extraHeaders,
			counts: this.counts,
			onDegraded: (share) => this.#report('degraded', `buffer filled to ${share * 100} %`),
		};
	}

	get format(): AudioFormat {
		return this.request.format;
	}

	get keepsCallAlive(): boolean {
		return this.request.keepsCallAlive;
	}

	get over(): boolean {
		return this.ending !== undefined;
	}

	/** Ends the stream and closes its socket, as the API does. */
	stop(): void {
		this.#stopped.abort();
	}

	/** Connects and streams until the end; resolves then. */
	async run(): Promise<StreamEnding> {
		this.call.line.rate = this.format.sampleRate;
		const timeout = new AbortController();
		const timer = setTimeout(() => timeout.abort(), this.request.timeoutSeconds * 1000);
		const stop = AbortSignal.any([this.call.ended, timeout.signal, this.#stopped.signal]);
		this.ending = await this.#stream(stop);
		this.times.endedAt = Date.now();
		clearTimeout(timer);
		this.call.log(`stream over: ${this.ending}`, 'stream');
		const status = STATUS_OF[this.ending];
		if (status) this.#report(status, this.ending);
		return this.ending;
	}

	/** Connects, and connects again where that variant says so, until there is nobody to talk to. */
	async #stream(stop: AbortSignal): Promise<StreamEnding> {
		const stopReason = () => this.#stopReason();
		const { url } = this.request;
		for (;;) {
			const socket = await connectStream(url, this.world, stop, (reason) => {
				this.call.log(`stream not connected: ${reason}`, 'stream');
			});
			if (!socket) return stop.aborted ? stopReason() : 'connect-failed';
			this.counts.connects += 1;
			this.call.log(`stream connected to ${shortUrl(url)}`, 'stream');
			if (this.times.connectedAt === null) {
				this.times.connectedAt = Date.now();
				this.#report('connected', 'connected');
			}
			const session = new StreamSession(socket, this.#session, this.call, this.world);
			const ending = await session.run(stop, stopReason);
			if (ending === 'stopped') return stopReason();
			if (ending === 'service-closed' || !this.world.variants.reconnectAfterDrop) return ending;
		}
	}

	#stopReason(): 'call-ended' | 'stopped' | 'timeout' {
		if (this.call.ended.aborted) return 'call-ended';
		return this.#stopped.signal.aborted ? 'stopped' : 'timeout';
	}

	#report(status: StreamStatus, reason: string): void {
		const endpoint = this.request.status;
		if (!endpoint) return;
		const connectedAt = this.times.connectedAt ?? Date.now();
		const facts = {
			streamId: this.streamId,
			endpoint,
			reason,
			durationSeconds: Math.round((Date.now() - connectedAt) / 1000),
		};
		void reportStreamStatus(status, facts, this.call, this.world);
	}
}
