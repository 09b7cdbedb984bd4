import { randomUUID } from 'node:crypto';
import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import { parseContentType } from '../../../nodes/shared/audioFormat';
import type { CallWorld } from './callWorld';
import type { Endpoint } from './callFacts';
import type { LabCall } from './labCall';
import { shortUrl } from './shortUrl';
import { readExtraHeaders } from './streamEvents';
import type { StreamCounts, StreamSessionOptions } from './streamSession';
import { StreamSession } from './streamSession';
import { connectStream } from './streamSocket';
import type { StreamStatus } from './streamStatus';
import { reportStreamStatus } from './streamStatus';
import type { XmlNode } from './xmlDocument';

/** How a stream came to its end. `lost`: the socket broke without a close frame. */
export type StreamEnding = 'service-closed' | 'lost' | 'connect-failed' | 'timeout' | 'call-ended';

/** Which status callback an ending is reported with; none comes when the call ends (plivo.md §6.7). */
const STATUS_OF: Record<StreamEnding, StreamStatus | undefined> = {
	'service-closed': 'ended',
	timeout: 'ended',
	lost: 'dropped',
	'connect-failed': 'dropped',
	'call-ended': undefined,
};

const LONGEST_STREAM_S = 86_400;

/** A `<Stream>`: Plivo's side of the AudioStream WebSocket (plivo.md §8). */
export class AudioStream {
	readonly streamId = randomUUID();
	readonly format: AudioFormat;
	readonly keepsCallAlive: boolean;
	readonly counts: StreamCounts = {
		connects: 0,
		mediaSent: 0,
		playAudio: 0,
		clearAudio: 0,
		checkpoints: 0,
		dropped: 0,
		overflow: 0,
	};
	/** Undefined while it streams. */
	ending: StreamEnding | undefined;

	readonly #url: string;
	readonly #timeoutMs: number;
	readonly #session: StreamSessionOptions;
	readonly #statusEndpoint: Endpoint | undefined;
	#connectedAt: number | undefined;

	/** @param element a `<Stream>` that passed `checkElements` */
	constructor(
		element: XmlNode,
		private readonly call: LabCall,
		private readonly world: CallWorld,
	) {
		const { attributes } = element;
		this.#url = element.text.trim();
		this.format = parseContentType(attributes.contentType ?? 'audio/x-l16;rate=8000');
		this.keepsCallAlive = attributes.keepCallAlive === 'true';
		this.#timeoutMs =
			Math.min(Number(attributes.streamTimeout ?? LONGEST_STREAM_S), LONGEST_STREAM_S) * 1000;
		this.#session = {
			streamId: this.streamId,
			format: this.format,
			bidirectional: attributes.bidirectional === 'true',
			track: (attributes.audioTrack ?? 'inbound') as StreamSessionOptions['track'],
			extraHeaders: readExtraHeaders(attributes.extraHeaders ?? ''),
			counts: this.counts,
			onDegraded: (share) => this.#report('degraded', `buffer filled to ${share * 100} %`),
		};
		this.#statusEndpoint =
			attributes.statusCallbackUrl === undefined
				? undefined
				: {
						url: attributes.statusCallbackUrl,
						method: attributes.statusCallbackMethod === 'GET' ? 'GET' : 'POST',
					};
	}

	get over(): boolean {
		return this.ending !== undefined;
	}

	/** Connects and streams until the end; resolves then. */
	async run(): Promise<StreamEnding> {
		this.call.line.rate = this.format.sampleRate;
		const timeout = new AbortController();
		const timer = setTimeout(() => timeout.abort(), this.#timeoutMs);
		this.ending = await this.#stream(AbortSignal.any([this.call.ended, timeout.signal]));
		clearTimeout(timer);
		this.call.log(`stream over: ${this.ending}`, 'stream');
		const status = STATUS_OF[this.ending];
		if (status) this.#report(status, this.ending);
		return this.ending;
	}

	/** Connects, and connects again where that variant says so, until there is nobody to talk to. */
	async #stream(stop: AbortSignal): Promise<StreamEnding> {
		const stopReason = () => (this.call.ended.aborted ? 'call-ended' : 'timeout');
		for (;;) {
			const socket = await connectStream(this.#url, this.world, stop, (reason) => {
				this.call.log(`stream not connected: ${reason}`, 'stream');
			});
			if (!socket) return stop.aborted ? stopReason() : 'connect-failed';
			this.counts.connects += 1;
			this.call.log(`stream connected to ${shortUrl(this.#url)}`, 'stream');
			if (this.#connectedAt === undefined) {
				this.#connectedAt = Date.now();
				this.#report('connected', 'connected');
			}
			const session = new StreamSession(socket, this.#session, this.call, this.world);
			const ending = await session.run(stop, stopReason);
			if (ending === 'stopped') return stopReason();
			if (ending === 'service-closed' || !this.world.variants.reconnectAfterDrop) return ending;
		}
	}

	#report(status: StreamStatus, reason: string): void {
		if (!this.#statusEndpoint) return;
		const connectedAt = this.#connectedAt ?? Date.now();
		const facts = {
			streamId: this.streamId,
			endpoint: this.#statusEndpoint,
			reason,
			durationSeconds: Math.round((Date.now() - connectedAt) / 1000),
		};
		void reportStreamStatus(status, facts, this.call, this.world);
	}
}
