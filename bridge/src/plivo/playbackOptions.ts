import type { AudioFormat } from '../../../nodes/shared/audioFormat';
import type { Guard } from '../call/callFault';
import type { LatencyHistogram } from '../metrics/latencyHistogram';
import type { PlayConnection } from './playOut';
import type { PlivoLeg } from './plivoLeg';

/** What the agent's audio needs of Plivo's side. */
export interface PlaybackLeg extends Pick<PlivoLeg, 'sendClearAudio' | 'sendCheckpoint'> {
	readonly connection: PlayConnection;
}

export interface PlaybackOptions {
	format: AudioFormat;
	/** Audio kept while Plivo cannot take it or holds enough, in milliseconds. */
	queueMs: number;
	/** How long Plivo's socket may take nothing while audio waits, in milliseconds. */
	stallMs: number;
	guard: Guard;
	/** Where it is noted how long audio took from its arrival to Plivo's socket. */
	latency: Pick<LatencyHistogram, 'note'>;
	/** The queue is full: stop reading the agent until `onDrained`. */
	onFull: () => void;
	onDrained: () => void;
	/** Plivo's socket took nothing for `stallMs`. */
	onStalled: () => void;
}

/** Hears what is sent to Plivo: s16le, valid during the call only, which is heard at `playsAt` by performance.now(). */
export type PlaybackTap = (pcm: Buffer, playsAt: number) => void;
