import type WebSocket from 'ws';
import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { CallWorld } from './callWorld';
import { deferred } from './deferred';
import type { LabCall } from './labCall';
import { PlaybackBuffer } from './playbackBuffer';
import type { ServiceMessage } from './serviceMessage';
import { readServiceMessage } from './serviceMessage';
import { sleep } from './sleep';
import { StreamEvents } from './streamEvents';
import { closeSocket } from './streamSocket';

/** Shares of the buffer at which Plivo complains once each (plivo.md §8.3). */
const DEGRADED_AT = [0.3, 0.6, 0.9];

/** What went over a stream, for tests. */
export interface StreamCounts {
	connects: number;
	mediaSent: number;
	playAudio: number;
	clearAudio: number;
	checkpoints: number;
	/** Messages that Plivo dropped silently. */
	dropped: number;
	/** Samples that did not fit into the buffer. */
	overflow: number;
}

export interface StreamSessionOptions {
	streamId: string;
	format: AudioFormat;
	bidirectional: boolean;
	track: 'inbound' | 'outbound' | 'both';
	extraHeaders: [string, string][];
	counts: StreamCounts;
	onDegraded: (share: number) => void;
}

/** `lost`: without a close frame. `stopped`: the signal was aborted. */
export type SessionEnding = 'service-closed' | 'lost' | 'stopped';

/** The conversation on one socket of a stream, from `start` to the close. */
export class StreamSession {
	readonly #events: StreamEvents;
	readonly #buffer: PlaybackBuffer;
	#degradedSteps = 0;

	constructor(
		private readonly socket: WebSocket,
		private readonly options: StreamSessionOptions,
		private readonly call: LabCall,
		private readonly world: CallWorld,
	) {
		const { streamId, format, track, extraHeaders } = options;
		this.#buffer = new PlaybackBuffer(format.sampleRate);
		this.#events = new StreamEvents(
			{
				callId: call.uuid,
				streamId,
				accountId: world.account.authId,
				tracks: track === 'both' ? ['inbound', 'outbound'] : [track],
				format,
				extraHeaders,
			},
			world.variants,
		);
	}

	/** Streams until the socket closes or the signal asks for the end. Audio not played by then is lost. */
	async run(stop: AbortSignal, stopReason: () => string): Promise<SessionEnding> {
		const { socket, world } = this;
		const over = deferred<SessionEnding>();
		const gone = new AbortController();
		socket.on('message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
		socket.on('close', (code: number) => {
			gone.abort();
			over.resolve(code === 1006 ? 'lost' : 'service-closed');
		});
		const stopped = () => over.resolve('stopped');
		stop.addEventListener('abort', stopped);
		if (stop.aborted) stopped();
		socket.resume();
		const idle = AbortSignal.any([stop, gone.signal]);
		await sleep(world.variants.streamStartDelayMs, idle);
		let detach = () => {};
		if (!idle.aborted) {
			this.#send(this.#events.start());
			detach = this.#attach();
		}
		const ending = await over.promise;
		stop.removeEventListener('abort', stopped);
		detach();
		if (ending === 'stopped') {
			if (world.variants.sendsStopEvent) this.#send(this.#events.stop(stopReason()));
			closeSocket(socket);
		}
		return ending;
	}

	/** Connects the socket to the line: frames and keys out, buffered audio in. */
	#attach(): () => void {
		const { line } = this.call;
		const { track, counts } = this.options;
		const media = (side: 'inbound' | 'outbound') => (samples: Int16Array) => {
			counts.mediaSent += 1;
			this.#send(this.#events.media(side, samples));
		};
		const detachers = [
			line.onDigit((digit) => this.#send(this.#events.dtmf(digit))),
			line.addFarSource((length) => {
				const frame = this.#buffer.next(length);
				this.#reportPlayed();
				return frame;
			}),
		];
		if (track !== 'outbound') detachers.push(line.onCallerFrame(media('inbound')));
		if (track !== 'inbound') detachers.push(line.onFarFrame(media('outbound')));
		return () => {
			for (const detach of detachers) detach();
		};
	}

	#receive(data: Buffer, isBinary: boolean): void {
		const { message, dropped, unknown } = readServiceMessage(data, isBinary, this.options);
		for (const key of unknown) {
			this.call.log(`stream: Plivo knows no ${key} here`, 'unknown-field', { field: key });
		}
		if (message) {
			this.#act(message);
		} else {
			this.options.counts.dropped += 1;
			this.call.log(`stream: dropped ${dropped}`, 'dropped');
		}
	}

	#act(message: ServiceMessage): void {
		const { counts } = this.options;
		switch (message.event) {
			case 'playAudio': {
				counts.playAudio += 1;
				const lost = this.#buffer.push(message.samples);
				counts.overflow += lost;
				if (lost > 0) this.call.log(`stream: ${lost} samples beyond the buffer`, 'dropped');
				this.#reportDegraded();
				break;
			}
			case 'clearAudio':
				counts.clearAudio += 1;
				this.#clear();
				break;
			case 'checkpoint':
				counts.checkpoints += 1;
				this.#buffer.checkpoint(message.name);
				this.#reportPlayed();
				break;
			case 'sendDTMF':
				this.call.person.digitsHeard += message.digits.replace(/w/gi, '');
				break;
		}
	}

	#clear(): void {
		this.#degradedSteps = 0;
		const unreached = this.#buffer.clear();
		if (this.world.variants.checkpointsOnClear === 'reported') {
			for (const name of unreached) this.#send(this.#events.played(name));
		}
		this.#send(this.#events.clearedAudio());
	}

	#reportPlayed(): void {
		for (const name of this.#buffer.reached()) this.#send(this.#events.played(name));
	}

	#reportDegraded(): void {
		const share = DEGRADED_AT[this.#degradedSteps];
		if (share === undefined || this.#buffer.fill < share) return;
		this.#degradedSteps += 1;
		this.options.onDegraded(share);
		this.#reportDegraded();
	}

	#send(event: string): void {
		// A socket that has just broken says so with 'close'.
		this.socket.send(event, () => undefined);
	}
}
