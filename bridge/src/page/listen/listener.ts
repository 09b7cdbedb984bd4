import type { ServerResponse } from 'node:http';
import type { AudioTap } from '../../call/audioTap';
import type { LiveCall } from '../../call/liveCall';
import { guardedInterval } from '../../guardedInterval';
import { PAGE_HEADERS } from '../pageAnswer';
import { StereoMix } from './stereoMix';

const PIECE_MS = 100;
/** Pieces kept for a browser that does not keep up; beyond that the oldest go. */
const MOST_PIECES = 10;
/** While so much waits for the network, pieces wait here instead, where the oldest can go. */
const NETWORK_BYTES = 32_768;
/** A browser is disconnected when nothing gets through to it for this long. */
const STALLED_MS = 30_000;

/** One browser tab that hears a call along: a response of s16le stereo in real time, caller left, agent right. */
export class Listener implements AudioTap {
	/** Pieces of 100 ms that the browser did not get because it did not keep up. */
	dropped = 0;
	/** A bug that ended the listening. */
	fault: unknown;
	private readonly mix: StereoMix;
	/** Time at which the call began, by performance.now(). */
	private readonly beganAt: number;
	private readonly clock: NodeJS.Timeout;
	private readonly expiry: NodeJS.Timeout;
	private readonly pieces: Buffer[] = [];

	/**
	 * @param endsAt when the tab's session ends, in milliseconds since the epoch
	 * @param onGone comes once, when the tab hears no longer
	 */
	constructor(
		private readonly call: LiveCall,
		private readonly response: ServerResponse,
		endsAt: number,
		onGone: (listener: Listener) => void,
	) {
		const { durationMs } = call.status();
		this.beganAt = performance.now() - durationMs;
		this.mix = new StereoMix(call.sampleRate, durationMs);
		response.writeHead(200, {
			...PAGE_HEADERS,
			'content-type': 'application/octet-stream',
			'x-sample-rate': String(call.sampleRate),
		});
		response.flushHeaders();
		response.setTimeout(STALLED_MS, () => this.drop());
		response.on('drain', () => this.pump());
		response.on('error', () => undefined);
		response.once('close', () => {
			this.stop();
			onGone(this);
		});
		this.clock = guardedInterval(
			() => this.mixOn(),
			PIECE_MS,
			(error) => {
				this.fault = error;
				this.drop();
			},
		);
		this.expiry = setTimeout(() => this.drop(), endsAt - Date.now());
		call.addTap(this);
	}

	onCallerAudio(pcm: Buffer, atMs: number): void {
		this.mix.onCallerAudio(pcm, atMs);
	}

	onPlayedAudio(pcm: Buffer, playsAtMs: number): void {
		this.mix.onPlayedAudio(pcm, playsAtMs);
	}

	onCleared(atMs: number): void {
		this.mix.onCleared(atMs);
	}

	onEnd(): void {
		this.stop();
		this.response.end();
	}

	/** Disconnects the tab. */
	drop(): void {
		this.response.destroy();
	}

	private stop(): void {
		clearInterval(this.clock);
		clearTimeout(this.expiry);
		this.call.removeTap(this);
	}

	private mixOn(): void {
		const piece = this.mix.read(performance.now() - this.beganAt);
		if (piece.length === 0) return;
		this.pieces.push(piece);
		this.pump();
		if (this.pieces.length <= MOST_PIECES) return;
		this.pieces.shift();
		this.dropped += 1;
	}

	private pump(): void {
		while (this.pieces.length > 0 && this.response.writableLength < NETWORK_BYTES) {
			this.response.write(this.pieces.shift());
		}
	}
}
