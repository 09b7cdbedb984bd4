const ONE_IN = 8;

/** Whether the latency of the frame with this number is measured: looking at a clock costs a good part of what sending a frame does. */
export function isSampled(frame: number): boolean {
	return frame % ONE_IN === 0;
}
