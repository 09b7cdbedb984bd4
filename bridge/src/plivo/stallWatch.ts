import type { Connection } from '../frames/connection';
import { PLIVO_AUDIO_BYTES } from './playOut';

export interface StallWatchOptions {
	connection: Pick<Connection, 'bufferedAmount'>;
	/** How long the socket may take nothing, in milliseconds. */
	stallMs: number;
	/** It took nothing for that long. */
	onStalled: () => void;
	/** Watched for that long, and it has taken something. */
	onFreed: () => void;
}

/** Finds out that a socket takes nothing any more, whatever waits for it. */
export class StallWatch {
	private timer: NodeJS.Timeout | undefined;

	constructor(private readonly options: StallWatchOptions) {}

	/** True while no audio is given to the socket. */
	get isStuck(): boolean {
		return this.options.connection.bufferedAmount >= PLIVO_AUDIO_BYTES;
	}

	/** Begins to watch a socket that is stuck, unless it does so already. @returns whether it is being watched */
	look(): boolean {
		if (this.timer === undefined && this.isStuck) {
			this.timer = setTimeout(() => this.timeIsUp(), this.options.stallMs);
		}
		return this.timer !== undefined;
	}

	stop(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
	}

	private timeIsUp(): void {
		this.timer = undefined;
		if (this.isStuck) this.options.onStalled();
		else this.options.onFreed();
	}
}
