import { FleetingNames } from './fleetingNames';

/** Plivo, which has had the document of a call, connects its stream within that time (ms). */
const STREAM_COMES_MS = 5_000;

/**
 * The calls that were answered here and whose streams have not come yet: a bridge that stops listens until they have, for otherwise whoever
 * has picked up would hear nothing (doors/afterStream.ts).
 */
export class AnsweredCalls {
	private readonly waited: FleetingNames;

	/** @param waitMs how long a stream is waited for, in milliseconds */
	constructor(private readonly waitMs: number = STREAM_COMES_MS) {
		this.waited = new FleetingNames(waitMs);
	}

	/** @param callId Ultravox's id of the call that the stream is for */
	add(callId: string): void {
		this.waited.add(callId);
	}

	/** The stream has come, or Plivo has given it up. */
	delete(callId: string): void {
		this.waited.delete(callId);
	}

	/** Resolves when no stream is waited for any more, with the signal, or when others are answered all the time. */
	async connected(signal: AbortSignal): Promise<void> {
		await this.waited.none(AbortSignal.any([signal, AbortSignal.timeout(2 * this.waitMs)]));
	}
}
