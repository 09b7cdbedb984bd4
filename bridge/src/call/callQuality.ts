import type { BridgeQuality } from '../../../nodes/shared/bridgeEvents';
import type { CallMeter } from '../metrics/callMeter';

export interface CallQualityOptions {
	meter: CallMeter;
	/** Pauses so far that silence was sent for. */
	gaps: () => number;
	/** How often it is told, in milliseconds. */
	everyMs: number;
	tell: (quality: BridgeQuality) => void;
}

/** Tells from time to time how the line was since the last time. */
export class CallQuality {
	private timer: NodeJS.Timeout | undefined;
	private gapsTold = 0;
	private droppedTold = 0;

	constructor(private readonly options: CallQualityOptions) {}

	start(): void {
		this.timer = setInterval(() => this.tell(), this.options.everyMs);
	}

	/** Tells of the last piece of the call. */
	stop(): void {
		clearInterval(this.timer);
		this.tell();
	}

	private tell(): void {
		const { meter } = this.options;
		const gaps = this.options.gaps();
		const { droppedFrames } = meter.figures();
		this.options.tell({
			jitterMs: rounded(meter.arrivals.jitterMs),
			gaps: gaps - this.gapsTold,
			droppedFrames: droppedFrames - this.droppedTold,
			addedLatencyMs: rounded(meter.addedLatencyMs ?? 0),
		});
		this.gapsTold = gaps;
		this.droppedTold = droppedFrames;
		meter.endWindow();
	}
}

/** To the microsecond. */
const rounded = (ms: number) => Math.round(ms * 1000) / 1000;
